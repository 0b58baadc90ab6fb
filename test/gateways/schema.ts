import { makeExecutableSchema } from '@graphql-tools/schema';
import { graphql, type GraphQLSchema } from 'graphql';
import { withErrorPayloads } from 'graphql-error-codes';
import type { Service } from './hosts.js';
import type { GraphQLResult, RunningProduct } from './product.js';

/** Returns the SDL of all services, for tools that build one schema. */
export const typeDefsOf = (services: readonly Service[]): string[] =>
  services.flatMap(({ module, typeDefs }) => [...(module ? [module.typeDefs] : []), typeDefs]);

/** Merges the services into one executable schema, as docs/gateways.md describes it. */
export const createSchema = (services: readonly Service[]): GraphQLSchema =>
  withErrorPayloads(
    makeExecutableSchema({
      typeDefs: typeDefsOf(services),
      resolvers: services.flatMap(({ module, resolvers }) => [...(module ? [module.resolvers] : []), resolvers]),
    }),
  );

/** Executes requests in this process, without a server. */
export const inProcess = (schema: GraphQLSchema): RunningProduct => ({
  send: async (source) => JSON.parse(JSON.stringify(await graphql({ schema, source }))) as GraphQLResult,
  close: () => Promise.resolve(),
});
