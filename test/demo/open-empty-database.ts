import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { inject } from 'vitest';
import { openDatabase, type OpenDatabase } from '../../demo/database/open.js';

export interface EmptyDatabase extends OpenDatabase {
  /** Where further sessions reach it; absent for PGlite, which has but one. */
  readonly url?: string;
}

/**
 * A migrated database that nobody else uses: on the PostgreSQL server of the project "postgresql",
 * where closing drops it, or else PGlite in memory.
 */
export async function openEmptyDatabase(): Promise<EmptyDatabase> {
  // Only the project "postgresql" provides it.
  const server = inject('postgresUrl') as string | undefined;
  if (server === undefined) return openDatabase({});

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
  const { close, ...opened } = await openDatabase({ url: url.href });
  return {
    ...opened,
    url: url.href,
    close: async () => {
      await close();
      await administer(`drop database ${name}`);
    },
  };
}
