import type { MutationResolvers } from './generated/resolvers.js';
import { isFailure } from 'graphql-error-codes';
import type { Context } from './context.js';
import { databaseFailure } from './database/failure.js';
import type { Database } from './database/open.js';
import { findViewer } from './domains/accounts/sessions.js';

type MutationResolver = (parent: unknown, args: never, context: Context, info: never) => unknown;

/** Carries a returned failure out of a transaction, which is only rolled back by a throw. */
class RolledBack extends Error {
  readonly payload: unknown;

  constructor(payload: unknown) {
    super('rolled back');
    this.payload = payload;
  }
}

/** The number of attempts when PostgreSQL aborts a transaction in favor of another. */
const attempts = 4;

/** SQLSTATE of a serialization failure and of a deadlock. The next attempt may succeed. */
const conflicts = new Set(['40001', '40P01']);

/** Runs `work` in a transaction and returns its payload. A failure rolls the transaction back. */
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
      // On a broken connection the rollback fails, too, and hides the original error.
      const error = reason ?? last;
      if (error instanceof RolledBack) return error.payload;
      const isConflict = conflicts.has(databaseFailure(error)?.code ?? '');
      if (!isConflict || attempt === attempts) throw error;
    }
  }
}

/**
 * Wraps each mutation in a transaction. Its `context.database` is the transaction, and its
 * `context.viewer` is read again inside the transaction. A thrown error or a returned failure rolls
 * the transaction back. The fields of the payload are resolved after the transaction.
 */
export function inTransactions(mutations: MutationResolvers): MutationResolvers {
  const wrapped = Object.entries(mutations).map(([name, resolver]) => {
    // The generated type also allows objects; the domains use plain functions.
    const resolve = resolver as MutationResolver;
    const inTransaction: MutationResolver = (parent, args, context, info) =>
      transaction(context.database, async (database) => {
        // An earlier mutation or another client may have ended the session or revoked rights.
        const viewer = context.viewer && (await findViewer(database, context.viewer.sessionId));
        return resolve(parent, args, { ...context, database, viewer }, info);
      });
    return [name, inTransaction];
  });
  // Each resolver has the parameters and the result of the one it wraps.
  return Object.fromEntries(wrapped) as MutationResolvers;
}
