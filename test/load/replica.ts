import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';

/** One process of the demo, in production mode. */
export interface Replica {
  readonly url: string;
  /** Returns the bytes of the heap that are in use after a garbage collection. */
  readonly heap: () => Promise<number>;
  /** Kills the process with SIGKILL: it cannot finish anything. */
  readonly kill: () => Promise<void>;
  /** Starts a new process in its place. */
  readonly restart: () => Promise<void>;
  /** Stops the process with SIGTERM and returns its exit code. */
  readonly stop: () => Promise<number | null>;
  /** The lines of the log with the level "error" or higher, without the expected ones. */
  readonly errors: readonly string[];
}

/** Returns a port that is free at the moment. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  return port;
}

/** Fastify's level of errors. */
const errorLevel = 50;

export async function openReplica(env: Readonly<Record<string, string>>): Promise<Replica> {
  const port = await freePort();
  const errors: string[] = [];
  const heaps: ((bytes: number) => void)[] = [];

  const start = async () => {
    const child = spawn(process.execPath, ['--expose-gc', '--import', './test/load/heap-probe.mjs', 'demo/start.mjs'], {
      env: { PATH: process.env.PATH, NODE_ENV: 'production', HOST: '127.0.0.1', PORT: String(port), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const log: string[] = [];
    const ready = new Promise<void>((resolve, reject) => {
      createInterface(child.stdout).on('line', (line) => {
        if (line.includes(' demo at ')) resolve();
        if (line.startsWith('heap ')) heaps.shift()?.(Number(line.split(' ')[1]));
      });
      createInterface(child.stderr).on('line', (line) => {
        log.push(line);
        if (isError(line)) errors.push(line);
      });
      child.once('exit', (code) => reject(new Error(`The demo ended with ${code}:\n${log.slice(-20).join('\n')}`)));
    });
    await ready;
    return child;
  };
  let child = await start();

  return {
    url: `http://127.0.0.1:${port}/graphql`,
    errors,
    heap: () => {
      const answer = new Promise<number>((resolve) => heaps.push(resolve));
      child.kill('SIGUSR2');
      return answer;
    },
    kill: async () => {
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    },
    restart: async () => {
      child = await start();
    },
    stop: async () => {
      if (child.exitCode !== null) return child.exitCode;
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      const [code] = (await exited) as [number | null];
      return code;
    },
  };
}

function isError(line: string): boolean {
  try {
    return (JSON.parse(line) as { level?: number }).level! >= errorLevel;
  } catch {
    // Anything else on standard error is unexpected: a warning of Node.js, or a crash.
    return line.trim() !== '';
  }
}
