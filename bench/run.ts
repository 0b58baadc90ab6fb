/**
 * Compares the boundary with hand-written code and with its peers, in one run. Each variant runs
 * with its baseline in a process of its own, in turns: other code in the same process would change
 * how the engine optimizes theirs. Machines are noisy: compare the ratios, not the microseconds.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { measureGrowth } from './growth.js';
import { measurePair, type Engine, type PairResult } from './pair.js';
import { variants } from './variants.js';
import { measureWrapping } from './wrapping.js';

/** Runs a task of this program in a process of its own, and returns the result. */
function inProcess(...task: readonly string[]): unknown {
  // Without this flag, the times of graphql-jit fall into two groups at random.
  const flags = ['--no-allocation-site-pretenuring'];
  return JSON.parse(
    execFileSync(process.execPath, [...flags, fileURLToPath(import.meta.url), ...task], { encoding: 'utf8' }),
  );
}

function printResult(
  name: string,
  baseline: string,
  goal: number | undefined,
  { microseconds, ratio, spread: [low, high] }: PairResult,
): void {
  const verdict = goal === undefined ? '' : ratio <= goal ? `<= ${goal}` : `> ${goal} !`;
  const columns = [
    name.padEnd(36),
    microseconds.toFixed(2).padStart(8),
    ratio.toFixed(3).padStart(8),
    `${low.toFixed(2)}-${high.toFixed(2)}`.padStart(13),
    verdict.padStart(10),
    `   ${name === baseline ? '' : baseline}`,
  ];
  console.log(columns.join(''));
}

function measureEngine(engine: Engine, title: string) {
  console.log(
    `\n${title}\n\n${'variant'.padEnd(36)}${'us'.padStart(8)}${'ratio'.padStart(8)}${'10-90 %'.padStart(13)}${'goal'.padStart(10)}   baseline`,
  );
  return variants.map(({ name, baseline, goal }) => {
    const result = inProcess('pair', name, engine) as PairResult;
    // The goals apply to graphql's own executor.
    printResult(name, baseline, engine === 'execute' ? goal : undefined, result);
    return { name, baseline, ...result };
  });
}

function measureAll(): void {
  const results = {
    node: process.version,
    execute: measureEngine('execute', 'graphql execute, with a parsed and validated document'),
    jit: measureEngine('jit', 'graphql-jit, with the same document'),
    wrapping: inProcess('wrapping') as ReturnType<typeof measureWrapping>,
    growth: inProcess('growth') as ReturnType<typeof measureGrowth>,
  };
  console.log('\nWrapping a schema, once\n');
  for (const { name, median } of results.wrapping) console.log(`${median.toFixed(2).padStart(8)} ms  ${name}`);

  console.log('\nAdding codes, once, microseconds per code\n');
  for (const { codes, module, schema, document, directives } of results.growth) {
    console.log(
      `${module.toFixed(2).padStart(8)} us to create the module, ${schema.toFixed(1)} us to build a schema, ${document.toFixed(1)} us from an AST, ` +
        `${directives.toFixed(1)} us to read the directives, with ${codes} codes`,
    );
  }

  mkdirSync('bench/results', { recursive: true });
  writeFileSync('bench/results/latest.json', `${JSON.stringify(results, null, 2)}\n`);
  console.log('\nResults as JSON: bench/results/latest.json');
}

const [task, name, engine] = process.argv.slice(2);
if (task === 'pair') console.log(JSON.stringify(await measurePair(name!, engine as Engine)));
else if (task === 'wrapping') console.log(JSON.stringify(measureWrapping()));
else if (task === 'growth') console.log(JSON.stringify(measureGrowth()));
else measureAll();
