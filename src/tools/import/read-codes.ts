import { UsageError } from '../usage-error.js';
import type { Renaming } from '../choices.js';
import { describeMissingColumn, findColumns, headerText, type Columns } from './columns.js';
import { readRow, type ImportedCode } from './read-row.js';
import type { Problem, Row, Table, TableFile } from './table.js';

/** What was read of a file. */
export interface ReadCodes {
  /** The text before the first table of codes, or `null`. */
  readonly description: string | null;
  /** In the order of the file. */
  readonly codes: readonly ImportedCode[];
  /** What cannot be imported. Nothing may be printed when there is any. */
  readonly problems: readonly Problem[];
  /** What was left out on purpose. */
  readonly notes: readonly Problem[];
}

function countProblem(table: Table, { line, cells }: Row): Problem {
  const { header, cellHint } = table;
  const names = header.map((_, column) => headerText(table, column)).join(', ');
  const hint = cells.length > header.length && cellHint !== '' ? ` ${cellHint}` : '';
  const message = `a row must have ${header.length} cells, ${names}, got ${cells.length}.${hint}`;
  return { line, message };
}

/**
 * Reads the codes of all tables of a file.
 *
 * @throws UsageError never: what cannot be imported is in `problems`.
 */
export function readCodes(file: TableFile, renaming: Renaming | undefined): ReadCodes {
  const codes: ImportedCode[] = [];
  const problems = [...file.problems];
  const notes = [...file.notes];
  const skipped: (Problem & { readonly message: string })[] = [];
  const lines = new Map<string, number>();
  let description: string | null | undefined;
  for (const table of file.tables) {
    let columns: Columns | null;
    try {
      columns = findColumns(table);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      problems.push({ line: table.line, message: (option) => error.describe(option) });
      continue;
    }
    if (!columns) {
      const { message, isMistake } = describeMissingColumn(table);
      (isMistake ? problems : skipped).push({ line: table.line, message });
      continue;
    }
    description ??= table.description;
    problems.push(...columns.mistakes.map((message) => ({ line: table.line, message })));
    if (columns.ignored !== null) notes.push({ line: table.line, message: columns.ignored });
    // Where reading stopped at a problem, rows may follow it.
    if (table.rows.length === 0 && file.problems.length === 0)
      problems.push({ line: table.rowsLine, message: 'the table has no rows.' });
    for (const row of table.rows) {
      if (row.cells.length !== table.header.length) {
        problems.push(countProblem(table, row));
        continue;
      }
      const { code, ...read } = readRow(table, columns, row, renaming);
      problems.push(...read.problems);
      notes.push(...read.notes);
      if (!code) continue;
      const first = lines.get(code.name);
      if (first !== undefined) {
        problems.push({ line: code.line, message: `${code.name} is already defined on line ${first}.` });
        continue;
      }
      lines.set(code.name, code.line);
      codes.push(code);
    }
  }
  const isRead = skipped.length < file.tables.length;
  if (isRead)
    notes.push(...skipped.map(({ line, message }) => ({ line, message: `this table is skipped: ${message}` })));
  else problems.push(...skipped);
  return { description: description ?? null, codes, problems, notes };
}
