import { GraphQLEnumType, printType, type GraphQLEnumValueConfigMap } from 'graphql';
import { inspect } from '../internal/inspect.js';
import { readText } from './files.js';
import { UsageError } from './usage-error.js';

interface Row {
  readonly name: string;
  readonly description: string | null;
  readonly deprecationReason: string | null;
}

interface Table {
  /** The text before the table; `null` when there is none. */
  readonly description: string | null;
  readonly rows: readonly Row[];
}

/** @throws UsageError unless GraphQL accepts the name for an enum value. */
function checkName(name: string): void {
  if (!/^[A-Za-z_]\w*$/.test(name)) {
    throw new UsageError(
      `a code must be a GraphQL name (letters, digits and "_", not starting with a digit), got ${inspect(name)}.`,
    );
  }
  if (name.startsWith('__')) {
    throw new UsageError(`a code must not start with "__", which GraphQL reserves, got ${inspect(name)}.`);
  }
  if (['true', 'false', 'null'].includes(name)) {
    throw new UsageError(`a code must not be "true", "false" or "null", got ${inspect(name)}.`);
  }
}

function readRow(line: string): Row {
  // An escaped pipe is part of the text.
  const cells = line
    .trim()
    .replace(/^\||(?<!\\)\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));
  if (cells.length !== 2) {
    throw new UsageError(
      `a row must have 2 cells, Value and Description, got ${cells.length}. Write a pipe inside a cell as "\\|".`,
    );
  }
  const [value, text] = cells as [string, string];
  const name = value.replace(/^`(.*)`$/, '$1');
  checkName(name);
  const [, description, deprecationReason] = /^(.*?)\s*\*\*Deprecated:\*\*\s*(.*)$/.exec(text) ?? [];
  if (deprecationReason === undefined) return { name, description: text || null, deprecationReason: null };
  if (deprecationReason === '') {
    throw new UsageError(`${name} must have a deprecation reason. Write it after "**Deprecated:**".`);
  }
  return { name, description: description || null, deprecationReason };
}

/** Returns the text between front matter and table, without headings and comments. */
function readIntroduction(lines: readonly string[]): string | null {
  const end = lines[0]?.trim() === '---' ? lines.indexOf('---', 1) : -1;
  const text = lines
    .slice(end + 1)
    .filter((line) => !line.startsWith('#'))
    .join('\n')
    .replaceAll(/<!--[^]*?-->/g, '')
    .trim();
  return text || null;
}

const isDelimiterRow = (line: string): boolean => /^\s*\|?(\s*:?-+:?\s*\|)+\s*(:?-+:?\s*)?$/.test(line);

/*
 * Read by line, without a Markdown parser: a row is always one line, and descriptions in SDL are
 * Markdown too, so a cell is taken verbatim.
 */
function readTable(file: string, text: string): Table {
  const lines = text.split(/\r?\n/);
  const delimiter = lines.findIndex(isDelimiterRow);
  if (delimiter < 1) {
    throw new UsageError(
      `${file}: no table found. Expected "| Value | Description |", then "|---|---|", then one row for each code.`,
    );
  }

  const rows: Row[] = [];
  const problems: string[] = [];
  const lineNumbers = new Map<string, number>();
  for (let line = delimiter + 1; lines[line]?.includes('|'); line++) {
    try {
      const row = readRow(lines[line]!);
      const first = lineNumbers.get(row.name);
      if (first !== undefined) throw new UsageError(`${row.name} is already defined on line ${first}.`);
      lineNumbers.set(row.name, line + 1);
      rows.push(row);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      problems.push(`${file}:${line + 1} ${error.message}`);
    }
  }
  const second = lines.findIndex((line, index) => index > delimiter && isDelimiterRow(line));
  if (second !== -1) problems.push(`${file}:${second + 1} a file must have one table, this is the second.`);
  if (problems.length > 0) throw new UsageError(problems.join('\n'));
  if (rows.length === 0) throw new UsageError(`${file}:${delimiter + 2} the table has no rows.`);
  return { description: readIntroduction(lines.slice(0, delimiter - 1)), rows };
}

/**
 * Returns the SDL of the codes in a Markdown table, in the format of `docs --format md`.
 *
 * @throws UsageError that lists every invalid line.
 */
export async function importTable(file: string): Promise<string> {
  const { description, rows } = readTable(file, await readText(file));
  const values: GraphQLEnumValueConfigMap = Object.fromEntries(rows.map(({ name, ...texts }) => [name, texts]));
  return `${printType(new GraphQLEnumType({ name: 'ErrorCodeEnum', description, values }))}\n`;
}
