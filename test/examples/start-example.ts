import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { expect, onTestFinished } from 'vitest';

/** Returns a port that was free a moment ago. */
export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** An example in its own process. */
export interface RunningExample {
  /** The URL that the example prints. */
  readonly url: string;
  /** Everything that the example has printed so far. */
  readonly output: () => string;
  /** Sends an operation; returns the JSON of the response. */
  readonly post: (query: string) => Promise<unknown>;
  /** Sends SIGTERM; returns the signal or the exit code that ended the process. */
  readonly terminate: () => Promise<NodeJS.Signals | number | null>;
}

/**
 * Starts an example as examples/README.md says, with tsx, and waits for its URL. The process is
 * killed after the test.
 *
 * @throws Error with everything the example printed, when it exits early.
 */
export async function startExample(file: string): Promise<RunningExample> {
  const { PATH, HOME } = process.env;
  // Without the test's NODE_ENV, as a person starts it.
  const env = { PATH, HOME, PORT: String(await findFreePort()) };
  const child = spawn(process.execPath, ['--import', 'tsx', `examples/${file}`], { env });
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  }
  const exited = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  await expect.poll(() => (child.exitCode === null ? output : 'exited')).toMatch(/http:\S+|exited/);
  const url = /http:[^\s,]+/.exec(output)?.[0];
  if (url === undefined) throw new Error(`examples/${file} exited with ${child.exitCode}:\n${output}`);

  return {
    url,
    output: () => output,
    async post(query) {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      });
      return response.json();
    },
    async terminate() {
      child.kill('SIGTERM');
      const [code, signal] = await exited;
      return signal ?? code;
    },
  };
}
