import { mergeResolvers, mergeTypeDefs } from '@graphql-tools/merge';
import type { IResolvers } from '@graphql-tools/utils';
import Fastify from 'fastify';
import { print } from 'graphql';
import { mercurius, type MercuriusOptions } from 'mercurius';
import { withErrorPayloads } from 'graphql-error-codes';
import type { Service } from '../hosts.js';
import { overHttp, type Served } from '../http.js';
import type { Product } from '../product.js';
import { createSchema, typeDefsOf } from '../schema.js';

async function open(options: MercuriusOptions, wrap = false): Promise<Served> {
  const app = Fastify();
  await app.register(mercurius, options);
  await app.ready();
  if (wrap) withErrorPayloads(app.graphql.schema);
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  return { url: `${address}/graphql`, close: () => app.close() };
}

const product = { package: 'mercurius', kind: 'schema', graphql: [16] } as const;

const ignoresEnumMaps =
  "Mercurius does not read internal values of enums from resolvers, neither the module's nor the host's: resolvers there use names";

const openSdl = (services: readonly Service[], wrap: boolean): Promise<Served> =>
  open(
    {
      schema: print(mergeTypeDefs(typeDefsOf(services))),
      // Mercurius takes one map of resolvers.
      resolvers: mergeResolvers(
        services.flatMap(({ module, resolvers: { Query, Mutation } }) => [
          module?.mercuriusResolvers as IResolvers,
          { Query: { ...Query }, Mutation: { ...Mutation } } as IResolvers,
        ]),
      ) as never,
    },
    wrap,
  );

const cannot = {
  "the host's other enums as before": ignoresEnumMaps,
  "codes in fields of the host's own": ignoresEnumMaps,
};

const notWrapped = 'only `withErrorPayloads` does that, and it is not used here';

export const mercuriusSdl: Product = {
  ...product,
  name: 'Mercurius, SDL',
  how: 'SDL and `mercuriusResolvers`, over HTTP',
  cannot: { ...cannot, 'a thrown MutationError': notWrapped, 'the SDL without the resolvers, wrapped': notWrapped },
  start: async (services) => overHttp(await openSdl(services, false)),
};

export const mercuriusWrapped: Product = {
  ...product,
  name: 'Mercurius, SDL, wrapped',
  how: 'the same, and `withErrorPayloads(app.graphql.schema)` once the app is ready',
  cannot,
  start: async (services) => overHttp(await openSdl(services, true)),
};

export const mercuriusSchema: Product = {
  ...product,
  name: 'Mercurius, schema',
  how: 'one schema of all services, over HTTP',
  start: async (services) => overHttp(await open({ schema: createSchema(services) })),
};

export const mercuriusJit: Product = {
  ...product,
  name: 'Mercurius, JIT',
  how: 'the same, compiled; the second answer counts',
  start: async (services) => {
    const { ask, close } = overHttp(await open({ schema: createSchema(services), jit: 1 }));
    // The first request of a document is executed, the second is compiled.
    return { ask: async (source) => (await ask(source), ask(source)), close };
  },
};
