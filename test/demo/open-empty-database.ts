import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { openDatabase, type OpenDatabase } from '../../src/demo/database/open.js';

/**
 * A migrated database that nobody else uses: on the PostgreSQL server of `DATABASE_URL`, where closing drops it, or else PGlite in memory.
 */
export async function openEmptyDatabase(): Promise<OpenDatabase> {
  const { DATABASE_URL: server } = process.env;
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
  const { database, close } = await openDatabase({ url: url.href });
  return {
    database,
    close: async () => {
      await close();
      await administer(`drop database ${name}`);
    },
  };
}
