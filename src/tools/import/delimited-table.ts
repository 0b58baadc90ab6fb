import { CsvError, parse } from 'csv-parse/sync';
import { inspect } from '../../internal/inspect.js';
import type { Cell, Problem, Row, TableFile } from './table.js';

const misplacedQuote =
  'a cell has a quote in the wrong place. ' +
  'Put the whole cell into quotes, and double a quote inside of it: "say ""no""".';

/** Whether the text of a record, up to the separator after a cell, ends with the quoted cell. */
function endsWithQuoted(raw: string, cell: string): boolean {
  const quoted = `"${cell.replaceAll('"', '""')}"`;
  return raw.endsWith(quoted) || raw.slice(0, -1).endsWith(quoted);
}

/** Reads cells one by one, so that what is before a mistake is checked, too. */
function readRows(text: string, delimiter: string): { readonly rows: readonly Row[]; readonly problems: Problem[] } {
  const rows: Row[] = [];
  const problems: Problem[] = [];
  let line = 1;
  let cells: Cell[] = [];
  try {
    parse(text, {
      delimiter,
      record_delimiter: '\n',
      relax_column_count: true,
      // Quotes inside of a cell that has none around it are text.
      relax_quotes: true,
      raw: true,
      cast: (cell, { lines, quoting, raw = '' }) => {
        cells.push({ text: cell.trim(), line });
        if (quoting && !endsWithQuoted(raw, cell)) problems.push({ line, message: misplacedQuote });
        line = raw.endsWith('\n') ? lines + 1 : lines;
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
  const { rows: records, problems } = readRows(text.replace(/\n\s*$/, ''), used);
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
