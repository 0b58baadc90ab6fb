import type { TestProject } from 'vitest/node';
import { openPostgresql } from './open-postgresql.js';

declare module 'vitest' {
  interface ProvidedContext {
    /**
     * The PostgreSQL server on which the tests make their databases; absent where they run on
     * PGlite.
     */
    postgresUrl: string;
  }
}

/**
 * A real PostgreSQL server for the tests: that of `DATABASE_URL`, or one that is started here.
 * Where neither is possible the run fails: tests that were not run must not look as if they had
 * passed.
 */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const { DATABASE_URL } = process.env;
  if (DATABASE_URL !== undefined) {
    project.provide('postgresUrl', DATABASE_URL);
    return undefined;
  }
  const { url, close } = await openPostgresql();
  project.provide('postgresUrl', url);
  return close;
}
