import { inspect } from '../../internal/inspect.js';
import type { Cell, Problem, Row, TableFile } from './table.js';

/** One cell, quoted or not, and what follows it. A quote inside of quotes is doubled (RFC 4180). */
const cellPattern = (delimiter: string): RegExp =>
  new RegExp(`(?:"((?:[^"]|"")*)"|([^"${delimiter}\\n][^${delimiter}\\n]*)?)(${delimiter}|\\n|$)`, 'y');

function readRecords(text: string, delimiter: string): { readonly records: readonly Row[]; problem: Problem | null } {
  const pattern = cellPattern(delimiter);
  const records: Row[] = [];
  let line = 1;
  while (pattern.lastIndex < text.length) {
    const start = line;
    const cells: Cell[] = [];
    for (let separator: string | undefined = delimiter; separator === delimiter;) {
      const match = pattern.exec(text);
      if (!match) {
        const message = `a cell has a quote in the wrong place. Put the whole cell into quotes, and double a quote inside of it: "say ""no""".`;
        return { records, problem: { line, message } };
      }
      const [, quoted, plain = '', next] = match;
      cells.push({ text: quoted?.replaceAll('""', '"') ?? plain, line });
      line += (quoted?.split('\n').length ?? 1) - 1;
      separator = next;
    }
    records.push({ line: start, cells });
    line++;
  }
  return { records, problem: null };
}

const isBlank = ({ cells }: Row): boolean => cells.length === 1 && cells[0]!.text.trim() === '';

/**
 * Reads comma-separated values: one table, whose first line is the header.
 *
 * @param delimiter the character between cells; by default the one that the header has
 */
export function readDelimited(text: string, delimiter?: string): TableFile {
  const header = text.slice(0, Math.max(text.indexOf('\n'), 0) || text.length);
  const used = delimiter ?? [',', ';', '\t'].find((candidate) => header.includes(candidate)) ?? ',';
  const { records, problem } = readRecords(text.replace(/\n\s*$/, ''), used);
  const [head, ...rows] = records;
  const problems = rows
    .filter(isBlank)
    .map(({ line }) => ({ line, message: 'a line inside the table must not be blank. Remove it.' }));
  if (!head) return { tables: [], problems: problem ? [problem] : [], notes: [] };
  return {
    tables: [
      {
        line: head.line,
        description: null,
        columnKind: 'column',
        header: head.cells.map((cell) => cell.text),
        rowsLine: head.line + 1,
        rows: rows.filter((row) => !isBlank(row)),
        cellHint: `Put a cell with ${used === '\t' ? 'a tab' : inspect(used)} into quotes.`,
        readText: (cell) => cell.trim(),
      },
    ],
    problems: problem ? [...problems, problem] : problems,
    notes: [],
  };
}
