import { fork } from 'node:child_process';
import { once } from 'node:events';

export interface OpenPostgresql {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/**
 * Starts an empty PostgreSQL server from the binaries of a package, in a separate process that ends
 * with this one.
 *
 * @throws Error with the reason, when the server could not be started
 */
export async function openPostgresql(): Promise<OpenPostgresql> {
  // Ctrl-C must not stop the server before the processes that are connected to it.
  const child = fork('test/demo/postgresql-server.mjs', { detached: true });
  const [{ url, failure }] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => [{ failure: `its process ended with ${String(code)}` }]),
  ])) as [{ url?: string; failure?: string }];
  if (url === undefined) {
    child.kill();
    throw new Error(
      `PostgreSQL could not be started: ${failure}. Set DATABASE_URL to a server that may create databases.`,
    );
  }
  return {
    url,
    close: async () => {
      const exited = once(child, 'exit');
      child.disconnect();
      await exited;
    },
  };
}
