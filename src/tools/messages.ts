import { resolve } from 'node:path';
import { findFiles } from './files.js';
import { addStubs } from './messages/add-stubs.js';
import { checkFile } from './messages/check-file.js';
import { compareLanguages } from './messages/compare-languages.js';
import { demandedTexts } from './messages/demanded-texts.js';
import { parseMessageFile, readMessageFiles } from './messages/message-file.js';
import { formatCount, type Finding } from './report.js';
import { loadSchema, withSource, type CodesOptions } from './schema-source.js';
import { replaceFiles } from './write-files.js';

export interface MessagesOptions extends CodesOptions {
  /** The schema whose codes need texts. */
  readonly schema: string;
  /** Whether to add stubs for missing texts to the files. */
  readonly write?: boolean;
}

export interface MessagesResult {
  /** In the order of the files, and of the places in each. */
  readonly findings: readonly Finding[];
  readonly files: number;
  /** The number of codes of the schema. */
  readonly codes: number;
  /** The number of stubs that were added. */
  readonly added: number;
}

const byPlace = ({ place: one }: Finding, { place: other }: Finding): number =>
  one!.line - other!.line || one!.column - other!.column;

/**
 * Checks the files of texts for people, one of each language, against the codes of a schema. With
 * `write`, it adds a stub for each missing text first.
 *
 * @throws UsageError when the schema cannot be loaded, and for files that are not JSON.
 */
export async function checkMessages(
  patterns: readonly string[],
  { schema: source, write = false, ...options }: MessagesOptions,
): Promise<MessagesResult> {
  const [schema, found] = await Promise.all([loadSchema(source, { ...options, catalogue: true }), findFiles(patterns)]);
  // One file in two spellings is not two files of one language.
  const paths = [...new Map(found.map((path) => [resolve(path), path])).values()];
  const demanded = withSource(source, () => demandedTexts(schema, { enumName: options.enum }));
  const files = await readMessageFiles(paths);
  const completed = files.map((file) => (write ? addStubs(file, demanded) : { text: file.text, added: [] }));
  const checked = completed.map(({ text, added }, index) =>
    checkFile(parseMessageFile(files[index]!.path, text), demanded, new Set(added)),
  );
  const changed = files.flatMap(({ path }, index) => {
    const { text, added } = completed[index]!;
    return added.length > 0 ? [{ path, text }] : [];
  });
  // Only what has been parsed again is written.
  await replaceFiles(changed);
  const findings = [...checked.flatMap(({ findings }) => findings), ...compareLanguages(checked)];
  return {
    findings: files.flatMap(({ path }) => findings.filter(({ place }) => place!.file === path).toSorted(byPlace)),
    files: files.length,
    codes: demanded.codes.length,
    added: completed.reduce((count, { added }) => count + added.length, 0),
  };
}

/** Returns the last line of the report. */
export function summarizeMessages({ findings, files, codes, added }: MessagesResult): string {
  const problems = findings.filter(({ level }) => level === 'error').length;
  const warnings = findings.length - problems;
  const counts = [formatCount(files, 'file'), formatCount(codes, 'code'), formatCount(problems, 'problem')];
  if (warnings > 0) counts.push(formatCount(warnings, 'warning'));
  if (added > 0) counts.push(`${formatCount(added, 'stub')} added`);
  return `${counts.join(', ')}.`;
}
