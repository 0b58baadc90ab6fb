import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Reporter, TestModule, Vitest } from 'vitest/node';
import { readReference } from './reference/rows.js';

/**
 * The ledger: which codes the tests have received over HTTP, on which engine, from which mutation. After a run of all tests of the demo it
 * fails for each code that nobody saw, and for a README whose table says anything else than what was seen.
 */
const folder = '.build/ledger';

/** Enters what an HTTP answer holds. */
export function enter(engine: string, answer: unknown): void {
  const { data } = answer as { data?: Record<string, { errors?: { errorCode?: string }[] } | null> | null };
  const lines = Object.entries(data ?? {}).flatMap(([mutation, payload]) =>
    (payload?.errors ?? []).flatMap(({ errorCode }) => (errorCode ? [`${engine} ${mutation} ${errorCode}\n`] : [])),
  );
  if (lines.length === 0) return;
  mkdirSync(folder, { recursive: true });
  appendFileSync(join(folder, `${process.pid}.txt`), lines.join(''));
}

/** From the reference: Vitest loads this file with its configuration, before it can resolve the package. */
const codes = readReference().map(({ name }) => name);
const engines = ['pglite', 'postgresql'] as const;
const [start, end] = ['<!-- seen by the tests -->', '<!-- end -->'];

export class LedgerReporter implements Reporter {
  #vitest: Vitest | undefined;

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
    rmSync(folder, { recursive: true, force: true });
  }

  async onTestRunEnd(modules: readonly TestModule[]): Promise<void> {
    const all = await this.#vitest!.globTestSpecifications();
    // A part of the tests, or a project alone, cannot have seen everything; and where tests failed, they say more.
    const ran = new Set(modules.map(({ project }) => project.name));
    if (!engines.every((engine) => ran.has(engine))) return;
    if (modules.length < all.length || modules.some((module) => !module.ok())) return;
    const mistakes = [...unseen(), ...staleReadme()];
    for (const mistake of mistakes) this.#vitest!.logger.error(mistake);
    if (mistakes.length > 0) process.exitCode = 1;
    else
      this.#vitest!.logger.log(
        `${codes.length} of ${codes.length} codes seen over HTTP, on ${engines.join(' and on ')}`,
      );
  }
}

function entries(): readonly (readonly [engine: string, mutation: string, code: string])[] {
  if (!existsSync(folder)) return [];
  const text = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
  const lines = new Set(text.join('').trim().split('\n'));
  return [...lines].map((line) => line.split(' ') as [string, string, string]);
}

function unseen(): string[] {
  const seen = new Set(entries().map(([engine, , code]) => `${engine} ${code}`));
  return engines.flatMap((engine) =>
    codes
      .filter((code) => !seen.has(`${engine} ${code}`))
      .map((code) => `${code} was returned by no mutation over HTTP on ${engine}: test its cause.`),
  );
}

function staleReadme(): string[] {
  const readme = readFileSync('README.md', 'utf8');
  const from = readme.indexOf(start) + start.length;
  const to = readme.indexOf(end, from);
  const rows = codes.map((code) => {
    const mutations = new Set(entries().flatMap(([, mutation, seen]) => (seen === code ? [`\`${mutation}\``] : [])));
    return `- \`${code}\`: ${[...mutations].toSorted().join(', ')}`;
  });
  const list = `\n\n${rows.join('\n')}\n\n`;
  if (readme.slice(from, to) === list) return [];
  if (process.env.LEDGER === 'write') {
    writeFileSync('README.md', readme.slice(0, from) + list + readme.slice(to));
    return [];
  }
  return [
    'README.md lists other mutations for the codes than the tests saw: run "LEDGER=write npm test" and commit the result.',
  ];
}
