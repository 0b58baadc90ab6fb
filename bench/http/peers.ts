import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import fastifyApollo from '@as-integrations/fastify';
import { makeExecutableSchema } from '@graphql-tools/schema';
import Fastify, { type FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { createHandler } from 'graphql-http/lib/use/http';
import { createYoga } from 'graphql-yoga';
import mercurius, { type MercuriusOptions } from 'mercurius';
import { ErrorCode, MutationError, resolvers, typeDefs, withErrorPayloads } from 'graphql-error-codes';

/** What all peers are asked. */
export const requests = {
  query: { query: '{ version }', expected: '"version":"1"' },
  failure: {
    query:
      'mutation { rename(name: "") { name errors { errorCode details { __typename ... on ActiveModelError { attribute type } } } } }',
    expected: '"errorCode":"MISSING_PARAMETER"',
  },
} as const;

const host = `
  type Query { version: String }
  type Mutation { rename(name: String!): RenamePayload @errors(codes: ["MISSING_PARAMETER"]) }
  type RenamePayload { name: String errors: [Error!]! }
`;
const blank = { attribute: 'name', type: 'blank' } as const;

const executable = (rename: () => unknown): GraphQLSchema =>
  makeExecutableSchema({
    typeDefs: [typeDefs, host],
    resolvers: [resolvers, { Query: { version: () => '1' }, Mutation: { rename } }],
  });

/** A failure as the module makes it most comfortable: thrown. */
const withModule = (): GraphQLSchema =>
  withErrorPayloads(
    executable(() => {
      throw new MutationError(ErrorCode.MISSING_PARAMETER, blank);
    }),
  );

const byHand = (): GraphQLSchema =>
  executable(() => ({ name: null, errors: [{ errorCode: ErrorCode.MISSING_PARAMETER, details: [blank] }] }));

async function listen(listener: (...parameters: Parameters<RequestListener>) => unknown): Promise<string> {
  const server = createServer((request, response) => void listener(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
}

async function listenWith(app: FastifyInstance): Promise<string> {
  return `${await app.listen({ host: '127.0.0.1', port: 0 })}/graphql`;
}

async function startApollo(schema: GraphQLSchema): Promise<string> {
  const { url } = await startStandaloneServer(new ApolloServer({ schema }), { listen: { host: '127.0.0.1', port: 0 } });
  return url;
}

async function startMercurius(options: MercuriusOptions): Promise<string> {
  const app = Fastify();
  await app.register(mercurius, options);
  return listenWith(app);
}

/** Reads a request and responds with a constant: what HTTP alone takes in Node.js. */
const constant: RequestListener = (request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { query } = JSON.parse(Buffer.concat(chunks).toString()) as { readonly query: string };
    response.setHeader('content-type', 'application/json; charset=utf-8');
    response.end(
      query.startsWith('{')
        ? '{"data":{"version":"1"}}'
        : '{"data":{"rename":{"name":null,"errors":[{"errorCode":"MISSING_PARAMETER","details":[{"__typename":"ActiveModelError","attribute":"name","type":"blank"}]}]}}}',
    );
  });
};

/** Starts each peer, and returns its URL. */
export const peers = {
  'Apollo standalone, by hand': () => startApollo(byHand()),
  'Apollo standalone': () => startApollo(withModule()),
  'Apollo on Fastify': async () => {
    const apollo = new ApolloServer({ schema: withModule() });
    await apollo.start();
    const app = Fastify();
    await app.register(fastifyApollo(apollo));
    return listenWith(app);
  },
  'GraphQL Yoga': () => listen(createYoga({ schema: withModule(), logging: false, graphiql: false })),
  'graphql-http': () => listen(createHandler({ schema: withModule() })),
  Mercurius: () => startMercurius({ schema: withModule() }),
  'Mercurius with JIT': () => startMercurius({ schema: withModule(), jit: 1 }),
  'node:http, a constant': () => listen(constant),
} as const satisfies Readonly<Record<string, () => Promise<string>>>;

export type PeerName = keyof typeof peers;
