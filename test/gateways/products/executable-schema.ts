import { mergeSchemas } from '@graphql-tools/schema';
import type { GraphQLSchema } from 'graphql';
import type { Product } from '../product.js';
import { createSchema, inProcess } from '../schema.js';

export const executableSchema: Product = {
  name: 'makeExecutableSchema',
  package: '@graphql-tools/schema',
  setup: 'One schema of all services',
  kind: 'schema',
  graphql: [16, 17],
  start: async (services) => inProcess(createSchema(services)),
};

const merged = (order: string, arrange: (schemas: GraphQLSchema[]) => GraphQLSchema[]): Product => ({
  name: `mergeSchemas, ${order}`,
  package: '@graphql-tools/schema',
  setup: 'One schema per service, each wrapped, then merged',
  kind: 'schema',
  graphql: [16, 17],
  start: async (services) =>
    inProcess(mergeSchemas({ schemas: arrange(services.map((service) => createSchema([service]))) })),
});

export const mergedLast = merged('module last', (schemas) => schemas);
export const mergedFirst = merged('module first', (schemas) => schemas.toReversed());
