import { extname } from 'node:path';
import { catalogue } from '../generated/catalogue.js';
import { codeMistakes } from '../codes/code-rules.js';
import { completeCode, type KnownCodes } from '../codes/known-code.js';
import { cutText, inspect } from '../internal/inspect.js';
import {
  checkOptions,
  checkRequired,
  isOneOf,
  isString,
  type OptionRule,
  type OptionRules,
} from '../internal/options.js';
import {
  importedEnums,
  importFormats,
  renamings,
  type ImportedEnum,
  type ImportFormat,
  type Renaming,
} from './choices.js';
import { excerpt } from './excerpt.js';
import { readText, type TextSource } from './files.js';
import { readDelimited } from './import/delimited-table.js';
import { readHtml } from './import/html-tables.js';
import { readJson } from './import/json-tables.js';
import { readMarkdown } from './import/markdown-tables.js';
import { printModule, printSdl } from './import/print-codes.js';
import { readCodes } from './import/read-codes.js';
import type { ImportedCode } from './import/read-row.js';
import type { Problem, TableFile } from './import/table.js';
import { withinStack } from './nesting.js';
import { nameInCode, UsageError, type NameOption } from './usage-error.js';

/** How codes are imported. */
export interface ImportOptions {
  /** A whole enum, or an extension of the enum of this package. Defaults to `enum`. */
  readonly as?: ImportedEnum;
  /** Defaults to `sdl`. */
  readonly format?: ImportFormat;
  /** The name of the enum. Defaults to `ErrorCodeEnum`. */
  readonly enumName?: string;
  /**
   * Whether names become `SCREAMING_SNAKE_CASE` or are kept. By default, names that are not in
   * capitals are refused.
   */
  readonly rename?: Renaming;
}

const rules: OptionRules<ImportOptions> = {
  as: isOneOf(...importedEnums),
  format: isOneOf(...importFormats),
  enumName: isString,
  rename: isOneOf(...renamings),
};

/** A rule for what is imported. */
const isTable: OptionRule = {
  expected: 'the path of a file, or { text }',
  accepts: (value) => typeof value === 'string' || isString.accepts((value as Partial<TextSource> | null)?.text),
};

/** The codes of a file in the chosen format. */
export interface ImportResult {
  readonly output: string;
  /** The number of codes. */
  readonly codes: number;
  /** What the file has and the output has not, each in a sentence with its place. */
  readonly notes: readonly string[];
}

/** How one kind of file is read. */
interface FileKind {
  readonly read: (text: string, path: string) => TableFile;
  /** What a file without a table should have. */
  readonly expected: string;
}

const markdown: FileKind = {
  read: readMarkdown,
  expected: '"| Code | Description |", then "|---|---|", then one row for each code',
};
const html: FileKind = { read: readHtml, expected: 'a <table> whose first row has headers such as "Code"' };
const json: FileKind = { read: readJson, expected: 'an array of objects, or an object of codes by name' };
const expectedHeader = 'a line of headers such as "Code", then one line for each code';
const csv: FileKind = { read: (text) => readDelimited(text), expected: expectedHeader };
const tsv: FileKind = { read: (text) => readDelimited(text, '\t'), expected: expectedHeader };

const kinds: Readonly<Record<string, FileKind>> = {
  '.md': markdown,
  '.mdx': markdown,
  '.markdown': markdown,
  '.html': html,
  '.htm': html,
  '.json': json,
  '.csv': csv,
  '.tsv': tsv,
};

/** Finds out what a file is, when its extension does not say so. */
function detectKind(text: string): FileKind {
  if (/^\s*[[{]/.test(text)) return json;
  if (/^\s*<(?:!doctype|html|head|body|table|h\d|p|div|section|main)\b/i.test(text)) return html;
  const hasDelimiterRow = /^[ \t>]*\|?[ \t]*:?-+:?[ \t]*\|[ \t|:-]*$/m.test(text);
  const [header = ''] = text.split('\n');
  return !hasDelimiterRow && !/^[ \t]*<table\b/im.test(text) && /[,;\t]/.test(header) ? csv : markdown;
}

/** Returns what is wrong between the codes, and between them and those of the module. */
function checkCodes(
  file: string,
  codes: readonly ImportedCode[],
  as: ImportedEnum,
  nameOption: NameOption,
): readonly string[] {
  const builtIn: KnownCodes = as === 'extend' ? catalogue : {};
  const mistakes = codes
    .filter(({ name }) => Object.hasOwn(builtIn, name))
    .map(
      ({ name, line }) =>
        `${file}:${line} ${name} is a built-in code; remove the row, or use ${nameOption('as', 'enum')}.`,
    );
  if (mistakes.length > 0) return mistakes;
  const own: KnownCodes = Object.fromEntries(codes.map(({ name, code }) => [name, completeCode(name, code)]));
  const lines = new Map(codes.map(({ name, line }) => [name, line]));
  return codeMistakes(
    { codes: own, where: (name) => `${file}:${lines.get(name)} ${cutText(name)}` },
    { ...builtIn, ...own },
  );
}

/** @throws UsageError unless GraphQL accepts the name for a type. */
function checkEnumName(name: string): void {
  if (/^(?!__)[A-Za-z_]\w*$/.test(name)) return;
  throw new UsageError(
    (option) =>
      `${option('enumName')} must be a GraphQL name (letters, digits and "_"), got ${inspect(excerpt(name))}.`,
  );
}

async function readTable(table: string | TextSource): Promise<{ readonly file: string; readonly text: string }> {
  if (typeof table !== 'string') return { file: table.name ?? 'text', text: table.text };
  return { file: table, text: await readText(table) };
}

/**
 * Converts the tables of codes in a file: Markdown, HTML, JSON, CSV or TSV.
 *
 * @param table the path of the file, or its text, whose kind is then detected
 * @throws TypeError for an invalid option.
 * @throws UsageError that lists everything in the file that cannot be imported, each with its line.
 * @example
 * const { output, notes } = await importCodes('docs/errors.csv', { as: 'extend' });
 */
export async function importCodes(table: string | TextSource, options: ImportOptions = {}): Promise<ImportResult> {
  checkRequired('importCodes', { table }, { table: isTable });
  checkOptions('importCodes', options, rules);
  const { as = 'enum', format = 'sdl', enumName = 'ErrorCodeEnum', rename } = options;
  checkEnumName(enumName);
  const { file, text: original } = await readTable(table);
  const text = original.replaceAll(/\r\n?/g, '\n');
  const kind = kinds[extname(file).toLowerCase()] ?? detectKind(text);
  const { codes, description, ...read } = readCodes(
    withinStack(file, () => kind.read(text, file)),
    rename,
  );
  const locate = (problems: readonly Problem[], nameOption: NameOption): readonly string[] =>
    problems
      .toSorted((one, other) => one.line - other.line)
      .map(({ line, message }) => `${file}:${line} ${typeof message === 'string' ? message : message(nameOption)}`);
  const notes = locate(read.notes, nameInCode);
  const mistakes = (nameOption: NameOption): readonly string[] =>
    read.problems.length > 0 ? locate(read.problems, nameOption) : checkCodes(file, codes, as, nameOption);
  if (mistakes(nameInCode).length > 0) {
    throw new UsageError((option) => [...notes, ...mistakes(option)].join('\n'));
  }
  if (codes.length === 0) {
    throw new UsageError(`${file}: no table found. Expected ${kind.expected}.`);
  }
  const print = format === 'ts' ? printModule : printSdl;
  return { output: print(codes, { as, enumName, description }), codes: codes.length, notes };
}
