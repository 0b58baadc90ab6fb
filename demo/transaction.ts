import type { MutationResolvers } from './generated/resolvers.js';
import { isFailure } from 'graphql-error-codes';
import type { Context } from './context.js';
import { databaseFailure } from './database/failure.js';
import { lazyTransaction } from './database/lazy-transaction.js';
import { findViewer } from './domains/accounts/sessions.js';

type MutationResolver = (parent: unknown, args: never, context: Context, info: never) => unknown;

/** The number of attempts when PostgreSQL aborts a transaction in favor of another. */
const attempts = 4;

/** SQLSTATE of a serialization failure and of a deadlock. The next attempt may succeed. */
const conflicts = new Set(['40001', '40P01']);

/**
 * Runs `work` in a transaction, which begins with the first statement, and returns its payload.
 * The context of `work` has the transaction as its `database`, and its `viewer` is read again
 * inside the transaction. A thrown error or a returned failure rolls the transaction back.
 */
export async function transaction<Payload>(
  context: Context,
  work: (context: Context) => Promise<Payload>,
): Promise<Payload> {
  for (let attempt = 1; ; attempt++) {
    let reason: unknown;
    try {
      return await lazyTransaction(context.database, isFailure, async (database) => {
        try {
          // An earlier mutation or another client may have ended the session or revoked rights.
          const viewer = context.viewer && (await findViewer(database, context.viewer.sessionId, context.now()));
          return await work({ ...context, database, viewer });
        } catch (error) {
          reason = error;
          throw error;
        }
      });
    } catch (last) {
      // On a broken connection the rollback fails, too, and hides the original error.
      const error = reason ?? last;
      const isConflict = conflicts.has(databaseFailure(error)?.code ?? '');
      if (!isConflict || attempt === attempts) throw error;
    }
  }
}

const ownTransactions = new WeakSet<object>();

/**
 * Marks a mutation that calls {@link transaction} itself, after work that must not hold a
 * connection or a lock: hashing, requests to other servers, and marks that a rollback must not
 * undo.
 */
export function beforeTransaction<Resolver extends object>(resolver: Resolver): Resolver {
  ownTransactions.add(resolver);
  return resolver;
}

/**
 * Wraps each mutation in a transaction, except those marked with {@link beforeTransaction}. The
 * fields of the payload are resolved after the transaction.
 */
export function inTransactions(mutations: MutationResolvers): MutationResolvers {
  const wrapped = Object.entries(mutations).map(([name, resolver]) => {
    if (ownTransactions.has(resolver)) return [name, resolver];
    // The generated type also allows objects; the domains use plain functions.
    const resolve = resolver as MutationResolver;
    const inTransaction: MutationResolver = (parent, args, context, info) =>
      transaction(context, async (begun) => resolve(parent, args, begun, info));
    return [name, inTransaction];
  });
  // Each resolver has the parameters and the result of the one it wraps.
  return Object.fromEntries(wrapped) as MutationResolvers;
}
