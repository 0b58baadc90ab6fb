/**
 * Writes the results of the tests into docs/gateways.md. A complete run fails when the page differs
 * from the results; `GATEWAYS=write npm run test:gateways` updates it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import type { Reporter, TestCase, TestModule, Vitest } from 'vitest/node';
import { renderMatrix, renderSummary, type Result } from './markdown.js';

const file = 'docs/gateways.md';

function readResult(test: TestCase): Result[] {
  const { cell } = test.meta();
  return cell ? [{ ...cell, graphql: test.project.name.replace('graphql ', '') }] : [];
}

/** Replaces the part of the page between two markers. */
function replaceSection(page: string, name: string, text: string): string {
  const [start, end] = [`<!-- ${name}: written by npm run test:gateways -->`, '<!-- end -->'];
  const from = page.indexOf(start) + start.length;
  const to = page.indexOf(end, from);
  if (!page.includes(start) || to === -1)
    throw new Error(`${file} has no section "${start}" ... "${end}". Restore it.`);
  return `${page.slice(0, from)}\n\n${text}\n\n${page.slice(to)}`;
}

export class TableReporter implements Reporter {
  #vitest: Vitest | undefined;

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
  }

  async onTestRunEnd(modules: readonly TestModule[]): Promise<void> {
    const all = await this.#vitest!.globTestSpecifications();
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    // An incomplete run has no complete table, and failed tests are reported already.
    if (modules.length < all.length || tests.some((test) => test.result().state !== 'passed')) return;
    // All products run on graphql 16, so its results have all columns in order.
    this.#update(tests.flatMap(readResult).toSorted((one, other) => one.graphql.localeCompare(other.graphql)));
  }

  #update(results: readonly Result[]): void {
    const products = results.filter(({ table }) => table === 'products');
    const composers = results.filter(({ table }) => table === 'composers');
    const before = readFileSync(file, 'utf8');
    const after = [
      { section: 'summary', text: renderSummary([...products, ...composers]) },
      { section: 'products', text: renderMatrix(products) },
      { section: 'composers', text: renderMatrix(composers) },
    ].reduce((page, { section, text }) => replaceSection(page, section, text), before);
    if (after === before) return;
    if (process.env.GATEWAYS === 'write') {
      writeFileSync(file, after);
      return;
    }
    this.#vitest!.logger.error(
      `${file} differs from the results of the tests. Run "GATEWAYS=write npm run test:gateways" and commit the page.`,
    );
    process.exitCode = 1;
  }
}
