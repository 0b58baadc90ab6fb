import { makeExecutableSchema } from '@graphql-tools/schema';
import type { GraphQLSchema } from 'graphql';
import * as errors from 'graphql-error-codes';
import { resolvers, sdl } from '../service.js';

/** The schema of hosts that have no way of their own to build one, not wrapped. */
export const createSchema = (): GraphQLSchema =>
  makeExecutableSchema({ typeDefs: [errors.typeDefs, sdl], resolvers: [errors.resolvers, resolvers] });
