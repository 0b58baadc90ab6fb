import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite';
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator';
import { drizzle as drizzlePostgres } from 'drizzle-orm/node-postgres';
import { migrate as migratePostgres } from 'drizzle-orm/node-postgres/migrator';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import { Client, Pool, type PoolClient } from 'pg';
import { lockDataDir } from '../data-dir-lock.js';
import { isUnavailable } from './failure.js';
import { readInitialData } from './initial-data.js';
import * as tables from './tables.js';

/** A connection, a pool or a transaction, on either engine. */
export type Database = PgDatabase<PgQueryResultHKT, typeof tables>;

export interface OpenDatabase {
  readonly database: Database;
  /**
   * Connections for the guess limiter, which counts outside transactions. Absent for PGlite, which
   * has only one connection.
   */
  readonly guessPool?: Pool;
  /** Waits for running statements, then closes the database. */
  readonly close: () => Promise<void>;
}

export interface DatabaseLocation {
  /** The URL of a PostgreSQL server. Without it, PGlite runs PostgreSQL inside this process. */
  readonly url?: string | undefined;
  /** The data folder of PGlite. Without it, the data is in memory. */
  readonly dataDir?: string | undefined;
}

/** The PostgreSQL server cannot be reached. `cause` is the reason. */
export class DatabaseUnreachableError extends Error {
  override readonly name = 'DatabaseUnreachableError';
}

/** Of the columns, whose names in the code are in camel case. */
export const casing = 'snake_case';

const config = { schema: tables, casing } as const;
// Relative to the root of the project: `npm start` runs a bundle from another folder.
const root = dirname(createRequire(import.meta.url).resolve('graphql-error-codes/package.json'));
const migrations = { migrationsFolder: join(root, 'demo/database/migrations') };

/** Milliseconds between checks that the engine works. */
const checkInterval = 5_000;

/**
 * Calls `onBroken` when the engine no longer returns what it should: it runs inside this process,
 * and a failure inside it can leave it without results, so that every session looks invalid.
 */
function watchEngine(client: PGlite, onBroken: (reason: unknown) => void): () => void {
  const check = async (): Promise<void> => {
    try {
      const { rows } = await client.query<{ one: number }>('select 1 as one');
      if (rows[0]?.one !== 1) throw new Error(`"select 1" returned ${JSON.stringify(rows)}`);
    } catch (error) {
      if (!client.closed) onBroken(error);
    }
  };
  const checking = setInterval(() => void check(), checkInterval).unref();
  return () => clearInterval(checking);
}

async function openPglite(dataDir: string | undefined, onBroken: (reason: unknown) => void): Promise<OpenDatabase> {
  const unlock = dataDir === undefined ? () => {} : await lockDataDir(dataDir);
  // Existing data are used unchanged.
  const isNew = dataDir === undefined || !existsSync(`${dataDir}/PG_VERSION`);
  const initial = isNew ? await readInitialData(join(root, '.build/pglite'), migrations.migrationsFolder) : undefined;
  const client = await PGlite.create({
    ...(dataDir !== undefined && { dataDir }),
    ...(initial && { loadDataDir: initial.files }),
  });
  const database = drizzlePglite({ client, ...config });
  await migratePglite(database, migrations);
  await initial?.keep(client);
  const stopWatching = watchEngine(client, onBroken);
  return {
    database,
    close: async () => {
      stopWatching();
      await client.close();
      unlock();
    },
  };
}

/** An arbitrary number, the same for every replica. */
const migrationLock = 310_731;

/**
 * Migrates under a lock, because replicas may start together. It is held until the session ends.
 */
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

/**
 * In milliseconds: the limits for waiting for a locked row, for one statement, for a transaction
 * that does nothing, and for a connection. Requests above them fail with 503.
 */
const limits = {
  lock_timeout: 10_000,
  statement_timeout: 15_000,
  idle_in_transaction_session_timeout: 15_000,
  connectionTimeoutMillis: 10_000,
};

/**
 * Returns a database whose transactions always give their connection back to the pool. Those of
 * Drizzle 0.45 keep it when `begin` fails: each outage would take some of them away for good.
 */
function databaseOf(pool: Pool): Database {
  const ofConnections = new WeakMap<PoolClient, Database>();
  const ofConnection = (client: PoolClient): Database => {
    const known = ofConnections.get(client) ?? drizzlePostgres({ client, ...config });
    ofConnections.set(client, known);
    return known;
  };
  const database: Database = drizzlePostgres({ client: pool, ...config });
  database.transaction = async (work, options) => {
    const connection = await pool.connect();
    let broken = false;
    try {
      return await ofConnection(connection).transaction(work, options);
    } catch (error) {
      broken = isUnavailable(error);
      throw error;
    } finally {
      // The pool closes a broken connection.
      connection.release(broken);
    }
  };
  return database;
}

async function openPostgres(url: string): Promise<OpenDatabase> {
  await migrateAlone(url);
  const pool = new Pool({ ...limits, connectionString: url, max: 20 });
  // A transaction waits for one of these while it holds one of the others: one pool would deadlock.
  const guessPool = new Pool({ ...limits, connectionString: url, max: 5 });
  for (const each of [pool, guessPool]) {
    // A broken connection leaves the pool, and its statement fails. Without listeners the error
    // would end the process: the pool emits it for idle connections, the connection itself when in
    // use.
    each.on('error', () => {});
    each.on('connect', (connection) => connection.on('error', () => {}));
  }
  return {
    database: databaseOf(pool),
    guessPool,
    close: async () => {
      await pool.end();
      await guessPool.end();
    },
  };
}

/**
 * Opens the database and applies all migrations.
 *
 * @param onBroken called when PGlite no longer works: the process should end, and be started again
 * @throws DataDirInUseError, DatabaseUnreachableError
 */
export const openDatabase = (
  { url, dataDir }: DatabaseLocation,
  onBroken: (reason: unknown) => void,
): Promise<OpenDatabase> => (url === undefined ? openPglite(dataDir, onBroken) : openPostgres(url));
