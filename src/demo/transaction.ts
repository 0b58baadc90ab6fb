import type { MutationResolvers } from '../generated/demo-resolvers.js';
import type { Context } from './context.js';

type MutationResolver = (parent: unknown, args: never, context: Context, info: never) => unknown;

/**
 * The same mutations, each in one transaction of its own: their `context.database` is the transaction, and whatever a mutation throws
 * rolls all of it back. Fields of the payload are resolved after the commit.
 */
export function inTransactions(mutations: MutationResolvers): MutationResolvers {
  const wrapped = Object.entries(mutations).map(([name, resolver]) => {
    // The domains write every mutation as a plain function, which is one of the two forms that the generated type allows.
    const resolve = resolver as MutationResolver;
    const inTransaction: MutationResolver = (parent, args, context, info) =>
      context.database.transaction(async (database) => resolve(parent, args, { ...context, database }, info));
    return [name, inTransaction];
  });
  // Each resolver keeps the parameters and the result of the one it wraps.
  return Object.fromEntries(wrapped) as MutationResolvers;
}
