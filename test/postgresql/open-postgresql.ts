import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';

export interface OpenPostgresql {
  readonly url: string;
  /** Ends the server without a checkpoint, and starts it again. */
  readonly crash: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * Starts an empty PostgreSQL server from the binaries of a package, in a separate process that ends
 * with this one. Installs the package first, if it is not installed.
 *
 * @param durability `durable` for a server that keeps what was committed when it crashes
 * @throws Error with the reason, when the server could not be started
 */
export async function openPostgresql(durability: 'durable' | 'fast' = 'fast'): Promise<OpenPostgresql> {
  execFileSync(process.execPath, ['tools/install.mjs', 'test/postgresql'], { stdio: 'inherit' });
  // Ctrl-C must not stop the server before the processes that are connected to it.
  const child = fork('test/postgresql/server.mjs', [durability], { detached: true });
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
    crash: async () => {
      child.send('crash');
      await once(child, 'message');
    },
    close: async () => {
      const exited = once(child, 'exit');
      child.disconnect();
      await exited;
    },
  };
}
