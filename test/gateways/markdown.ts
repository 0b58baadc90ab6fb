import { readFileSync } from 'node:fs';
import type { Cell, Column } from './cell.js';

/** A cell, with the version of graphql that the test ran on. */
export interface Result extends Cell {
  readonly graphql: string;
}

/** Formats a table as Prettier does. */
function formatTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) => Math.max(3, title.length, ...rows.map((row) => row[column]!.length)));
  const formatRow = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  return [formatRow(head), formatRow(widths.map((width) => '-'.repeat(width))), ...rows.map(formatRow)].join('\n');
}

const unique = <Item>(items: readonly Item[]): Item[] => [...new Set(items)];

/** Returns the columns of the results, each with its own results. */
const groupByColumn = (results: readonly Result[]): { readonly column: Column; readonly own: readonly Result[] }[] =>
  unique(results.map(({ column }) => column.name)).map((name) => {
    const own = results.filter(({ column }) => column.name === name);
    return { column: own[0]!.column, own };
  });

const installedVersion = (name: string): string =>
  (JSON.parse(readFileSync(`test/gateways/node_modules/${name}/package.json`, 'utf8')) as { version: string }).version;

/**
 * Returns a table with one row for each product: its version and how many of its cases it supports.
 */
export function renderSummary(results: readonly Result[]): string {
  const rows = groupByColumn(results).map(({ column, own }) => {
    const versions = unique(own.map(({ graphql }) => graphql)).toSorted();
    const cases = unique(own.map(({ row }) => row));
    const supported = unique(own.filter(({ result }) => result === 'yes').map(({ row }) => row));
    const version = `${column.package} ${installedVersion(column.package)}`;
    return [column.name, version, versions.join(', '), `${supported.length} of ${cases.length}`];
  });
  return formatTable(['product', 'version', 'graphql', 'cases'], rows);
}

/**
 * Returns the results as Markdown: a letter for each column, a table with one row for each case,
 * and the notes that its numbers refer to.
 *
 * @throws Error when a product has different results on different versions of graphql.
 */
export function renderMatrix(results: readonly Result[]): string {
  const columns = groupByColumn(results);
  const letters = columns.map((_column, index) => String.fromCharCode(65 + index));
  const rows = unique(results.map(({ row }) => row));
  // Numbered in reading order.
  const notes = unique(
    rows.flatMap((row) => columns.flatMap(({ own }) => own.find((cell) => cell.row === row)?.note ?? [])),
  );

  const cells = rows.map((row) => [
    row,
    ...columns.map(({ column, own }) => {
      const texts = unique(
        own
          .filter((cell) => cell.row === row)
          .map(({ result, note }) => (note === undefined ? result : `${result} (${notes.indexOf(note) + 1})`)),
      );
      if (texts.length > 1) throw new Error(`${column.name} differs by version of graphql in "${row}".`);
      return texts[0] ?? '-';
    }),
  ]);

  const hasSetup = columns.some(({ column }) => column.setup !== undefined);
  const legend = columns.map(({ column: { name, setup = '' } }, index) => [
    letters[index]!,
    name,
    ...(hasSetup ? [setup] : []),
  ]);
  return [
    formatTable(['', 'product', ...(hasSetup ? ['setup'] : [])], legend),
    formatTable(['case', ...letters], cells),
    ...(notes.length === 0 ? [] : [notes.map((note, index) => `${index + 1}. ${note}`).join('\n')]),
  ].join('\n\n');
}
