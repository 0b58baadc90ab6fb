import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import { parse } from 'graphql';
import { createErrorDocument } from 'graphql-error-codes/document';
import type { Host } from '../host.js';
import { serve, serveApollo } from '../http.js';
import { resolvers, sdl } from '../service.js';

const errors = createErrorDocument({ shareable: '@shareable' });

const link = parse(
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])',
);

export const routerRuntime: Host = {
  name: 'Hive Gateway with the Rust query planner',
  layers: [],
  unsupported: {
    'the description of a mutation has the codes that it declares':
      'A supergraph is composed of the SDL of its subgraphs, without what `withErrorPayloads` adds.',
  },
  start: async (wrap) => {
    const subgraph = await serveApollo(
      wrap(
        buildSubgraphSchema([
          { typeDefs: link },
          { typeDefs: errors.typeDefsDocument, resolvers: errors.resolvers },
          { typeDefs: parse(sdl), resolvers },
        ] as Parameters<typeof buildSubgraphSchema>[0] & unknown[]),
      ),
    );
    const typeDefs = parse(`${link.loc!.source.body}\n${errors.typeDefs}\n${sdl}`);
    const { supergraphSdl, errors: mistakes } = composeServices([{ name: 'acts', url: subgraph.url, typeDefs }]);
    if (supergraphSdl === undefined) throw new Error(mistakes.map(({ message }) => message).join('\n'));
    const gateway = createGatewayRuntime({ supergraph: supergraphSdl, unifiedGraphHandler, logging: false });
    const served = await serve(gateway as never);
    return {
      send: served.send,
      close: async () => {
        await served.close();
        await gateway[Symbol.asyncDispose]();
        await subgraph.close();
      },
    };
  },
};
