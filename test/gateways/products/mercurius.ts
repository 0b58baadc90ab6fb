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

const ignoresEnumMaps = 'Mercurius ignores internal values of enums in resolvers. Its resolvers must use names.';

const openSdl = (services: readonly Service[], wrap: boolean): Promise<Served> =>
  open(
    {
      schema: print(mergeTypeDefs(typeDefsOf(services))),
      // Mercurius accepts a single map of resolvers.
      resolvers: mergeResolvers(
        services.flatMap(({ module, resolvers: { Query, Mutation } }) => [
          module?.mercuriusResolvers as IResolvers,
          { Query: { ...Query }, Mutation: { ...Mutation } } as IResolvers,
        ]),
      ) as never,
    },
    wrap,
  );

const unsupported = {
  'other enums of the host are unchanged': ignoresEnumMaps,
  'codes in fields of the host': ignoresEnumMaps,
};

const notWrapped = 'Requires `withErrorPayloads`, which is not used in this setup.';

export const mercuriusSdl: Product = {
  ...product,
  name: 'Mercurius, SDL',
  setup: 'SDL and `mercuriusResolvers`, over HTTP',
  unsupported: { ...unsupported, 'a thrown MutationError': notWrapped, 'SDL without resolvers, wrapped': notWrapped },
  start: async (services) => overHttp(await openSdl(services, false)),
};

export const mercuriusWrapped: Product = {
  ...product,
  name: 'Mercurius, SDL, wrapped',
  setup: 'The same, with `withErrorPayloads(app.graphql.schema)` after `app.ready()`',
  unsupported,
  start: async (services) => overHttp(await openSdl(services, true)),
};

export const mercuriusSchema: Product = {
  ...product,
  name: 'Mercurius, schema',
  setup: 'One schema of all services, over HTTP',
  start: async (services) => overHttp(await open({ schema: createSchema(services) })),
};

export const mercuriusJit: Product = {
  ...product,
  name: 'Mercurius, JIT',
  setup: 'The same, with `jit: 1`; each request is sent twice',
  start: async (services) => {
    const { send, close } = overHttp(await open({ schema: createSchema(services), jit: 1 }));
    // The first request of a document is executed, the second one is compiled.
    return { send: async (source) => (await send(source), send(source)), close };
  },
};
