import type { TestProject } from 'vitest/node';
import { openPostgresql } from '../postgresql/open-postgresql.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** The URL of the PostgreSQL server for the test databases; absent when they run on PGlite. */
    postgresUrl: string;
  }
}

/**
 * Provides a real PostgreSQL server to the tests: that of `DATABASE_URL`, or one that is started
 * here. If neither is possible the run fails, because skipped tests must not look like passed ones.
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
