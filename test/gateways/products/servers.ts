import { createYoga } from 'graphql-yoga';
import { overHttp, serve, serveApollo } from '../http.js';
import type { Product } from '../product.js';
import { createSchema } from '../schema.js';

export const apolloServer: Product = {
  name: 'Apollo Server',
  package: '@apollo/server',
  setup: 'One schema of all services, over HTTP',
  kind: 'schema',
  graphql: [16],
  start: async (services) => overHttp(await serveApollo({ schema: createSchema(services) })),
};

export const yoga: Product = {
  name: 'GraphQL Yoga',
  package: 'graphql-yoga',
  setup: 'One schema of all services, over HTTP',
  kind: 'schema',
  graphql: [16, 17],
  start: async (services) => overHttp(await serve(createYoga({ schema: createSchema(services), logging: false }))),
};
