import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { inject } from 'vitest';
import { openDatabase, type OpenDatabase } from '../../demo/database/open.js';

export interface EmptyDatabase extends OpenDatabase {
  /** The URL for further sessions; absent for PGlite, which has only one session. */
  readonly url?: string;
}

/** Makes the run fail: a test must not go on with an engine that no longer works. */
const fail = (reason: unknown): void => {
  throw new Error('the database engine no longer works', { cause: reason });
};

/**
 * Opens a migrated database that is used by nothing else. In the project "postgresql" it is created
 * on the PostgreSQL server, and dropped on close. Otherwise it is PGlite in memory.
 */
export async function openEmptyDatabase(): Promise<EmptyDatabase> {
  // Only the project "postgresql" provides the URL.
  const server = inject('postgresUrl') as string | undefined;
  if (server === undefined) return openDatabase({}, fail);

  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const administer = async (statement: string) => {
    const client = new Client({ connectionString: server });
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  await administer(`create database ${name}`);
  const url = new URL(server);
  url.pathname = name;
  const { close, ...opened } = await openDatabase({ url: url.href }, fail);
  return {
    ...opened,
    url: url.href,
    close: async () => {
      await close();
      await administer(`drop database ${name}`);
    },
  };
}
