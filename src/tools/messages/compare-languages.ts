import { inspect } from '../../internal/inspect.js';
import type { Finding } from '../report.js';
import type { CheckedFile } from './check-file.js';
import { createReport } from './message-file.js';
import { canonicalLocale } from './plural-rules.js';

/** Finds files of the same language. */
function compareLocales(files: readonly CheckedFile[], findings: Finding[]): void {
  const owners = new Map<string, CheckedFile>();
  for (const checked of files) {
    if (checked.locale === undefined) continue;
    const locale = canonicalLocale(checked.locale);
    const owner = owners.get(locale);
    if (!owner) {
      owners.set(locale, checked);
      continue;
    }
    const { line, column } = owner.file.lines.at(owner.localeOffset);
    const place = `${owner.file.path}:${line}:${column}`;
    createReport(checked.file, findings)(
      checked.localeOffset,
      'locale',
      `is ${inspect(checked.locale)}, as in ${place}. A language must be in one file.`,
    );
  }
}

/** Finds placeholders that a text has in one language, and lacks in another. */
function comparePlaceholders(files: readonly CheckedFile[], findings: Finding[]): void {
  for (const { file, placeholders, offsets } of files) {
    for (const [code, names] of placeholders) {
      const reported = new Set(names);
      for (const other of files) {
        for (const name of other.placeholders.get(code) ?? []) {
          if (reported.has(name)) continue;
          reported.add(name);
          const message = `does not have the placeholder {${name}}, which ${other.file.path} has.`;
          createReport(file, findings)(offsets.get(code)!, `codes.${code}`, message, 'warning');
        }
      }
    }
  }
}

/** Returns the findings between files: one language in two of them, and different placeholders. */
export function compareLanguages(files: readonly CheckedFile[]): readonly Finding[] {
  const findings: Finding[] = [];
  compareLocales(files, findings);
  comparePlaceholders(files, findings);
  return findings;
}
