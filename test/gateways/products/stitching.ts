import { buildHTTPExecutor } from '@graphql-tools/executor-http';
import type { SubschemaConfig } from '@graphql-tools/delegate';
import { stitchSchemas } from '@graphql-tools/stitch';
import { schemaFromExecutor } from '@graphql-tools/wrap';
import { buildSchema } from 'graphql';
import { createYoga } from 'graphql-yoga';
import { withErrorPayloads } from 'graphql-error-codes';
import { serve, type Served } from '../http.js';
import type { Service } from '../hosts.js';
import type { Product, RunningProduct } from '../product.js';
import { createSchema, inProcess } from '../schema.js';

const product = {
  package: '@graphql-tools/stitch',
  graphql: [16, 17],
} as const;

const local = (service: Service): SubschemaConfig => ({ schema: createSchema([service]) });

/** Starts a service behind its own server. The gateway has its published SDL, or introspects it. */
async function openRemote(service: Service): Promise<{ subschema: SubschemaConfig; served: Served }> {
  const served = await serve(createYoga({ schema: createSchema([service]), logging: false }));
  const executor = buildHTTPExecutor({ endpoint: served.url });
  const schema = service.published
    ? buildSchema([service.published, service.typeDefs].join('\n'))
    : await schemaFromExecutor(executor);
  return { subschema: { schema, executor }, served };
}

const stitched = (
  subschemas: SubschemaConfig[],
  remotes: readonly Served[] = [],
  more: object = {},
): RunningProduct => ({
  ...inProcess(withErrorPayloads(stitchSchemas({ subschemas, ...more }))),
  close: async () => {
    await Promise.all(remotes.map(({ close }) => close()));
  },
});

export const stitchedLocally: Product = {
  ...product,
  name: 'stitchSchemas, local',
  setup: 'One subschema per service, in one process',
  kind: 'schema',
  start: async (services) => stitched(services.map(local)),
};

export const stitchedRemotely: Product = {
  ...product,
  name: 'stitchSchemas, remote',
  setup: 'Each service behind its own server, over HTTP',
  kind: 'gateway',
  start: async (services) => {
    const remotes = await Promise.all(services.map(openRemote));
    return stitched(
      remotes.map(({ subschema }) => subschema),
      remotes.map(({ served }) => served),
    );
  },
};

export const stitchedMixed: Product = {
  ...product,
  name: 'stitchSchemas, mixed',
  setup: 'The last service over HTTP, the others in one process',
  kind: 'gateway',
  start: async (services) => {
    const { subschema, served } = await openRemote(services.at(-1)!);
    return stitched([...services.slice(0, -1).map(local), subschema], [served]);
  },
};

export const stitchedWithResolvers: Product = {
  ...product,
  name: 'stitchSchemas, gateway resolvers',
  setup: 'The last service in the gateway, with `gatewayResolvers`; the others over HTTP',
  kind: 'schema',
  start: async (services) => {
    const remotes = await Promise.all(services.slice(0, -1).map(openRemote));
    const { module, typeDefs, resolvers } = services.at(-1)!;
    return stitched(
      remotes.map(({ subschema }) => subschema),
      remotes.map(({ served }) => served),
      { typeDefs: [module!.typeDefs, typeDefs], resolvers: [module!.gatewayResolvers, resolvers] },
    );
  },
};
