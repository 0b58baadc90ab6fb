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

/** Runs `checkMerge` on the services of a host. */
function check(services: readonly Service[], into: MergeTarget, product?: Product): readonly MergeFinding[] {
  const module = services.find((service) => service.module)!.module!;
  const inputs = services.map((service) => {
    const { name, module, typeDefs, resolvers } = service;
    // mergeSchemas accepts schemas only.
    if (product === mergedLast) return { name, schema: createSchema([service]) };
    const own = into === 'mercurius' ? module?.mercuriusResolvers : module?.resolvers;
    return {
      name,
      typeDefs: into === 'federation' ? subgraphSdl(service) : [module?.typeDefs ?? '', typeDefs].join('\n'),
      resolvers: [own ?? {}, resolvers],
    };
  });
  return checkMerge(inputs, { into, module, gatewayResolvers: module.gatewayResolvers });
}

const hostNames: readonly HostName[] = ['plain', 'ownError', 'twice', 'versions', 'catalogue'];
const targets: readonly MergeTarget[] = ['schema', 'stitching', 'federation', 'mercurius'];

describe('checkMerge', () => {
  it.each(targets.flatMap((into) => hostNames.map((name) => [into, name] as const)))(
    'reports no error for a merge that works: into %s, host %s',
    (into, name) => {
      const findings = check(createHost(name, into === 'federation' ? '@shareable' : undefined), into);
      expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    },
  );
});

/** A merge that breaks, and the case that then fails. */
interface BrokenMerge {
  readonly into: MergeTarget;
  readonly product: Product;
  readonly services: readonly Service[];
  readonly fails: CaseName;
  /** The error. Defaults to a wrong result without any error. */
  readonly error?: RegExp;
}

/** Changes the module of each service of a host. */
const withModule = (name: HostName, change: (module: Module) => Module) =>
  createHost(name).map((service) => ({
    ...service,
    ...(service.module && { module: change(service.module) }),
  }));

const plain = createHost('plain').at(-1)!;
const [billing] = createHost('ownError') as [Service, Service];
const withoutEnumMap = (module: Module): Module => ({ ...module, resolvers: module.gatewayResolvers });

const brokenMerges: Partial<Record<MergeRule, readonly BrokenMerge[]>> = {
  'fields-differ': [
    {
      into: 'schema',
      product: executableSchema,
      services: [billing, plain],
      fails: 'all codes by name',
      error: /already defined with a different type/,
    },
    // The last Error wins, and the fields of the other are null at run time.
    { into: 'stitching', product: stitchedRemotely, services: [plain, billing], fails: 'all codes by name' },
    {
      into: 'federation',
      product: apolloGateway,
      services: [billing, createHost('plain', '@shareable').at(-1)!],
      fails: 'all codes by name',
      error: /^Apollo composition rejects the subgraphs:\nFIELD_TYPE_MISMATCH/,
    },
  ],
  'kind-clash': [
    {
      into: 'schema',
      product: executableSchema,
      services: [{ name: 'old', typeDefs: 'interface Error { message: String }', resolvers: {} }, plain].toReversed(),
      fails: 'all codes by name',
    },
  ],
  'not-shareable': [
    {
      into: 'federation',
      product: apolloGateway,
      services: createHost('twice'),
      fails: 'the module in two services',
      error: /INVALID_FIELD_SHARING/,
    },
  ],
  'shareable-misspelt': [
    {
      into: 'federation',
      product: apolloGateway,
      services: createHost('twice', '@federation__shareable'),
      fails: 'the module in two services',
      error: /Unknown directive "@federation__shareable"/,
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
      fails: 'the module in two services',
      error: /already exists in this schema/,
    },
  ],
  'enum-map-missing': [
    {
      into: 'schema',
      product: mergedLast,
      services: [createHost('twice')[0]!, { ...plain, module: withoutEnumMap(plain.module!) }],
      fails: 'codes in fields of the host',
    },
  ],
  'enum-map-at-gateway': [
    {
      into: 'stitching',
      product: stitchedWithResolvers,
      services: withModule('twice', (module) => ({ ...module, gatewayResolvers: module.resolvers })),
      fails: 'codes in arguments of the host',
    },
  ],
  'enum-map-ignored': [
    {
      into: 'mercurius',
      product: mercuriusSdl,
      services: withModule('twice', (module) => ({ ...module, mercuriusResolvers: module.resolvers })),
      fails: 'codes in fields of the host',
    },
  ],
};

async function runCase(product: Product, services: readonly Service[], name: CaseName): Promise<void> {
  const running = await product.start(services);
  try {
    await cases[name].check(running.send);
  } finally {
    await running.close();
  }
}

describe('a merge with a finding', () => {
  it.each(
    Object.entries(brokenMerges).flatMap(([rule, list]) =>
      list.map((merge) => [rule, merge.product.name, merge] as const),
    ),
  )('breaks: %s in %s', async (rule, _product, { into, product, services, fails, error = /to deeply equal/ }) => {
    expect(check(services, into, product).map((finding) => finding.rule)).toContain(rule);
    await expect(runCase(product, services, fails)).rejects.toThrow(error);
  });
});
