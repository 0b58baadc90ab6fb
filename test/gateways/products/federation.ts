import { ApolloGateway } from '@apollo/gateway';
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper/index.js';
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import { parse } from 'graphql';
import { withErrorPayloads } from 'graphql-error-codes';
import { apollo, federationLink, guild, subgraphSdl, type Composer } from '../composers.js';
import type { Service } from '../hosts.js';
import { openHiveGateway } from '../hive-gateway.js';
import { overHttp, serve, serveApollo, type Served } from '../http.js';
import { completesNothing, type Product } from '../product.js';

const product = { shareable: '@shareable', kind: 'gateway', graphql: [16] } as const;

/** Each service as a subgraph behind an Apollo Server, and the supergraph of what they publish. */
async function openSubgraphs(services: readonly Service[], { name, compose }: Composer) {
  const served = await Promise.all(services.map(serveSubgraph));
  const { supergraphSdl, errors } = compose(
    services.map((service, index) => ({
      name: service.name,
      url: served[index]!.url,
      typeDefs: subgraphSdl(service),
    })),
  );
  if (supergraphSdl === undefined) throw new Error(`${name} refuses the subgraphs:\n${errors.join('\n')}`);
  return { supergraphSdl, served };
}

function serveSubgraph({ module, typeDefs, resolvers }: Service): Promise<Served> {
  const schema = buildSubgraphSchema([
    { typeDefs: parse(federationLink()) },
    ...(module ? [{ typeDefs: module.document, resolvers: module.resolvers as GraphQLResolverMap<unknown> }] : []),
    { typeDefs: parse(typeDefs), resolvers: resolvers as GraphQLResolverMap<unknown> },
  ]);
  return serveApollo({ schema: withErrorPayloads(schema) });
}

export const apolloGateway: Product = {
  ...product,
  name: 'Apollo Gateway',
  package: '@apollo/gateway',
  how: 'each service a subgraph (`@apollo/subgraph`) over HTTP, composed by Apollo',
  start: async (services) => {
    const { supergraphSdl, served } = await openSubgraphs(services, apollo);
    const gateway = new ApolloGateway({ supergraphSdl });
    return overHttp(await serveApollo({ gateway }), served);
  },
};

export const hiveGateway: Product = {
  ...product,
  name: 'Hive Gateway',
  package: '@graphql-hive/gateway',
  how: 'the same subgraphs, composed by The Guild; `hive-gateway supergraph` as a process',
  start: async (services) => {
    const { supergraphSdl, served } = await openSubgraphs(services, guild);
    return overHttp(await openHiveGateway({ supergraphSdl }), served);
  },
};

export const hiveGatewayWithResolvers: Product = {
  ...product,
  name: 'Hive Gateway, own resolvers',
  package: '@graphql-hive/gateway-runtime',
  how: "the last service is the gateway's own, with `gatewayResolvers`; the others are subgraphs",
  kind: 'schema',
  cannot: { 'the SDL without the resolvers, wrapped': completesNothing },
  start: async (services) => {
    const { supergraphSdl, served } = await openSubgraphs(services.slice(0, -1), guild);
    const { module, typeDefs, resolvers } = services.at(-1)!;
    const gateway = createGatewayRuntime({
      supergraph: supergraphSdl,
      additionalTypeDefs: [module!.typeDefs, typeDefs],
      additionalResolvers: [module!.gatewayResolvers, resolvers] as never,
      // The gateway's own mutations may throw, too.
      plugins: () => [{ onSchemaChange: ({ schema }) => void withErrorPayloads(schema) }],
      logging: false,
    });
    return overHttp(await serve(gateway as never), served);
  },
};
