import type { MutationResolvers } from './generated/resolvers.js';
import { isFailure } from 'graphql-error-codes';
import type { Context } from './context.js';
import { databaseFailure } from './database/failure.js';
import type { Database } from './database/open.js';
import { findViewer } from './domains/accounts/sessions.js';

type MutationResolver = (parent: unknown, args: never, context: Context, info: never) => unknown;

/**
 * The same mutations, each in one transaction of its own: their `context.database` is the transaction. Their
 * `context.viewer` is who the caller is now. Whatever a mutation throws rolls all of it back, and so does a failure that it returns. Fields of the payload are resolved after the end of the transaction.
 */
export function inTransactions(mutations: MutationResolvers): MutationResolvers {
  const wrapped = Object.entries(mutations).map(([name, resolver]) => {
    // The domains write every mutation as a plain function, which is one of the two forms that the generated type allows.
    const resolve = resolver as MutationResolver;
    const inTransaction: MutationResolver = (parent, args, context, info) =>
      transaction(context.database, async (database) => {
        // An earlier mutation of the same request, or another client, may have ended the session or taken rights away.
        const viewer = context.viewer && (await findViewer(database, context.viewer.sessionId));
        return resolve(parent, args, { ...context, database, viewer }, info);
      });
    return [name, inTransaction];
  });
  // Each resolver keeps the parameters and the result of the one it wraps.
  return Object.fromEntries(wrapped) as MutationResolvers;
}

/** Carries a returned failure out of a transaction, which only ends without a commit when something is thrown. */
class RolledBack extends Error {
  readonly payload: unknown;

  constructor(payload: unknown) {
    super('rolled back');
    this.payload = payload;
  }
}

/** How often a transaction is tried that PostgreSQL gives up in favour of another. */
const attempts = 4;

/** SQLSTATE of a serialization failure and of a deadlock: nothing was wrong with the transaction, and the next try may go through. */
const conflicts = new Set(['40001', '40P01']);

/** Runs `work` in a transaction and returns its payload: committed when it is a success, rolled back when it is a failure. */
async function transaction(database: Database, work: (transaction: Database) => Promise<unknown>): Promise<unknown> {
  for (let attempt = 1; ; attempt++) {
    let reason: unknown;
    try {
      return await database.transaction(async (begun) => {
        try {
          const payload = await work(begun);
          if (isFailure(payload)) throw new RolledBack(payload);
          return payload;
        } catch (error) {
          reason = error;
          throw error;
        }
      });
    } catch (last) {
      // Where the connection broke, the rollback fails as well, and what is thrown is that: not why it was rolled back.
      const error = reason ?? last;
      if (error instanceof RolledBack) return error.payload;
      const isConflict = conflicts.has(databaseFailure(error)?.code ?? '');
      if (!isConflict || attempt === attempts) throw error;
    }
  }
}
