/**
 * Measures the boundary beside code written by hand and beside its peers, all in one run. Each variant and its baseline have a process of
 * their own, where they take turns: other code in the same process would change what the engine makes of theirs. Machines are noisy: read
 * the ratios, not the microseconds.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { measureGrowth } from './growth.js';
import { measurePair, type Engine, type PairResult } from './pair.js';
import { variants } from './variants.js';
import { measureWrapping } from './wrapping.js';

const [task, name, engine] = process.argv.slice(2);
if (task === 'pair') console.log(JSON.stringify(await measurePair(name!, engine as Engine)));
else if (task === 'wrapping') console.log(JSON.stringify(measureWrapping()));
else if (task === 'growth') console.log(JSON.stringify(measureGrowth()));
else measureAll();

function measureAll(): void {
  const results = {
    node: process.version,
    execute: measureEngine('execute', 'graphql execute, of a parsed and validated document'),
    jit: measureEngine('jit', 'graphql-jit, the same document'),
    wrapping: inProcess('wrapping') as ReturnType<typeof measureWrapping>,
    growth: inProcess('growth') as ReturnType<typeof measureGrowth>,
  };
  console.log('\nwrapping a schema\n');
  for (const { name: what, median } of results.wrapping) console.log(`${median.toFixed(2).padStart(8)} ms  ${what}`);

  console.log('\nadding codes, microseconds a code\n');
  for (const { codes, module, schema } of results.growth) {
    console.log(
      `${module.toFixed(2).padStart(8)} us to make the module, ${schema.toFixed(1)} us to build a schema with ${codes} more codes`,
    );
  }

  mkdirSync('bench/results', { recursive: true });
  writeFileSync('bench/results/latest.json', `${JSON.stringify(results, null, 2)}\n`);
  console.log('\nAs JSON: bench/results/latest.json');
}

function measureEngine(engine: Engine, title: string) {
  console.log(
    `\n${title}\n\n${'variant'.padEnd(28)}${'us'.padStart(8)}${'ratio'.padStart(8)}${'10-90 %'.padStart(13)}${'goal'.padStart(10)}   over`,
  );
  return variants.map(({ name, baseline, goal }) => {
    const result = inProcess('pair', name, engine) as PairResult;
    // The goals are for graphql's own executor.
    print(name, baseline, engine === 'execute' ? goal : undefined, result);
    return { name, baseline, ...result };
  });
}

function print(
  name: string,
  baseline: string,
  goal: number | undefined,
  { microseconds, ratio, spread: [low, high] }: PairResult,
): void {
  const met = goal === undefined ? '' : ratio <= goal ? `<= ${goal}` : `> ${goal} !`;
  const columns = [
    name.padEnd(28),
    microseconds.toFixed(2).padStart(8),
    ratio.toFixed(3).padStart(8),
    `${low.toFixed(2)}-${high.toFixed(2)}`.padStart(13),
    met.padStart(10),
    `   ${name === baseline ? '' : baseline}`,
  ];
  console.log(columns.join(''));
}

/** What this program prints when it runs with other arguments, in a process of its own. */
function inProcess(...task: readonly string[]): unknown {
  // graphql-jit's times fall into two groups without this flag, by chance.
  const flags = ['--no-allocation-site-pretenuring'];
  return JSON.parse(
    execFileSync(process.execPath, [...flags, fileURLToPath(import.meta.url), ...task], { encoding: 'utf8' }),
  );
}
