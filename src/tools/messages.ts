import { resolve } from 'node:path';
import { checkOptions, checkRequired, isBoolean, type OptionRules } from '../internal/options.js';
import { encodeText } from './decode-text.js';
import { findFiles, isPatterns } from './files.js';
import { addStubs } from './messages/add-stubs.js';
import { checkFile } from './messages/check-file.js';
import { compareLanguages } from './messages/compare-languages.js';
import { demandedTexts } from './messages/demanded-texts.js';
import { parseMessageFile, readMessageFiles } from './messages/message-file.js';
import { formatCount, type Finding } from './report.js';
import {
  codesRules,
  isSchemaInput,
  loadSchema,
  schemaName,
  withSource,
  type CodesOptions,
  type SchemaInput,
} from './schema-source.js';
import { nameInCode, type NameOption } from './usage-error.js';
import { replaceFiles } from './write-files.js';

/** The schema of the texts, and what to do about missing ones. */
export interface MessagesOptions extends CodesOptions {
  /** The schema whose codes need texts. */
  readonly schema: SchemaInput;
  /** Whether to add stubs for missing texts to the files. Defaults to `false`. */
  readonly write?: boolean;
}

const rules: OptionRules<MessagesOptions> = { ...codesRules, schema: isSchemaInput, write: isBoolean };

/** What was found in the files. */
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
 * Checks files as {@link checkMessages} does.
 *
 * @param nameOption names options in findings
 */
export async function checkMessageFiles(
  patterns: readonly string[],
  options: MessagesOptions,
  nameOption: NameOption,
): Promise<MessagesResult> {
  checkOptions('checkMessages', options, rules);
  const { schema: input, write = false, ...codesOptions } = options;
  checkRequired('checkMessages', { patterns, schema: input }, { patterns: isPatterns, schema: isSchemaInput });
  const [schema, found] = await Promise.all([
    loadSchema(input, { ...codesOptions, catalogue: true }),
    findFiles(patterns, ['json']),
  ]);
  // One file in two spellings is not two files of one language.
  const paths = [...new Map(found.map((path) => [resolve(path), path])).values()];
  const demanded = withSource(schemaName(input), () => demandedTexts(schema, { enumName: options.enumName }));
  const files = await readMessageFiles(paths);
  const completed = files.map((file) => (write ? addStubs(file, demanded) : { text: file.text, added: [] }));
  const checked = completed.map(({ text, added }, index) =>
    checkFile(parseMessageFile(files[index]!.path, { ...files[index]!, text }), demanded, new Set(added), nameOption),
  );
  const changed = files.flatMap((file, index) => {
    const { text, added } = completed[index]!;
    return added.length > 0 ? [{ path: file.path, content: encodeText({ ...file, text }) }] : [];
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

/**
 * Checks the files of texts for people, one of each language, against the codes of a schema. With
 * `write`, it adds a stub for each missing text first.
 *
 * @param patterns paths, globs and folders of JSON files
 * @throws TypeError for an invalid option.
 * @throws UsageError when the schema cannot be loaded, and for files that are not JSON.
 * @example
 * const { findings } = await checkMessages(['messages/*.json'], { schema: 'schema/*.graphql' });
 * const problems = findings.filter(({ level }) => level === 'error');
 */
export const checkMessages = async (patterns: readonly string[], options: MessagesOptions): Promise<MessagesResult> =>
  checkMessageFiles(patterns, options, nameInCode);

/** Returns the last line of the report. */
export function summarizeMessages({ findings, files, codes, added }: MessagesResult): string {
  const problems = findings.filter(({ level }) => level === 'error').length;
  const warnings = findings.length - problems;
  const counts = [formatCount(files, 'file'), formatCount(codes, 'code'), formatCount(problems, 'problem')];
  if (warnings > 0) counts.push(formatCount(warnings, 'warning'));
  if (added > 0) counts.push(`${formatCount(added, 'stub')} added`);
  return `${counts.join(', ')}.`;
}
