import { readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { drawChart } from './chart.js';
import { describeMachine, formatGoal, isMet, type Row } from './goals.js';
import type { Results } from './run.js';

const page = 'docs/benchmarks.md';
const [start, end] = ['<!-- measured -->', '<!-- end -->'];

export const formatNumber = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString('en') : value >= 10 ? value.toFixed(1) : value.toFixed(2);

/** Whether a ratio differs from 1 by less than it varies in one run. */
const isNoise = ({ ratio, spread }: Row): boolean =>
  ratio !== undefined && spread !== undefined && spread[0] <= 1 && spread[1] >= 1;

function describeGoal(row: Row): string {
  if (!row.goal) return '';
  const goal = `${formatGoal(row.goal)} ${describeMachine(row)}`.trimEnd();
  if (isMet(row)) return goal;
  if (isNoise(row)) return `${goal}, missed within noise`;
  return `${goal}, not met${row.missed ? `: ${row.missed.reason}` : ''}`;
}

function tableOf(rows: readonly Row[]): string {
  const lines = rows.map((row) => {
    const { name, value, unit, ratio, spread, baseline } = row;
    const range = spread ? ` (${spread[0].toFixed(2)} to ${spread[1].toFixed(2)})` : '';
    const noise = isNoise(row) ? ', within noise' : '';
    const compared = ratio === undefined ? '' : `${ratio.toFixed(2)}${range}${noise}`;
    return `| ${name} | ${formatNumber(value)} ${unit} | ${compared} | ${baseline ?? ''} | ${describeGoal(row)} |`;
  });
  return ['| what | time | times | of | goal |', '| --- | --- | --- | --- | --- |', ...lines].join('\n');
}

function growthTable({ growth }: Results): string {
  return growth
    .map(({ name, unit, times }) => {
      const sizes = times.map(({ size }) => size.toLocaleString('en')).join(' | ');
      const values = times.map(({ time }) => formatNumber(time)).join(' | ');
      return `| ${name}, ${unit} | ${sizes} |\n| --- | ${times.map(() => '---').join(' | ')} |\n| | ${values} |`;
    })
    .join('\n\n');
}

/** Writes the tables into docs/benchmarks.md, and the chart beside it. */
export async function writePage(results: Results): Promise<void> {
  const { node, cpu, cores, sections } = results;
  const tables = sections
    .filter(({ title }) => title !== 'How cost grows')
    .map(({ title, rows }) => `### ${title}\n\n${tableOf(rows)}`);
  const measured = [
    `Node.js ${node.slice(1)}, ${cores} cores of ${cpu}, \`NODE_ENV=production\`.`,
    ...tables,
    `### How cost grows\n\n${growthTable(results)}`,
  ].join('\n\n');
  const text = readFileSync(page, 'utf8');
  const written = `${text.slice(0, text.indexOf(start) + start.length)}\n\n${measured}\n\n${text.slice(text.indexOf(end))}`;
  writeFileSync(page, await format(written, { ...(await resolveConfig(page)), parser: 'markdown' }));
  writeFileSync('docs/benchmarks.svg', drawChart(results));
}
