import type { SQL } from 'drizzle-orm';
import {
  PgDatabase,
  PgDialect,
  PgPreparedQuery,
  PgSession,
  type PgTransaction,
  type PgQueryResultHKT,
  type PreparedQueryConfig,
} from 'drizzle-orm/pg-core';
import { casing, type Database } from './open.js';

type Transaction = PgTransaction<PgQueryResultHKT>;
type Preparation = Parameters<PgSession['prepareQuery']>;

/** Begins the transaction, unless it has begun. */
type Begin = () => Promise<Transaction>;

const sessionOf = ({ _ }: Transaction): PgSession => _.session;

/** A statement that is prepared for the transaction when it is executed. */
class LazyQuery<Config extends PreparedQueryConfig> extends PgPreparedQuery<Config> {
  readonly #begin: Begin;
  readonly #preparation: Preparation;
  /** Set by Drizzle, for the columns of joins. */
  joinsNotNullableMap?: Record<string, boolean>;

  constructor(begin: Begin, preparation: Preparation) {
    super(preparation[0], undefined, undefined);
    this.#begin = begin;
    this.#preparation = preparation;
  }

  async execute(values?: Record<string, unknown>): Promise<Config['execute']> {
    const query = sessionOf(await this.#begin()).prepareQuery<Config>(...this.#preparation);
    return Object.assign(query, { joinsNotNullableMap: this.joinsNotNullableMap }).execute(values);
  }
}

class LazySession extends PgSession {
  readonly #begin: Begin;

  constructor(begin: Begin) {
    super(dialect);
    this.#begin = begin;
  }

  override prepareQuery<Config extends PreparedQueryConfig>(...preparation: Preparation): PgPreparedQuery<Config> {
    return new LazyQuery<Config>(this.#begin, preparation);
  }

  override async execute<Result>(query: SQL): Promise<Result> {
    return sessionOf(await this.#begin()).execute<Result>(query);
  }

  override async count(query: SQL): Promise<number> {
    return sessionOf(await this.#begin()).count(query);
  }

  override async transaction<Result>(work: (nested: Transaction) => Promise<Result>): Promise<Result> {
    return (await this.#begin()).transaction(work);
  }
}

const dialect = new PgDialect({ casing });

/**
 * Runs `work` with a database whose transaction begins with the first statement: most failures are
 * found before it, and a transaction without statements takes longer than the rest of the request.
 * What `work` throws, and a result that `isFailed`, rolls the transaction back.
 */
export async function lazyTransaction<Result>(
  database: Database,
  isFailed: (result: Result) => boolean,
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  let isOver = false;
  let begun: Promise<Transaction> | undefined;
  let ended: Promise<void> | undefined;
  let commit!: () => void;
  let rollBack!: (reason: unknown) => void;
  const begin: Begin = async () => {
    if (isOver) throw new Error('a statement was executed after the transaction had ended');
    begun ??= new Promise((resolve, reject) => {
      const concluded = new Promise<void>((fulfill, fail) => {
        [commit, rollBack] = [fulfill, fail];
      });
      // A transaction that cannot begin does not wait for it.
      concluded.catch(() => {});
      ended = database.transaction((transaction) => {
        resolve(transaction as unknown as Transaction);
        return concluded;
      });
      // So that the statement fails when the transaction cannot begin.
      ended.catch(reject);
    });
    return begun;
  };

  let result: Result;
  try {
    result = await work(new PgDatabase(dialect, new LazySession(begin), undefined) as unknown as Database);
  } catch (error) {
    isOver = true;
    rollBack?.(error);
    await ended;
    throw error;
  }
  isOver = true;
  if (!ended) return result;
  if (isFailed(result)) {
    rollBack(undefined);
    // Where the rollback fails, the connection is broken, and nothing was stored either.
    await ended.catch(() => {});
  } else {
    commit();
    await ended;
  }
  return result;
}
