/**
 * Writes the table of docs/hardening.md from what the runs before it measured:
 * `npm run hardening`. Fails when one of them is missing.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import type { LoadResult } from './main.js';

interface FuzzResult {
  readonly runs: number;
  readonly payloads: number;
  readonly data: number;
  readonly refused: number;
}

function read(name: string, command: string): unknown {
  try {
    return JSON.parse(readFileSync(`.build/hardening/${name}.json`, 'utf8'));
  } catch (error) {
    throw new Error(`The results of "${command}" are missing: run it first.`, { cause: error });
  }
}

const count = (value: number): string => value.toLocaleString('en-US');
const megabytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(1);

const rows = (read('load', 'npm run test:load') as readonly LoadResult[]).map((result) => {
  const { name, connections, seconds, requests, created, p50, p99, unavailable, disconnected, heap, faults } = result;
  const { lost, doubled, halfMade, wrong } = result.findings;
  return [
    `${name}: ${connections} connections for ${seconds} s; ${faults.join(', ')}`,
    `${count(requests)} requests, ${count(created)} things created; p50 ${p50} ms, p99 ${p99} ms; ${count(unavailable)} times 503, ${count(disconnected)} connections cut; heap after GC ${megabytes(heap[0])} MB after 10 s, ${megabytes(heap[1])} MB at the end (${(heap[1] / heap[0]).toFixed(2)}x)`,
    `${lost.length} lost, ${doubled.length} doubled, ${halfMade.length} half-made, ${wrong.length} wrong responses`,
    '`npm run test:load`',
  ];
});

const fuzz = read('fuzz-pglite', 'npm run fuzz') as FuzzResult;
rows.push([
  'random requests over the whole schema: extreme, Unicode, NUL, huge and polluting values',
  `${count(fuzz.runs)} requests: ${count(fuzz.payloads)} payloads with errors, ${count(fuzz.data)} without, ${count(fuzz.refused)} refused`,
  '0 of 5xx, 0 masked errors, 0 undeclared codes, 0 violated invariants of the database',
  '`npm run fuzz`',
]);

const table = [['run', 'measured', 'findings', 'command'], ['---', '---', '---', '---'], ...rows]
  .map((cells) => `| ${cells.join(' | ')} |`)
  .join('\n');

const page = 'docs/hardening.md';
const text = readFileSync(page, 'utf8');
const [start, end] = ['<!-- measured -->', '<!-- end -->'];
const [from, to] = [text.indexOf(start) + start.length, text.indexOf(end)];
if (to < from) throw new Error(`${page} must contain ${start} and ${end}.`);
writeFileSync(page, `${text.slice(0, from)}\n\n${table}\n\n${text.slice(to)}`);
