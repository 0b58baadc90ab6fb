import { readFileSync, writeFileSync } from 'node:fs';
import type { Reporter, TestModule, Vitest } from 'vitest/node';
import { deleteEntries, engines, readEntries } from './ledger.js';

const listFile = 'docs/demo.md';
const [start, end] = ['<!-- seen by the tests -->', '<!-- end -->'];

/** Returns what the tests on an engine did not receive: codes, and declared codes of mutations. */
async function findUnseen(engine: (typeof engines)[number], codes: readonly string[]): Promise<string[]> {
  const { createDemoLedger } = await import('./demo/demo-ledger.js');
  const ledger = createDemoLedger();
  ledger.add(readEntries(engine));
  const received = new Set(ledger.entries().map(({ code }) => code));
  const mistakes = codes
    .filter((code) => !received.has(code))
    .map((code) => `No mutation returned ${code} over HTTP on ${engine}: add a test for its cause.`);
  try {
    ledger.expectAllSeen();
  } catch (error) {
    mistakes.push(`On ${engine}: ${(error as Error).message}`);
  }
  return mistakes;
}

/** Checks the list of the mutations that return each code, or writes it. */
function findStaleList(codes: readonly string[]): string[] {
  const text = readFileSync(listFile, 'utf8');
  if (!text.includes(start) || !text.includes(end)) return [`${listFile} must contain "${start}" and "${end}".`];
  const from = text.indexOf(start) + start.length;
  const to = text.indexOf(end, from);
  const entries = engines.flatMap(readEntries);
  const rows = codes.map((code) => {
    const mutations = entries
      .filter((entry) => entry.code === code)
      .map(({ coordinate }) => `\`${coordinate.replace('Mutation.', '')}\``);
    return `- \`${code}\`: ${[...new Set(mutations)].toSorted().join(', ')}`;
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

/**
 * Fails a run of all tests if a code, or a declared code of a mutation, was never received over
 * HTTP on one of the database engines, or if the list in docs/demo.md is out of date.
 *
 * The configuration of Vitest names this file instead of importing it: so Vitest resolves the
 * public names of the package. They are imported at the end of the run, because a mistake in the
 * sources must not keep the tests from running.
 */
export default class LedgerReporter implements Reporter {
  #vitest: Vitest | undefined;

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
    deleteEntries();
  }

  async onTestRunEnd(modules: readonly TestModule[]): Promise<void> {
    const all = await this.#vitest!.globTestSpecifications();
    // Only a complete, successful run receives every code.
    const ran = new Set(modules.map(({ project }) => project.name));
    if (!engines.every((engine) => ran.has(engine))) return;
    if (modules.length < all.length || modules.some((module) => !module.ok())) return;
    const { ErrorCode } = await import('graphql-error-codes');
    const codes = Object.keys(ErrorCode);
    const mistakes = findStaleList(codes);
    for (const engine of engines) mistakes.push(...(await findUnseen(engine, codes)));
    for (const mistake of mistakes) this.#vitest!.logger.error(mistake);
    if (mistakes.length > 0) process.exitCode = 1;
    else {
      this.#vitest!.logger.log(
        `All ${codes.length} codes, and every declared code of each mutation, were received over HTTP, ` +
          `on ${engines.join(' and on ')}.`,
      );
    }
  }
}
