import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { dataDir as initialData } from '@electric-sql/pglite-prepopulatedfs';
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite';
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator';
import { drizzle as drizzlePostgres } from 'drizzle-orm/node-postgres';
import { migrate as migratePostgres } from 'drizzle-orm/node-postgres/migrator';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import { Client, Pool } from 'pg';
import * as tables from './tables.js';

/** A connection, a pool of them, or a transaction, on either engine. */
export type Database = PgDatabase<PgQueryResultHKT, typeof tables>;

export interface OpenDatabase {
  readonly database: Database;
  /** Connections of a PostgreSQL server apart from those of the transactions; PGlite has but one connection. */
  readonly apart?: Pool;
  /** Waits for the statements under way, then frees everything the database holds. */
  readonly close: () => Promise<void>;
}

export interface DatabaseLocation {
  /** A PostgreSQL server. Without it the database is PGlite: PostgreSQL inside this process. */
  readonly url?: string | undefined;
  /** The folder where PGlite keeps its data; without it the data is gone with the process. */
  readonly dataDir?: string | undefined;
}

/** No connection to the server could be made; `cause` tells why. */
export class DatabaseUnreachableError extends Error {
  override readonly name = 'DatabaseUnreachableError';
}

const config = { schema: tables, casing: 'snake_case' } as const;
// From the root of the project, since `npm start` runs this file bundled, from another folder.
const root = dirname(createRequire(import.meta.url).resolve('graphql-error-codes/package.json'));
const migrations = { migrationsFolder: join(root, 'demo/database/migrations') };

/** Opens the database with all migrations applied. Fails when it cannot be reached or a migration fails. */
export const openDatabase = ({ url, dataDir }: DatabaseLocation): Promise<OpenDatabase> =>
  url === undefined ? openPglite(dataDir) : openPostgres(url);

async function openPglite(dataDir: string | undefined): Promise<OpenDatabase> {
  // Starting from ready-made data saves PostgreSQL's initdb, 2 to 4 seconds. Data already on disk is used as it is.
  const client = await PGlite.create({
    ...(dataDir !== undefined && { dataDir }),
    ...((dataDir === undefined || !existsSync(`${dataDir}/PG_VERSION`)) && { loadDataDir: await initialData() }),
  });
  const database = drizzlePglite({ client, ...config });
  await migratePglite(database, migrations);
  return { database, close: () => client.close() };
}

async function openPostgres(url: string): Promise<OpenDatabase> {
  await migrateAlone(url);
  const pool = new Pool({ ...limits, connectionString: url, max: 20 });
  // A transaction may wait for one of these while it holds one of those: from one pool, they would all wait for each other.
  const apart = new Pool({ ...limits, connectionString: url, max: 5 });
  for (const each of [pool, apart]) {
    // A connection that breaks is dropped from the pool, and the statement under way fails. Without listeners it would end the process:
    // the pool's hears of idle connections, the connection's own of one in use.
    each.on('error', () => {});
    each.on('connect', (connection) => connection.on('error', () => {}));
  }
  return {
    database: drizzlePostgres({ client: pool, ...config }),
    apart,
    close: async () => {
      await pool.end();
      await apart.end();
    },
  };
}

/** Milliseconds: nobody waits for ever for a row that another session has locked, nor for a server that does not answer. */
const limits = { lock_timeout: 10_000, connectionTimeoutMillis: 20_000 };

/** Any number that nothing else locks: the same for every replica. */
const migrationLock = 310_731;

/** Replicas that start together must not migrate together: the lock is held until the session ends. */
async function migrateAlone(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  try {
    await client.connect();
  } catch (error) {
    const { hostname, port, pathname } = new URL(url);
    throw new DatabaseUnreachableError(
      `No connection to PostgreSQL at ${hostname}:${port || 5432}${pathname} (DATABASE_URL)`,
      { cause: error },
    );
  }
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    await migratePostgres(drizzlePostgres({ client, ...config }), migrations);
  } finally {
    await client.end();
  }
}
