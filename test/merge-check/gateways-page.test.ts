import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import type { MergeCheckOptions, MergeRule } from 'graphql-error-codes/merge-check';

const page = readFileSync('docs/gateways.md', 'utf8');
const blocks = [...page.matchAll(/```ts\n([^]*?)```/g)].map(([, block]) => block!);

/** Under names that no block uses. */
const testImports = `
  import * as graphqlJs from 'graphql';
  import * as module from 'graphql-error-codes';
  import * as stitch from '@graphql-tools/stitch';
`;

/** What each block assumes: SDL and resolvers with a mutation that throws. */
const host = `
  const rename = () => { throw new module.MutationError('mfa_failed'); };
  const yourTypeDefs = \`
    type Query { ok: Boolean }
    type Mutation { rename: RenamePayload }
    type RenamePayload { name: String errors: [Error!]! }
  \`;
  const yourResolvers = { Mutation: { rename } };
`;
const send = `
  const source = 'mutation { rename { name errors { __typename errorCode } } }';
  console.log(JSON.stringify(await graphqlJs.graphql({ schema, source })));
`;
const sent = (type = 'Error') => ({
  data: { rename: { name: null, errors: [{ __typename: type, errorCode: 'MFA_FAILED' }] } },
});

interface Example {
  /** A part of the block, which identifies it. */
  readonly has: string;
  readonly before: string;
  readonly after: string;
  readonly prints: unknown;
}

const examples: readonly Example[] = [
  {
    has: 'typeDefs: [typeDefs, yourTypeDefs], resolvers: [resolvers, yourResolvers]',
    before: host,
    after: send,
    prints: sent(),
  },
  {
    has: 'mergeSchemas({',
    before: `${host} const [shopTypeDefs, shopResolvers] = [yourTypeDefs, yourResolvers];
      const usersTypeDefs = 'type Query { last: ErrorCodeEnum }';
      const usersResolvers = { Query: { last: () => 'wrong_totp' } };`,
    after: `console.log(JSON.stringify(await graphqlJs.graphql({ schema, source: 'mutation { rename { errors { errorCode } } }' })));
      console.log(JSON.stringify(await graphqlJs.graphql({ schema, source: '{ last }' })));`,
    prints: [{ data: { rename: { errors: [{ errorCode: 'MFA_FAILED' }] } } }, { data: { last: 'WRONG_TOTP' } }],
  },
  {
    has: 'stitchSchemas({',
    before: `${host} const subschemas = [{ schema: graphqlJs.buildSchema('type Query { other: Int }') }];`,
    after: send,
    prints: sent(),
  },
  {
    has: 'defineConfig({',
    before: host,
    // stitchSchemas merges the additions as Hive Gateway does.
    after: `const schema = stitch.stitchSchemas({
        subschemas: [{ schema: graphqlJs.buildSchema('type Query { other: Int }') }],
        typeDefs: gatewayConfig.additionalTypeDefs,
        resolvers: gatewayConfig.additionalResolvers,
      });
      for (const { onSchemaChange } of gatewayConfig.plugins()) onSchemaChange({ schema });
      ${send}`,
    prints: sent(),
  },
  {
    has: 'buildSubgraphSchema([',
    before: `${host} const link = '@link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@shareable"])';
      const yourDocument = graphqlJs.parse(\`extend schema \${link} \${yourTypeDefs}\`);`,
    after: send,
    prints: sent(),
  },
  {
    has: 'app.register(mercurius',
    before: host,
    after: `const response = await app.inject({
        method: 'POST',
        url: '/graphql',
        payload: { query: 'mutation { rename { name errors { __typename errorCode } } }' },
      });
      console.log(response.body);`,
    prints: sent(),
  },
  {
    has: 'renameErrorTypes(shopTypeDefs',
    before: `${host} const [shopTypeDefs, shopResolvers] = [yourTypeDefs, yourResolvers];
      const billingTypeDefs = 'type Query { last: Error } type Error { reason: String }';
      const billingResolvers = { Query: { last: () => ({ reason: 'expired' }) } };`,
    after: `${send} console.log(JSON.stringify(await graphqlJs.graphql({ schema, source: '{ last { reason } }' })));`,
    prints: [sent('ShopError'), { data: { last: { reason: 'expired' } } }],
  },
];

const findings: Omit<Example, 'prints'> = {
  has: 'checkMerge(',
  before: `${host} const { resolvers, typeDefs } = module.createErrorModule();
    const shopTypeDefs = \`\${yourTypeDefs} extend type Query { orders(failedWith: ErrorCodeEnum): Int }\`;
    const shopResolvers = yourResolvers;
    const billingSchema = graphqlJs.buildSchema('type Query { last: Error } type Error { reason: String }');`,
  after: '',
};

// TypeScript reports a missing option or rule here.
const options: Record<keyof MergeCheckOptions, true> = {
  into: true,
  module: true,
  gatewayResolvers: true,
  throwOnError: true,
};
const rules: Record<MergeRule, true> = {
  'two-copies-of-graphql': true,
  'kind-clash': true,
  'foreign-type': true,
  'fields-differ': true,
  'members-missing': true,
  'directive-clash': true,
  'versions-differ': true,
  'module-twice': true,
  'resolvers-missing': true,
  'enum-map-missing': true,
  'enum-map-at-gateway': true,
  'enum-map-ignored': true,
  'duplicate-internal-value': true,
  'enum-as-input': true,
  'not-shareable': true,
  'shareable-misspelt': true,
  'member-without-type-check': true,
};

const folder = '.build/gateways-page';

/** Runs a block of the page in a process of its own, and returns what it prints. */
async function run({ has, before, after }: Omit<Example, 'prints'>): Promise<string> {
  const block = blocks.find((text) => text.includes(has));
  expect(block).toBeDefined();
  const [, imports = '', rest = ''] = /^((?:import .*\n)*)([^]*)$/.exec(block!)!;
  mkdirSync(folder, { recursive: true });
  const file = `${folder}/${has.replaceAll(/\W+/g, '-')}`;
  writeFileSync(`${file}.ts`, `${imports}${testImports}\n${before}\n${rest}\n${after}`);
  writeFileSync(`${folder}/hive.ts`, 'export const defineConfig = (config) => config;');
  await build({
    entryPoints: [`${file}.ts`],
    outfile: `${file}.mjs`,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    // Hive Gateway is installed for its own tests only.
    alias: { '@graphql-hive/gateway': `./${folder}/hive.ts` },
  });
  return execFileSync(process.execPath, [`${file}.mjs`], { encoding: 'utf8' });
}

describe('docs/gateways.md', () => {
  it('has a test for every block of TypeScript', () => {
    const tested = [...examples, findings].map(({ has }) => has);
    expect(blocks.filter((block) => !tested.some((part) => block.includes(part)))).toEqual([]);
  });

  it.each(examples)('shows code that works: $has', async (example) => {
    const lines = (await run(example)).trim().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([example.prints].flat());
  });

  it('shows the findings that its example prints', async () => {
    const [, printed] = /```console\n([^]*?)```/.exec(page)!;
    expect(await run(findings)).toBe(printed);
  });

  it('lists all options and rules of checkMerge', () => {
    const rows = Array.from(page.matchAll(/^\| `([\w-]+)` +\|/gm), ([, name]) => name);
    expect(new Set(rows)).toEqual(new Set(Object.keys({ ...options, ...rules })));
  });
});
