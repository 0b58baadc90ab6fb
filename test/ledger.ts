import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Reporter, TestModule, Vitest } from 'vitest/node';
import { readReference } from './reference/rows.js';

/**
 * The ledger records which codes the tests received over HTTP, from which mutation and on which
 * database engine. A run of all tests fails if a code was never received on one of the engines, or
 * if the list in docs/demo.md is out of date.
 */
const folder = '.build/ledger';

/** Records the codes in the body of an HTTP response. */
export function enter(engine: string, body: unknown): void {
  const { data } = body as { data?: Record<string, { errors?: { errorCode?: string }[] } | null> | null };
  const lines = Object.entries(data ?? {}).flatMap(([mutation, payload]) =>
    (payload?.errors ?? []).flatMap(({ errorCode }) => (errorCode ? [`${engine} ${mutation} ${errorCode}\n`] : [])),
  );
  if (lines.length === 0) return;
  mkdirSync(folder, { recursive: true });
  appendFileSync(join(folder, `${process.pid}.txt`), lines.join(''));
}

/**
 * Read from the reference: Vitest loads this file with its configuration, when the package cannot
 * be resolved yet.
 */
const codes = readReference().map(({ name }) => name);
const engines = ['pglite', 'postgresql'] as const;
const listFile = 'docs/demo.md';
const [start, end] = ['<!-- seen by the tests -->', '<!-- end -->'];

function entries(): readonly (readonly [engine: string, mutation: string, code: string])[] {
  if (!existsSync(folder)) return [];
  const text = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
  const lines = new Set(text.join('').trim().split('\n'));
  return [...lines].map((line) => line.split(' ') as [string, string, string]);
}

function missingCodes(): string[] {
  const received = new Set(entries().map(([engine, , code]) => `${engine} ${code}`));
  return engines.flatMap((engine) =>
    codes
      .filter((code) => !received.has(`${engine} ${code}`))
      .map((code) => `No mutation returned ${code} over HTTP on ${engine}: add a test for its cause.`),
  );
}

function staleList(): string[] {
  const text = readFileSync(listFile, 'utf8');
  if (!text.includes(start) || !text.includes(end)) return [`${listFile} must contain "${start}" and "${end}".`];
  const from = text.indexOf(start) + start.length;
  const to = text.indexOf(end, from);
  const rows = codes.map((code) => {
    const mutations = new Set(
      entries().flatMap(([, mutation, received]) => (received === code ? [`\`${mutation}\``] : [])),
    );
    return `- \`${code}\`: ${[...mutations].toSorted().join(', ')}`;
  });
  const list = `\n\n${rows.join('\n')}\n\n`;
  if (text.slice(from, to) === list) return [];
  if (process.env.LEDGER === 'write') {
    writeFileSync(listFile, text.slice(0, from) + list + text.slice(to));
    return [];
  }
  return [
    `The list in ${listFile} differs from the responses to the tests: run "LEDGER=write npm test" and commit the result.`,
  ];
}

export class LedgerReporter implements Reporter {
  #vitest: Vitest | undefined;

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
    rmSync(folder, { recursive: true, force: true });
  }

  async onTestRunEnd(modules: readonly TestModule[]): Promise<void> {
    const all = await this.#vitest!.globTestSpecifications();
    // Only a complete, successful run receives every code.
    const ran = new Set(modules.map(({ project }) => project.name));
    if (!engines.every((engine) => ran.has(engine))) return;
    if (modules.length < all.length || modules.some((module) => !module.ok())) return;
    const mistakes = [...missingCodes(), ...staleList()];
    for (const mistake of mistakes) this.#vitest!.logger.error(mistake);
    if (mistakes.length > 0) process.exitCode = 1;
    else this.#vitest!.logger.log(`All ${codes.length} codes were received over HTTP, on ${engines.join(' and on ')}.`);
  }
}
