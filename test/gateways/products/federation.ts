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
import type { Product } from '../product.js';

const product = { shareable: '@shareable', kind: 'gateway', graphql: [16] } as const;

function serveSubgraph({ module, typeDefs, resolvers }: Service): Promise<Served> {
  const schema = buildSubgraphSchema([
    { typeDefs: parse(federationLink()) },
    ...(module
      ? [{ typeDefs: module.typeDefsDocument, resolvers: module.resolvers as GraphQLResolverMap<unknown> }]
      : []),
    { typeDefs: parse(typeDefs), resolvers: resolvers as GraphQLResolverMap<unknown> },
  ]);
  return serveApollo({ schema: withErrorPayloads(schema) });
}

/** Starts each service as a subgraph behind an Apollo Server, and composes their published SDL. */
async function openSubgraphs(services: readonly Service[], { name, compose }: Composer) {
  const served = await Promise.all(services.map(serveSubgraph));
  const { supergraphSdl, errors } = compose(
    services.map((service, index) => ({
      name: service.name,
      url: served[index]!.url,
      typeDefs: subgraphSdl(service),
    })),
  );
  if (supergraphSdl === undefined) throw new Error(`${name} rejects the subgraphs:\n${errors.join('\n')}`);
  return { supergraphSdl, served };
}

export const apolloGateway: Product = {
  ...product,
  name: 'Apollo Gateway',
  package: '@apollo/gateway',
  setup: 'One subgraph per service (`@apollo/subgraph`), over HTTP, composed by Apollo',
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
  setup: 'The same subgraphs, composed by The Guild; `hive-gateway supergraph`',
  start: async (services) => {
    const { supergraphSdl, served } = await openSubgraphs(services, guild);
    return overHttp(await openHiveGateway({ supergraphSdl }), served);
  },
};

export const hiveGatewayWithResolvers: Product = {
  ...product,
  name: 'Hive Gateway, own resolvers',
  package: '@graphql-hive/gateway-runtime',
  setup: 'The last service in the gateway, with `gatewayResolvers`; the others as subgraphs',
  kind: 'schema',
  start: async (services) => {
    const { supergraphSdl, served } = await openSubgraphs(services.slice(0, -1), guild);
    const { module, typeDefs, resolvers } = services.at(-1)!;
    const gateway = createGatewayRuntime({
      supergraph: supergraphSdl,
      additionalTypeDefs: [module!.typeDefs, typeDefs],
      additionalResolvers: [module!.gatewayResolvers, resolvers] as never,
      // Mutations that the gateway resolves itself may throw, too.
      plugins: () => [{ onSchemaChange: ({ schema }) => void withErrorPayloads(schema) }],
      logging: false,
    });
    return overHttp(await serve(gateway as never), served);
  },
};
