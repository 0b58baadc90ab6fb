import { makeExecutableSchema } from '@graphql-tools/schema';
import { graphql, type GraphQLSchema } from 'graphql';
import { withErrorPayloads } from 'graphql-error-codes';
import type { Service } from './hosts.js';
import type { Answer, Running } from './product.js';

/** The SDL of all services, for tools that put everything into one schema. */
export const typeDefsOf = (services: readonly Service[]): string[] =>
  services.flatMap(({ module, typeDefs }) => [...(module ? [module.typeDefs] : []), typeDefs]);

/** The services in one executable schema, as the README says to merge them. */
export const createSchema = (services: readonly Service[]): GraphQLSchema =>
  withErrorPayloads(
    makeExecutableSchema({
      typeDefs: typeDefsOf(services),
      resolvers: services.flatMap(({ module, resolvers }) => [...(module ? [module.resolvers] : []), resolvers]),
    }),
  );

/** A schema that is executed where it is, without a server. */
export const inProcess = (schema: GraphQLSchema): Running => ({
  ask: async (source) => JSON.parse(JSON.stringify(await graphql({ schema, source }))) as Answer,
  close: () => Promise.resolve(),
});
