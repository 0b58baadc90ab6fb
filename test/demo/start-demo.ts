import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

/** What runs without npm, which does not forward signals. */
export const withoutNpm = [process.execPath, 'demo/start.mjs'] as const;

/**
 * Starts the demo in a process of its own, until the end of the test. It inherits only PATH and
 * HOME of the environment.
 */
export function startDemo(
  env: Readonly<Record<string, string>>,
  [command, ...parameters]: readonly [string, ...string[]] = ['npm', '--silent', 'start'],
) {
  const { PATH, HOME } = process.env;
  const child = spawn(command, parameters, { env: { PATH, HOME, ...env }, detached: true });
  let printed = '';
  let announceReady: () => void;
  const readyOnce = new Promise<void>((resolve) => (announceReady = resolve));
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    printed += chunk;
    if (printed.includes('Press Ctrl-C to stop.')) announceReady();
  });
  const stderr = text(child.stderr);
  const exited = once(child, 'close').then(([code]) => code as number | null);
  const group = -child.pid!;
  onTestFinished(async () => {
    if (child.exitCode === null && child.signalCode === null) process.kill(group, 'SIGKILL');
    await exited;
  });
  return {
    /**
     * Returns the output once the demo is ready.
     *
     * @throws when the process ends before, with what it wrote to stderr
     */
    async ready(): Promise<string> {
      const ended = exited.then(async (code) => {
        throw new Error(`The demo ended with ${code} before it was ready. It wrote: ${(await stderr) || 'nothing'}`);
      });
      await Promise.race([readyOnce, ended]);
      return printed;
    },
    /** Sends a signal to the whole process group, as a terminal does on Ctrl-C. */
    interrupt: () => process.kill(group, 'SIGINT'),
    /** Sends a signal to the child process only, as a supervisor does. */
    terminate: () => child.kill('SIGTERM'),
    /** Ends the child process at once: it cannot clean up. */
    kill: () => child.kill('SIGKILL'),
    printed: () => printed,
    exited,
    stderr,
  };
}
