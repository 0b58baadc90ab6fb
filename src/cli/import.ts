import { GraphQLEnumType, printType, type GraphQLEnumValueConfigMap } from 'graphql';
import { readText } from './files.js';
import { Mistake } from './mistake.js';

/** The SDL of the codes in a Markdown table, as `docs --format md` writes it. @throws Mistake that names each line that is wrong. */
export async function importTable(file: string): Promise<string> {
  const { description, rows } = readTable(file, await readText(file));
  const values: GraphQLEnumValueConfigMap = Object.fromEntries(rows.map(({ name, ...texts }) => [name, texts]));
  return `${printType(new GraphQLEnumType({ name: 'ErrorCodeEnum', description, values }))}\n`;
}

interface Table {
  /** The text before the table; null when there is none. */
  readonly description: string | null;
  readonly rows: readonly Row[];
}

interface Row {
  readonly name: string;
  readonly description: string | null;
  readonly deprecationReason: string | null;
}

/*
 * Read line by line and not with a Markdown parser: a row is a line, and a description in SDL is Markdown itself, so that a cell's text is
 * taken as it is written.
 */
function readTable(file: string, text: string): Table {
  const lines = text.split(/\r?\n/);
  const isDelimiter = (line: string) => /^\s*\|?(\s*:?-+:?\s*\|)+\s*(:?-+:?\s*)?$/.test(line);
  const delimiter = lines.findIndex(isDelimiter);
  if (delimiter < 1)
    throw new Mistake(`${file}: no table: write "| Value | Description |", "|---|---|", then a row for each code.`);

  const rows: Row[] = [];
  const mistakes: string[] = [];
  const lineOf = new Map<string, number>();
  for (let line = delimiter + 1; lines[line]?.includes('|'); line++) {
    try {
      const row = readRow(lines[line]!);
      const before = lineOf.get(row.name);
      if (before !== undefined) throw new Mistake(`${row.name} is in line ${before} already.`);
      lineOf.set(row.name, line + 1);
      rows.push(row);
    } catch (error) {
      if (!(error instanceof Mistake)) throw error;
      mistakes.push(`${file}:${line + 1} ${error.message}`);
    }
  }
  const second = lines.findIndex((line, index) => index > delimiter && isDelimiter(line));
  if (second !== -1) mistakes.push(`${file}:${second + 1} here is a second table: one file has one table of codes.`);
  if (mistakes.length > 0) throw new Mistake(mistakes.join('\n'));
  if (rows.length === 0) throw new Mistake(`${file}:${delimiter + 2} the table has no rows.`);
  return { description: introduction(lines.slice(0, delimiter - 1)), rows };
}

/** The text between front matter and table, without headings and comments. */
function introduction(lines: readonly string[]): string | null {
  const end = lines[0]?.trim() === '---' ? lines.indexOf('---', 1) : -1;
  const text = lines
    .slice(end + 1)
    .filter((line) => !line.startsWith('#'))
    .join('\n')
    .replaceAll(/<!--[^]*?-->/g, '')
    .trim();
  return text || null;
}

function readRow(line: string): Row {
  // A bar that a backslash escapes is text.
  const cells = line
    .trim()
    .replace(/^\||(?<!\\)\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));
  if (cells.length !== 2)
    throw new Mistake(
      `the row has ${cells.length} ${cells.length === 1 ? 'cell' : 'cells'}, not the 2 of "| Value | Description |": write a bar inside of a text as "\\|".`,
    );
  const [value, text] = cells as [string, string];
  const name = value.replace(/^`(.*)`$/, '$1');
  refuseName(name);
  const [, description, deprecationReason] = /^(.*?)\s*\*\*Deprecated:\*\*\s*(.*)$/.exec(text) ?? [];
  if (deprecationReason === undefined) return { name, description: text || null, deprecationReason: null };
  if (deprecationReason === '') throw new Mistake(`${name} is deprecated without a reason.`);
  return { name, description: description || null, deprecationReason };
}

/** @throws Mistake unless graphql takes it as the name of an enum value. */
function refuseName(name: string): void {
  const why = /^[A-Za-z_]\w*$/.test(name)
    ? name.startsWith('__')
      ? 'names that begin with "__" are reserved'
      : ['true', 'false', 'null'].includes(name)
        ? 'GraphQL means something else by it'
        : undefined
    : 'use letters, digits and "_", and no digit first';
  if (why !== undefined) throw new Mistake(`${JSON.stringify(name)} cannot be the name of an enum value: ${why}.`);
}
