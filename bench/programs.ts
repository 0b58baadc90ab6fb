import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { readFileSync, rmSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleCli, bundleLibraries } from '../bundles.js';
import { median } from './statistics.js';

/** The time of a program, beside that of the least it could do. */
export interface ProgramTime {
  readonly name: string;
  /** In milliseconds. */
  readonly time: number;
  readonly baseline: string;
  readonly ratio: number;
}

const folder = '.build/bench';

function timeOfProgram(...parameters: readonly string[]): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, parameters, { encoding: 'utf8', env: environment });
  if (status !== 0 && status !== 1) throw new Error(`${parameters.join(' ')} ended with ${status}: ${stderr}`);
  return performance.now() - start;
}

const { NODE_ENV: _production, ...environment } = process.env;

/** Measures a program in turns with its baseline. */
function compare(
  name: string,
  baseline: string,
  [program, least]: readonly [readonly string[], readonly string[]],
  runs: number,
): ProgramTime {
  const times: number[] = [];
  const ratios: number[] = [];
  for (let run = 0; run < runs; run++) {
    const own = timeOfProgram(...program);
    times.push(own);
    ratios.push(own / timeOfProgram(...least));
  }
  return { name, time: median(times), baseline, ratio: median(ratios) };
}

const largeEnum = (count: number, prefix: string): string => `

  type Query { ok: Boolean }
  enum ErrorCodeEnum {
    ${Array.from({ length: count }, (_, index) => `"The meaning of ${prefix}${index}" ${prefix}${index} @errorCode(value: "${prefix.toLowerCase()}${index}", category: "billing", fault: "client", retry: "later", action: "Wait a while.")`).join('\n')}
  }`;

/** A mutation with its own file, as front ends have them. */
const operation = (index: number): string =>
  `mutation Rename${index}($name: String!) { rename(name: $name) { name errors { errorCode details { __typename ... on ActiveModelError { attribute type } ... on MessageError { message } } } } }`;

const host = `type Query { ok: Boolean } type Mutation { rename(name: String!): RenamePayload }
  type RenamePayload { name: String errors: [Error!]! }`;

/**
 * Measures the CLI: its start, over `node -e 0`, and its commands on large inputs, over a process
 * that parses the same files with graphql.
 */
export async function measureCli(isQuick: boolean): Promise<ProgramTime[]> {
  const dist = join(folder, 'cli/dist');
  rmSync(join(folder, 'cli'), { recursive: true, force: true });
  await Promise.all([bundleCli(dist), bundleLibraries(dist)]);
  mkdirSync(join(folder, 'cli/documents'), { recursive: true });
  writeFileSync(join(folder, 'cli/package.json'), '{"version":"0.0.0","type":"module"}');
  mkdirSync(join(folder, 'cli/messages'), { recursive: true });
  writeFileSync(join(folder, 'cli/messages/en.json'), readFileSync('messages/en.json'));
  const program = join(dist, 'cli/main.js');
  const runs = isQuick ? 3 : 9;
  const times = [
    compare(
      'graphql-error-codes --help',
      'node -e 0',
      [
        [program, '--help'],
        ['-e', '0'],
      ],
      isQuick ? 7 : 15,
    ),
  ];
  for (const size of isQuick ? [10] : [1, 10]) {
    const [codes, documents] = [1000 * size, 200 * size];
    const files = ['old', 'new'].map((name) => join(folder, `cli/${name}-${codes}.graphql`));
    writeFileSync(files[0]!, largeEnum(codes, 'CODE_'));
    writeFileSync(files[1]!, largeEnum(codes, 'CODE_').replace('CODE_7 ', 'CODE_SEVEN '));
    const sources = join(folder, `cli/documents/${documents}`);
    mkdirSync(sources, { recursive: true });
    for (let index = 0; index < documents; index++) {
      writeFileSync(join(sources, `${index}.graphql`), operation(index));
    }
    const schema = join(folder, 'cli/host.graphql');
    writeFileSync(schema, host);
    const parsing = (paths: string) => [
      '--input-type=module',
      '-e',
      `import fs from 'node:fs'; import { parse } from 'graphql';
      for (const path of ${paths}) parse(fs.readFileSync(path, 'utf8'));`,
    ];
    const parseEach = parsing(`fs.readdirSync('${sources}').map((name) => '${sources}/' + name)`);
    const parseBoth = parsing(JSON.stringify(files));
    const parseOne = parsing(JSON.stringify(files.slice(0, 1)));
    const format = (count: number) => count.toLocaleString('en');
    times.push(
      compare(
        `docs, ${format(codes)} codes`,
        'parsing them',
        [[program, 'docs', '--schema', files[0]!], parseOne],
        runs,
      ),
      compare(`diff, ${format(codes)} codes`, 'parsing them', [[program, 'diff', ...files], parseBoth], runs),
      compare(
        `lint, ${format(documents)} documents`,
        'parsing them',
        [[program, 'lint', sources, '--schema', schema], parseEach],
        runs,
      ),
    );
  }
  return times;
}

/** Starts the demo as `npm start` does, and returns the time to the first answer and the memory. */
async function startDemo(): Promise<{ readonly time: number; readonly memory: number }> {
  const start = performance.now();
  const child = spawn(process.execPath, ['demo/start.mjs'], { env: { ...environment, PORT: '0' } });
  let printed = '';
  child.stdout.setEncoding('utf8');
  for await (const text of child.stdout.iterator({ destroyOnReturn: false })) {
    printed += String(text);
    if (printed.includes('/graphql (')) break;
  }
  const url = /http:\S+\/graphql/.exec(printed)![0];
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"query":"{ applicationSettings { __typename } }"}',
  });
  await response.text();
  const time = performance.now() - start;
  const status = process.platform === 'linux' ? readFileSync(`/proc/${child.pid}/status`, 'utf8') : '';
  child.stdout.resume();
  child.kill('SIGTERM');
  await new Promise((resolve) => child.once('exit', resolve));
  return { time, memory: Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024 };
}

const bare = `import { PGlite } from '@electric-sql/pglite';
  const database = await PGlite.create();
  await database.query('select 1');
  console.log(Math.round(process.memoryUsage.rss() / 1024 / 1024));`;

/** The start of the demo, over an engine that does nothing. */
export interface StartTime {
  readonly first: ProgramTime;
  readonly next: ProgramTime;
  /** In MiB: the demo after the first answer, and the engine alone. */
  readonly memory: number;
  readonly bareMemory: number;
}

/** Measures the start of the demo in turns with a bare `PGlite.create()` and `select 1`. */
export async function measureStart(isQuick: boolean): Promise<StartTime> {
  const rounds = isQuick ? 1 : 5;
  const times: Record<'bare' | 'first' | 'next' | 'memory' | 'bareMemory', number[]> = {
    bare: [],
    first: [],
    next: [],
    memory: [],
    bareMemory: [],
  };
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    const printed = execFileSync(process.execPath, ['--input-type=module', '-e', bare], { encoding: 'utf8' });
    times.bare.push(performance.now() - start);
    times.bareMemory.push(Number(printed));
    rmSync('.build/pglite', { recursive: true, force: true });
    times.first.push((await startDemo()).time);
    const { time, memory } = await startDemo();
    times.next.push(time);
    times.memory.push(memory);
  }
  const baseline = 'PGlite.create(), select 1';
  const compared = (name: string, own: readonly number[]): ProgramTime => ({
    name,
    time: median(own),
    baseline,
    ratio: median(own.map((time, round) => time / times.bare[round]!)),
  });
  return {
    first: compared('npm start to the first answer, the first time', times.first),
    next: compared('npm start to the first answer, from then on', times.next),
    memory: median(times.memory),
    bareMemory: median(times.bareMemory),
  };
}
