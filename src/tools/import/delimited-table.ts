import { CsvError, parse } from 'csv-parse/sync';
import { inspect } from '../../internal/inspect.js';
import type { Cell, Problem, Row, TableFile } from './table.js';

const misplacedQuote =
  'a cell has a quote in the wrong place. ' +
  'Put the whole cell into quotes, and double a quote inside of it: "say ""no""".';

/** The byte that ends a line. */
const lineFeed = 10;

/** Reads cells one by one, so that what is before a mistake is checked, too. */
function readRows(text: string, delimiter: string): { readonly rows: readonly Row[]; readonly problems: Problem[] } {
  const rows: Row[] = [];
  const problems: Problem[] = [];
  const source = Buffer.from(text);
  let line = 1;
  let start = 0;
  let cells: Cell[] = [];
  try {
    parse(source, {
      delimiter,
      record_delimiter: '\n',
      relax_column_count: true,
      // Quotes inside of a cell that has none around it are text.
      relax_quotes: true,
      cast: (cell, { bytes: end, lines, quoting }) => {
        cells.push({ text: cell.trim(), line });
        // Not the option `raw`: it copies the record up to each of its cells.
        const isQuoted = !quoting || source.toString('utf8', start, end) === `"${cell.replaceAll('"', '""')}"`;
        if (!isQuoted) problems.push({ line, message: misplacedQuote });
        line = source[end] === lineFeed ? lines + 1 : lines;
        // The separators are a byte long.
        start = end + 1;
      },
      on_record: () => {
        rows.push({ line: cells[0]!.line, cells });
        cells = [];
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError) || error.code !== 'CSV_QUOTE_NOT_CLOSED') throw error;
    problems.push({ line, message: misplacedQuote });
  }
  return { rows, problems };
}

/** Returns the text without the blank lines at its end. */
function withoutBlankEnd(text: string): string {
  const end = text.indexOf('\n', text.trimEnd().length);
  return end === -1 ? text : text.slice(0, end);
}

/** A line without any character. */
const isBlank = ({ cells }: Row): boolean => cells.length === 1 && cells[0]!.text === '';
const isEmpty = ({ cells }: Row): boolean => cells.every(({ text }) => text === '');

/**
 * Reads comma-separated values: one table, whose first line is the header. Spreadsheets write rows
 * of empty cells (`;;;;`): below the table for cells that were once used, and elsewhere to separate
 * groups. The latter are noted, since a code may have been cleared by mistake.
 *
 * @param delimiter the character between cells; by default the one that the header has
 */
export function readDelimited(text: string, delimiter?: string): TableFile {
  const header = text.slice(0, Math.max(text.indexOf('\n'), 0) || text.length);
  const used = delimiter ?? [',', ';', '\t'].find((candidate) => header.includes(candidate)) ?? ',';
  const { rows: records, problems } = readRows(withoutBlankEnd(text), used);
  const end = records.findLastIndex((row) => !isEmpty(row)) + 1;
  // Text that cannot be read to its end may have more rows.
  const read = problems.length > 0 ? records : records.slice(0, end);
  const notes: Problem[] = [];
  for (const row of read.filter(isEmpty)) {
    const { line } = row;
    if (isBlank(row)) problems.push({ line, message: 'a line inside the table must not be blank. Remove it.' });
    else notes.push({ line, message: 'this row is empty, and is skipped.' });
  }
  const [head, ...rows] = read.filter((row) => !isEmpty(row));
  if (!head) return { tables: [], problems, notes };
  return {
    tables: [
      {
        line: head.line,
        description: null,
        columnKind: 'column',
        header: head.cells.map((cell) => cell.text),
        rowsLine: head.line + 1,
        rows,
        cellHint: `Put a cell with ${used === '\t' ? 'a tab' : inspect(used)} into quotes.`,
      },
    ],
    problems,
    notes,
  };
}
