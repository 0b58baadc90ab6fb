import { describe, expect, it } from 'vitest';
import { checkMerge, type MergeFinding, type MergeRule, type MergeTarget } from 'graphql-error-codes/merge-check';
import { cases, type CaseName } from './cases.js';
import { subgraphSdl } from './composers.js';
import { createHost, type HostName, type Module, type Service } from './hosts.js';
import type { Product } from './product.js';
import { executableSchema, mergedLast } from './products/executable-schema.js';
import { apolloGateway } from './products/federation.js';
import { mercuriusSdl } from './products/mercurius.js';
import { createSchema } from './schema.js';
import { stitchedRemotely, stitchedWithResolvers } from './products/stitching.js';

/** What `checkMerge` says of the services of a host. */
function findingsOn(services: readonly Service[], into: MergeTarget, product?: Product): readonly MergeFinding[] {
  const errors = services.find(({ module }) => module)!.module!;
  const inputs = services.map((service) => {
    const { name, module, typeDefs, resolvers } = service;
    // mergeSchemas is given no SDL.
    if (product === mergedLast) return { name, schema: createSchema([service]) };
    const own = into === 'mercurius' ? module?.mercuriusResolvers : module?.resolvers;
    return {
      name,
      typeDefs: into === 'federation' ? subgraphSdl(service) : [module?.typeDefs ?? '', typeDefs].join('\n'),
      resolvers: [own ?? {}, resolvers],
    };
  });
  return checkMerge(inputs, { into, errors, gatewayResolvers: errors.gatewayResolvers });
}

const hostNames: readonly HostName[] = ['plain', 'ownError', 'twice', 'versions', 'catalogue'];
const targets: readonly MergeTarget[] = ['schema', 'stitching', 'federation', 'mercurius'];

describe('checkMerge', () => {
  it.each(targets.flatMap((into) => hostNames.map((name) => [into, name] as const)))(
    'has nothing against what works: %s, %s',
    (into, name) => {
      const findings = findingsOn(createHost(name, into === 'federation' && '@shareable'), into);
      expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    },
  );
});

/** A merge that goes wrong, and the case that the product then fails. */
interface Danger {
  readonly into: MergeTarget;
  readonly product: Product;
  readonly services: readonly Service[];
  readonly fails: CaseName;
  /** What it then says. Default: another answer than the right one, without a word of warning. */
  readonly with?: RegExp;
}

/** The services of a host, each with its module changed. */
const withModule = (name: HostName, federation: string | false, change: (module: Module) => Module) =>
  createHost(name, federation).map((service) => ({
    ...service,
    ...(service.module && { module: change(service.module) }),
  }));

const plain = createHost('plain').at(-1)!;
const [billing] = createHost('ownError') as [Service, Service];
const unmapped = (module: Module): Module => ({ ...module, resolvers: module.gatewayResolvers });

const dangers: Partial<Record<MergeRule, readonly Danger[]>> = {
  'fields-differ': [
    {
      into: 'schema',
      product: executableSchema,
      services: [billing, plain],
      fails: 'every code, by name',
      with: /already defined with a different type/,
    },
    // The last one wins, and the other is null at run time.
    { into: 'stitching', product: stitchedRemotely, services: [plain, billing], fails: 'every code, by name' },
    {
      into: 'federation',
      product: apolloGateway,
      services: [billing, createHost('plain', '@shareable').at(-1)!],
      fails: 'every code, by name',
      with: /^Apollo composition refuses the subgraphs:\nFIELD_TYPE_MISMATCH/,
    },
  ],
  'kind-clash': [
    {
      into: 'schema',
      product: executableSchema,
      services: [{ name: 'old', typeDefs: 'interface Error { message: String }', resolvers: {} }, plain].toReversed(),
      fails: 'every code, by name',
    },
  ],
  'not-shareable': [
    {
      into: 'federation',
      product: apolloGateway,
      services: createHost('twice'),
      fails: 'in two services',
      with: /INVALID_FIELD_SHARING/,
    },
  ],
  'shareable-misspelt': [
    {
      into: 'federation',
      product: apolloGateway,
      services: createHost('twice', '@federation__shareable'),
      fails: 'in two services',
      with: /Unknown directive "@federation__shareable"/,
    },
  ],
  'module-twice': [
    {
      into: 'federation',
      product: apolloGateway,
      services: createHost('twice', '@shareable').map((service) => ({
        ...service,
        typeDefs: `${service.module!.typeDefs} ${service.typeDefs}`,
      })),
      fails: 'in two services',
      with: /already exists in this schema/,
    },
  ],
  'enum-map-missing': [
    {
      into: 'schema',
      product: mergedLast,
      services: [createHost('twice')[0]!, { ...plain, module: unmapped(plain.module!) }],
      fails: "codes in fields of the host's own",
    },
  ],
  'enum-map-at-gateway': [
    {
      into: 'stitching',
      product: stitchedWithResolvers,
      services: withModule('twice', false, (module) => ({ ...module, gatewayResolvers: module.resolvers })),
      fails: "codes as arguments of the host's own",
    },
  ],
  'enum-map-ignored': [
    {
      into: 'mercurius',
      product: mercuriusSdl,
      services: withModule('twice', false, (module) => ({ ...module, mercuriusResolvers: module.resolvers })),
      fails: "codes in fields of the host's own",
    },
  ],
};

describe('what checkMerge finds', () => {
  it.each(
    Object.entries(dangers).flatMap(([rule, list]) =>
      list.map((danger) => [rule, danger.product.name, danger] as const),
    ),
  )(
    'breaks: %s, in %s',
    async (rule, _product, { into, product, services, fails, with: message = /to deeply equal/ }) => {
      expect(findingsOn(services, into, product).map((finding) => finding.rule)).toContain(rule);
      await expect(ask(product, services, fails)).rejects.toThrow(message);
    },
  );
});

async function ask(product: Product, services: readonly Service[], name: CaseName): Promise<void> {
  const running = await product.start(services);
  try {
    await cases[name].check(running.ask);
  } finally {
    await running.close();
  }
}
