import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The PostgreSQL server on which the tests make their databases; absent where they run on PGlite. */
    postgresUrl: string;
  }
}

/**
 * A real PostgreSQL server for the tests: that of `DATABASE_URL`, or one that is started here, from the binaries of a package. Where
 * neither is possible the run fails: tests that were not run must not look as if they had passed.
 */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const { DATABASE_URL } = process.env;
  if (DATABASE_URL !== undefined) {
    project.provide('postgresUrl', DATABASE_URL);
    return undefined;
  }

  const child = fork('test/demo/postgresql-server.mjs');
  const [{ url, failure }] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => [{ failure: `its process ended with ${String(code)}` }]),
  ])) as [{ url?: string; failure?: string }];
  if (url === undefined) {
    child.kill();
    throw new Error(
      `PostgreSQL could not be started for the tests: ${failure}. Set DATABASE_URL to a server that may create databases.`,
    );
  }
  project.provide('postgresUrl', url);
  return async () => {
    const exited = once(child, 'exit');
    child.disconnect();
    await exited;
  };
}
