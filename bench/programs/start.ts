import { execFileSync, spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { median } from '../statistics.js';
import { environment, type ProgramTime } from './compare.js';

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
