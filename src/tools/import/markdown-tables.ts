import { findHtmlTables } from './html-tables.js';
import { readCellText, readPlainText } from './markdown-text.js';
import { LineIndex } from '../line-index.js';
import type { Problem, Row, Table, TableFile } from './table.js';

/** A line of the file, or `null` where a reader of the page sees no Markdown. */
type Line = string | null;

/** Replaces what no reader of the page sees as Markdown, so that lines keep their numbers. */
const hidden = '\uE010';
const hide = (text: string): string => text.replaceAll(/[^\n]/g, hidden);

/** Hides front matter, comments and fenced code. */
const hideBlocks = (text: string): string =>
  text
    .replace(/^---[ \t]*\n[^]*?\n---[ \t]*$/m, (matter, index: number) => (index === 0 ? hide(matter) : matter))
    .replaceAll(/^[ \t>]*(`{3,}|~{3,})[^\n]*\n(?:[^]*?\n)?[ \t>]*\1[`~]*[ \t]*$/gm, hide)
    .replaceAll(/^[ \t]*(?:<!--[^]*?-->|\{\/\*[^]*?\*\/\})/gm, hide);

/** An HTML table in Markdown, with the tables inside of it. */
interface HtmlBlock {
  readonly start: number;
  /** `null` when the table has no end tag. */
  readonly end: number | null;
}

/** Finds the HTML tables that start a line. `<Table>` is a component: its content is Markdown. */
function findHtmlBlocks(text: string): readonly HtmlBlock[] {
  const blocks: HtmlBlock[] = [];
  let [start, depth] = [0, 0];
  for (const { 0: tag, 1: slash, index } of text.matchAll(/<(\/?)(?:table|TABLE)\b[^>]*>/g)) {
    if (slash) {
      if (depth > 0 && --depth === 0) blocks.push({ start, end: index + tag.length });
    } else if (depth > 0) depth++;
    else if (text.slice(text.lastIndexOf('\n', index) + 1, index).trim() === '') [start, depth] = [index, 1];
  }
  return depth > 0 ? [...blocks, { start, end: null }] : blocks;
}

const toLine = (line: string): Line => (/^\s*\uE010+\s*$/.test(line) ? null : line);

const quoteDepth = (line: string): number => (/^[ \t>]*>/.exec(line)?.[0] ?? '').replaceAll(/[^>]/g, '').length;
const withoutQuote = (line: string): string => line.replace(/^\uE010*(?:[ \t]*>)*/, '').trim();

/** Splits a row. An escaped pipe is part of the text. */
const splitCells = (line: string): string[] =>
  withoutQuote(line)
    .replaceAll(/^\||(?<!\\)\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));

const isDelimiterRow = (line: Line | undefined): line is string =>
  typeof line === 'string' && /^\|?(\s*:?-+:?\s*\|)+\s*(:?-+:?\s*)?$/.test(withoutQuote(line));

const isBlank = (line: Line | undefined): boolean =>
  line === null || line === undefined || withoutQuote(line).trim() === '';

/** Whether a line starts another block, so that the table ends without a blank line. */
const startsBlock = (line: string): boolean =>
  line.startsWith(hidden) ||
  /^(?:#{1,6}\s|`{3}|~{3}|<[a-z!/]|(?:[-*+]|\d+[.)])\s|([-*_])(?:\s*\1){2,}$)/i.test(withoutQuote(line));

/** Whether the cell has nothing but a name in capitals, maybe with marks. */
const isCapitals = (cell: string | undefined): boolean =>
  cell !== undefined && /^[A-Z][A-Z\d]*(?:_[A-Z\d]+)*$/.test(readPlainText(cell).text);

/** Returns the text of the section before the table, without headings and imports. */
function readIntroduction(lines: readonly Line[]): string | null {
  const heading = lines.findLastIndex((line) => line !== null && /^#{1,6}\s/.test(line));
  return (
    lines
      .slice(heading + 1)
      .filter((line) => line !== null && !/^(?:import|export)\s/.test(line))
      .join('\n')
      .trim() || null
  );
}

/**
 * Reads the table whose header is on a line.
 *
 * @param start the line after the table before it
 */
function readMarkdownTable(lines: readonly Line[], start: number, header: number): { table: Table; end: number } {
  const depth = quoteDepth(lines[header]!);
  const rows: Row[] = [];
  let end = header + 2;
  for (; !isBlank(lines[end]); end++) {
    const line = lines[end]!;
    if (quoteDepth(line) !== depth || startsBlock(line)) break;
    const number = end + 1;
    rows.push({ line: number, cells: splitCells(line).map((text) => ({ text: readCellText(text), line: number })) });
  }
  const table: Table = {
    line: header + 1,
    description: readIntroduction(lines.slice(start, header)),
    header: splitCells(lines[header]!).map(readCellText),
    columnKind: 'column',
    rowsLine: header + 3,
    rows,
    cellHint: 'Write a pipe inside a cell as "\\|".',
  };
  return { table, end };
}

/** Returns what is wrong with a line outside of tables, if it looks like a row of one. */
function strayRow(line: string, number: number, table: Table | undefined, end: number): Problem | null {
  const cells = splitCells(line);
  const isRow =
    withoutQuote(line).startsWith('|') ||
    (table !== undefined && cells.length > 1 && cells.length === table.header.length && cells.some(isCapitals));
  if (!isRow) return null;
  return {
    line: number,
    message: table
      ? `a row must be inside its table, which starts on line ${table.line} and ends before line ${end + 1}. Remove what is between them, or start the row's own table with a header and "|---|".`
      : 'a row must be inside a table. A table starts with a header such as "| Code | Description |", then "|---|---|".',
  };
}

/**
 * Reads the tables of a Markdown file, by line: a row is always one line. HTML tables in it are
 * read, too.
 */
export function readMarkdown(text: string): TableFile {
  const problems: Problem[] = [];
  const html: Table[] = [];
  const markdown = hideBlocks(text);
  const places = new LineIndex(text);
  let visible = '';
  let read = 0;
  for (const { start, end } of findHtmlBlocks(markdown)) {
    const { line } = places.at(start);
    if (end === null) {
      problems.push({ line, message: 'a <table> must have an end tag.' });
      continue;
    }
    html.push(...findHtmlTables(text.slice(start, end), line));
    visible += markdown.slice(read, start) + hide(markdown.slice(start, end));
    read = end;
  }
  visible += markdown.slice(read);
  const lines = visible.split('\n').map(toLine);
  const tables: Table[] = [];
  let [last, end]: [Table | undefined, number] = [undefined, 0];
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index];
    if (isBlank(line)) continue;
    if (!isDelimiterRow(lines[index + 1])) {
      const stray = strayRow(line!, index + 1, last, end);
      if (stray) problems.push(stray);
      continue;
    }
    ({ table: last, end } = readMarkdownTable(lines, end, index));
    tables.push(last);
    const delimiters = splitCells(lines[index + 1]!).length;
    if (delimiters !== last.header.length) {
      const message = `the line below the header must have ${last.header.length} cells, as the header, got ${delimiters}.`;
      problems.push({ line: index + 2, message });
    }
    index = end - 1;
  }
  const all = [...tables, ...html];
  return { tables: all.toSorted((one, other) => one.line - other.line), problems, notes: [] };
}
