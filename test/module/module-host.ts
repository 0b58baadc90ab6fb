import { makeExecutableSchema } from '@graphql-tools/schema';
import type { GraphQLSchema } from 'graphql';
import { catalogue } from 'graphql-error-codes';
import { execute } from '../host.js';

/** The parts of a module that a host merges. */
export interface MergedModule {
  readonly typeDefs: string;
  readonly resolvers: object;
  readonly typeNames: { readonly Error: string };
}

/** A code of a host. */
export const quota = {
  value: 'quota_exceeded',
  category: 'billing',
  fault: 'client',
  retry: 'later',
  action: 'Wait.',
} as const;

/** How many codes the catalogue has. */
export const catalogueSize = Object.keys(catalogue).length;

/** Builds a host with a mutation `rename`, which is not wrapped. */
export const buildHost = (module: MergedModule, rename: () => unknown = () => null, more = ''): GraphQLSchema =>
  makeExecutableSchema({
    typeDefs: [
      module.typeDefs,
      `type Query { ok: Boolean }
      type Mutation { rename: RenamePayload }
      type RenamePayload { name: String errors: [${module.typeNames.Error}!]! }`,
      more,
    ],
    resolvers: [{ ...module.resolvers }, { Mutation: { rename } }],
  });

/** Requests `rename` and returns the errors of its payload. */
export async function requestErrors(schema: GraphQLSchema): Promise<unknown> {
  const { data } = await execute(schema, 'mutation { rename { errors { errorCode details { __typename } } } }');
  return (data!.rename as { errors: unknown }).errors;
}
