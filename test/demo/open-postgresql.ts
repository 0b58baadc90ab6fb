import { fork } from 'node:child_process';
import { once } from 'node:events';

export interface OpenPostgresql {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/**
 * A PostgreSQL server with nothing in it, from the binaries of a package, in a process of its own
 * that ends with this one.
 *
 * @throws Error that says why it could not be started.
 */
export async function openPostgresql(): Promise<OpenPostgresql> {
  // Ctrl-C is for this process; the server ends when it is told to, after those who are connected
  // to it.
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
