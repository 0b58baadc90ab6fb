/**
 * Writes docs/gateways.md, and the summary in README.md, from what the tests saw: a run of all of them fails where they say anything else, and
 * `GATEWAYS=write npm run test:gateways` writes it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import type { Reporter, TestCase, TestModule, Vitest } from 'vitest/node';
import type { Cell } from './cell.js';

const file = 'docs/gateways.md';
const command = '"GATEWAYS=write npm run test:gateways"';

/** A product or composer, as the legend shows it. */
interface Column {
  readonly name: string;
  readonly package: string;
  readonly how?: string;
}

interface Seen extends Cell {
  readonly graphql: string;
}

export class TableReporter implements Reporter {
  readonly #tables: Readonly<Record<string, readonly Column[]>>;
  #vitest: Vitest | undefined;

  /** @param tables the columns of each table, by the name of its markers in the file */
  constructor(tables: Readonly<Record<string, readonly Column[]>>) {
    this.#tables = tables;
  }

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
  }

  async onTestRunEnd(modules: readonly TestModule[]): Promise<void> {
    const all = await this.#vitest!.globTestSpecifications();
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    // A part of the tests cannot have seen everything; and where tests failed, they say more.
    if (modules.length < all.length || tests.some((test) => test.result().state !== 'passed')) return;

    const seen = tests.flatMap(read);
    const tables = Object.entries(this.#tables).map(([name, columns]) => [name, render(columns, seen)] as const);
    this.#update(file, tables);
    this.#update('README.md', [['gateways', summarize(Object.values(this.#tables).flat(), seen)]]);
  }

  #update(path: string, tables: readonly (readonly [name: string, table: string])[]): void {
    const before = readFileSync(path, 'utf8');
    const after = tables.reduce((text, [name, table]) => replace(text, path, name, table), before);
    if (after === before) return;
    if (process.env.GATEWAYS === 'write') {
      writeFileSync(path, after);
      return;
    }
    this.#vitest!.logger.error(`${path} says anything else than the tests saw: run ${command} and commit the result.`);
    process.exitCode = 1;
  }
}

function read(test: TestCase): Seen[] {
  const { cell } = test.meta();
  return cell ? [{ ...cell, graphql: test.project.name.replace('graphql ', '') }] : [];
}

function replace(text: string, path: string, name: string, table: string): string {
  const [start, end] = [`<!-- ${name}: seen by the tests -->`, '<!-- end -->'];
  const from = text.indexOf(start) + start.length;
  const to = text.indexOf(end, from);
  if (!text.includes(start) || to === -1) throw new Error(`${path} has no "${start}" ... "${end}": put it back.`);
  return `${text.slice(0, from)}\n\n${table}\n\n${text.slice(to)}`;
}

/** The legend, the table with a letter for each column, and what its numbers mean. */
function render(columns: readonly Column[], seen: readonly Seen[]): string {
  const letters = columns.map((_column, index) => String.fromCharCode(65 + index));
  const notes: string[] = [];
  const own = seen.filter(({ column }) => columns.some(({ name }) => name === column));
  const rows = [...new Set(own.map(({ row }) => row))].map((row) => [
    row,
    ...columns.map(({ name }) => mark(own.filter((cell) => cell.row === row && cell.column === name))),
  ]);
  const legend = columns.map(({ name, package: from, how }, index) => [
    letters[index]!,
    name,
    `${from} ${version(from)}`,
    [...new Set(own.flatMap(({ column, graphql }) => (column === name ? [graphql] : [])))].toSorted().join(', '),
    ...(how === undefined ? [] : [how]),
  ]);
  return [
    markdown(['', 'product', 'version', 'graphql', ...(columns[0]!.how === undefined ? [] : ['what was run'])], legend),
    markdown(['case', ...letters], rows),
    notes.map((note, index) => `${index + 1}. ${note}`).join('\n'),
  ]
    .filter((part) => part !== '')
    .join('\n\n');

  /** One mark for all versions of graphql; a product that does not answer alike on them is a mistake of ours. */
  function mark(cells: readonly Seen[]): string {
    const marks = new Set(cells.map(({ says, note }) => `${says}${note === undefined ? '' : ` (${number(note)})`}`));
    if (marks.size > 1) throw new Error(`${cells[0]!.column} differs by version of graphql: "${cells[0]!.row}".`);
    return [...marks][0] ?? '-';
  }

  function number(note: string): number {
    if (!notes.includes(note)) notes.push(note);
    return notes.indexOf(note) + 1;
  }
}

/** A line for each product: how many of the cases that there are for it it answered as they say. */
function summarize(columns: readonly Column[], seen: readonly Seen[]): string {
  const rows = columns.map(({ name, package: from }) => {
    const own = seen.filter(({ column }) => column === name);
    const rowsThat = (cells: readonly Seen[]) => new Set(cells.map(({ row }) => row)).size;
    const versions = [...new Set(own.map(({ graphql }) => graphql))].toSorted().join(', ');
    const right = rowsThat(own.filter(({ says }) => says !== 'no'));
    return [name, `${from} ${version(from)}`, versions, `${right} of ${rowsThat(own)}`];
  });
  return markdown(['product', 'version', 'graphql', 'cases'], rows);
}

const version = (name: string): string =>
  (JSON.parse(readFileSync(`test/gateways/node_modules/${name}/package.json`, 'utf8')) as { version: string }).version;

/** A table as Prettier formats it. */
function markdown(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) => Math.max(3, title.length, ...rows.map((row) => row[column]!.length)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
