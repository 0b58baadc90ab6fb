/**
 * `npm run bench`: compares the module with hand-written code and with its peers, the demo with
 * Apollo Server, and the programs with the least they could do, all in one run. Machines are noisy:
 * compare the ratios, not the times. The goals that are times are those of the machine of
 * docs/benchmarks.md, and are scaled to others.
 *
 * `--quick` measures only what has a goal, in one to three minutes, and ends with 1 when a goal is
 * missed by half or more. `--write` writes the tables and the chart of docs/benchmarks.md.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { measureGrowth, type Growth } from './boundary/growth.js';
import { measurePair, type Engine, type PairResult } from './boundary/pair.js';
import { variants } from './boundary/variants.js';
import { measureWrapping } from './boundary/wrapping.js';
import { describeMachine, formatGoal, isFailed, isMet, type Row } from './goals.js';
import { explainMiss } from './misses.js';
import { measureServers } from './http/servers.js';
import { measureCli } from './programs/cli.js';
import { measureSizes } from './programs/sizes.js';
import { measureStart } from './programs/start.js';
import { writePage } from './page.js';

/** What a run measured, as it is written to bench/results/latest.json. */
export interface Results {
  readonly node: string;
  readonly cpu: string;
  readonly cores: number;
  readonly sections: readonly { readonly title: string; readonly rows: readonly Row[] }[];
  readonly growth: readonly Growth[];
}

/**
 * Runs a task of this program in a process of its own: other code in the same process would change
 * how the engine optimizes it.
 */
function inProcess(...task: readonly string[]): unknown {
  // Without this flag, the times of graphql-jit fall into two groups at random.
  const flags = ['--no-allocation-site-pretenuring', '--expose-gc'];
  return JSON.parse(
    execFileSync(process.execPath, [...flags, fileURLToPath(import.meta.url), ...task], { encoding: 'utf8' }),
  );
}

const decimals = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toFixed(2));

function printRow(row: Row): void {
  const { name, value, unit, ratio, spread, goal, baseline } = row;
  const columns = [
    name.padEnd(52),
    `${decimals(value)} ${unit}`.padStart(14),
    (ratio === undefined ? '' : `${ratio.toFixed(2)}x`).padStart(8),
    (spread ? `${spread[0].toFixed(2)}-${spread[1].toFixed(2)}` : '').padStart(12),
    (goal ? `${formatGoal(goal)}${isMet(row) ? '' : ' !'}` : '').padStart(10),
    baseline === undefined ? '' : `   of ${baseline}`,
    `   ${describeMachine(row)}`,
  ];
  console.log(columns.join('').trimEnd());
}

function printSection(title: string, measured: readonly Row[]): { title: string; rows: readonly Row[] } {
  const rows = measured.map((row) => (row.missed ? row : explainMiss(row)));
  console.log(`\n${title}\n`);
  rows.forEach(printRow);
  return { title, rows };
}

function measureVariants(engine: Engine, isQuick: boolean): Row[] {
  return variants.flatMap(({ name, baseline, goals }) => {
    const limit = goals?.[engine];
    if (isQuick && limit === undefined) return [];
    // V8 decides in each process anew what it inlines, which is half of the time of graphql-jit.
    const processes = Array.from({ length: engine === 'execute' ? 1 : isQuick ? 2 : 3 }, () =>
      inProcess('pair', name, engine, isQuick ? '6' : '30'),
    ) as PairResult[];
    const [result] = processes.toSorted((one, other) => one.ratio - other.ratio) as [PairResult];
    const row: Row = {
      name,
      value: result.microseconds,
      unit: 'us',
      ...(name !== baseline && { baseline, ratio: result.ratio, spread: result.spread }),
      ...(limit !== undefined && { goal: { atMost: limit } }),
    };
    return [explainMiss(row, `${engine}: `)];
  });
}

function measureStartup(isQuick: boolean): Row[] {
  const [wrapping, ...others] = inProcess('wrapping') as ReturnType<typeof measureWrapping>;
  return [
    { name: wrapping!.name, value: wrapping!.time, unit: 'ms', goal: { atMost: 1 }, slowness: wrapping!.slowness },
    ...(isQuick ? [] : others.map(({ name, time }) => ({ name, value: time, unit: 'ms' }))),
  ];
}

/** The goals of what grows, in the unit of each. */
const growthGoals: Readonly<Record<string, number>> = {
  'codes: create the module': 10,
  'codes: build a schema from its SDL': 15,
};

const growthRows = (growth: readonly Growth[]): Row[] =>
  growth.flatMap(({ name, unit, times }) =>
    times.map(({ size, time, slowness }) => {
      const atMost = size >= 100 ? growthGoals[name] : undefined;
      return {
        name: `${name}, ${size.toLocaleString('en')}`,
        value: time,
        unit,
        ...(slowness !== undefined && { slowness }),
        ...(atMost !== undefined && { goal: { atMost } }),
      };
    }),
  );

async function measurePrograms(isQuick: boolean): Promise<Row[]> {
  const { first, next, memory, bareMemory } = await measureStart(isQuick);
  const cli = await measureCli(isQuick);
  const row = ({ name, time, baseline, ratio }: typeof first, atMost: number): Row => ({
    name,
    value: time,
    unit: 'ms',
    baseline,
    ratio,
    goal: { atMost },
  });
  return [
    row(first, 0.6),
    row(next, 0.4),
    { name: 'memory of the demo on PGlite', value: memory, unit: 'MiB', goal: { atMost: 400 } },
    { name: 'memory of PGlite alone', value: bareMemory, unit: 'MiB' },
    ...cli.map((time) => row(time, time.name.endsWith('--help') ? 2 : 3)),
  ];
}

function measureDownloads(): Row[] {
  const { packed, installed, dependencies } = measureSizes();
  return [
    { name: 'the package, packed', value: packed, unit: 'kB', goal: { atMost: 200 } },
    { name: 'the package, installed', value: installed, unit: 'kB' },
    { name: 'what npm ci installs', value: dependencies, unit: 'MB', goal: { atMost: 350 } },
  ];
}

async function measureAll(isQuick: boolean, writes: boolean): Promise<void> {
  const start = performance.now();
  const growth = inProcess('growth', String(isQuick)) as Growth[];
  const sections = [
    printSection('graphql execute, with a parsed and validated document', measureVariants('execute', isQuick)),
    printSection('graphql-jit, with the same document', measureVariants('jit', isQuick)),
    printSection('Wrapping a schema, once', measureStartup(isQuick)),
    printSection('How cost grows', growthRows(growth)),
    printSection('HTTP: CPU time of the server for a request', await measureServers(isQuick)),
    printSection('Programs', await measurePrograms(isQuick)),
    ...(isQuick ? [] : [printSection('Sizes', measureDownloads())]),
  ];
  const results: Results = {
    node: process.version,
    cpu: cpus()[0]!.model,
    cores: cpus().length,
    sections,
    growth,
  };
  mkdirSync('bench/results', { recursive: true });
  writeFileSync('bench/results/latest.json', `${JSON.stringify(results, null, 2)}\n`);
  console.log(`\nTook ${((performance.now() - start) / 1000).toFixed(0)} s. As JSON: bench/results/latest.json`);
  if (writes) await writePage(results);

  const failed = sections.flatMap(({ rows }) => rows).filter(isFailed);
  if (failed.length === 0) return;
  process.exitCode = 1;
  console.error('\nFar from the goal (1.5 times or more):');
  for (const { name, ratio, value, goal } of failed) {
    console.error(`- ${name}: ${(ratio ?? value).toFixed(2)}, must be ${formatGoal(goal!)}`);
  }
}

const [task, ...parameters] = process.argv.slice(2);
if (task === 'pair') {
  const [name, engine, rounds] = parameters as [string, Engine, string];
  console.log(JSON.stringify(await measurePair(name, engine, Number(rounds))));
} else if (task === 'wrapping') console.log(JSON.stringify(measureWrapping()));
else if (task === 'growth') console.log(JSON.stringify(measureGrowth(parameters[0] === 'true')));
else {
  const { values } = parseArgs({
    options: { quick: { type: 'boolean', default: false }, write: { type: 'boolean', default: false } },
  });
  await measureAll(values.quick, values.write);
}
