import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { MergeCheckOptions, MergeRule } from 'graphql-error-codes/merge-check';
import { folderOf, readBlocks, runBlock, typeCheckBlocks, writeBlocks, type PageBlock } from '../docs/page-blocks.js';

const page = 'docs/gateways.md';

/** What each block assumes: SDL and resolvers with a mutation that throws. */
const host = `
  import * as graphqlJs from 'graphql';
  import * as errorCodes from 'graphql-error-codes';
  const rename = () => { throw new errorCodes.MutationError('mfa_failed'); };
  const yourTypeDefs = \`
    type Query { ok: Boolean }
    type Mutation { rename: RenamePayload }
    type RenamePayload { name: String errors: [Error!]! }
  \`;
  const yourResolvers = { Mutation: { rename } };
  const send = (schema: graphqlJs.GraphQLSchema, source = mutation) => graphqlJs.graphql({ schema, source });
  const mutation = 'mutation { rename { name errors { __typename errorCode } } }';
`;
const print = `console.log(JSON.stringify(await send(schema)));`;
const sent = (type = 'Error') => ({
  data: { rename: { name: null, errors: [{ __typename: type, errorCode: 'MFA_FAILED' }] } },
});

const blocks: readonly PageBlock[] = [
  {
    has: 'typeDefs: [typeDefs, yourTypeDefs], resolvers: [resolvers, yourResolvers]',
    before: host,
    after: print,
    prints: sent(),
  },
  {
    has: 'mergeSchemas({',
    before: `${host} const [shopTypeDefs, shopResolvers] = [yourTypeDefs, yourResolvers];
      const usersTypeDefs = 'type Query { last: ErrorCodeEnum }';
      const usersResolvers = { Query: { last: () => 'wrong_totp' } };`,
    after: `console.log(JSON.stringify([await send(schema), await send(schema, '{ last }')]));`,
    prints: [sent(), { data: { last: 'WRONG_TOTP' } }],
  },
  {
    has: 'stitchSchemas({',
    before: `${host} const subschemas = [{ schema: graphqlJs.buildSchema('type Query { other: Int }') }];`,
    after: print,
    prints: sent(),
  },
  {
    has: 'defineConfig({',
    before: `${host} import { stitchSchemas } from '@graphql-tools/stitch';`,
    // stitchSchemas merges the additions as Hive Gateway does.
    after: `const schema = stitchSchemas({
        subschemas: [{ schema: graphqlJs.buildSchema('type Query { other: Int }') }],
        typeDefs: gatewayConfig.additionalTypeDefs,
        resolvers: gatewayConfig.additionalResolvers,
      });
      for (const { onSchemaChange } of gatewayConfig.plugins()) onSchemaChange({ schema });
      ${print}`,
    prints: sent(),
  },
  {
    has: 'buildSubgraphSchema([',
    before: `${host} const link = '@link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@shareable"])';
      const yourDocument = graphqlJs.parse(\`extend schema \${link} \${yourTypeDefs}\`);`,
    after: print,
    prints: sent(),
  },
  {
    has: 'app.register(mercurius',
    before: host,
    after: `const response = await app.inject({ method: 'POST', url: '/graphql', payload: { query: mutation } });
      console.log(response.body);`,
    prints: sent(),
  },
  {
    has: 'renameErrorTypes(shopTypeDefs',
    before: `${host} const [shopTypeDefs, shopResolvers] = [yourTypeDefs, yourResolvers];
      const billingTypeDefs = 'type Query { last: Error } type Error { reason: String }';
      const billingResolvers = { Query: { last: () => ({ reason: 'expired' }) } };`,
    after: `console.log(JSON.stringify([await send(schema), await send(schema, '{ last { reason } }')]));`,
    prints: [sent('ShopError'), { data: { last: { reason: 'expired' } } }],
  },
  {
    has: 'checkMerge(',
    before: `${host} const { resolvers, typeDefs } = errorCodes;
      const shopTypeDefs = \`\${yourTypeDefs} extend type Query { orders(failedWith: ErrorCodeEnum): Int }\`;
      const shopResolvers = yourResolvers;
      const billingSchema = graphqlJs.buildSchema('type Query { last: Error } type Error { reason: String }');
      const console = { log: (text: string) => globalThis.console.log(JSON.stringify(text)) };`,
    prints: readBlocks(page, 'console')[0]!.trimEnd(),
  },
];

/** Hive Gateway is installed for its own tests only. */
function writeHiveGateway(): void {
  const folder = `${folderOf(page)}/node_modules/@graphql-hive/gateway`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/package.json`, '{ "type": "module", "exports": "./index.js" }');
  writeFileSync(`${folder}/index.js`, 'export const defineConfig = (config) => config;');
  writeFileSync(
    `${folder}/index.d.ts`,
    `import type { GraphQLSchema } from 'graphql';
     interface Options { plugins: () => { onSchemaChange: (payload: { schema: GraphQLSchema }) => void }[] }
     export declare const defineConfig: <Config extends Options>(config: Config) => Config;`,
  );
}

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
  'code-twice': true,
  'invalid-code': true,
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
  'foreign-errors': true,
  'boundary-replaced': true,
};

beforeAll(() => {
  writeBlocks(page, blocks);
  writeHiveGateway();
});

describe('docs/gateways.md', () => {
  it('has no TypeScript block that is not checked here', () => {
    expect(readBlocks(page, 'ts').filter((text) => !blocks.some(({ has }) => text.includes(has)))).toEqual([]);
  });

  it('has blocks that compile', async () => {
    expect(await typeCheckBlocks(page)).toBe('');
  });

  it.each(blocks)('is right about "$has"', async (block) => {
    expect(await runBlock(page, block)).toEqual(block.prints);
  });

  it('lists all options and rules of checkMerge', () => {
    const rows = Array.from(readFileSync(page, 'utf8').matchAll(/^\| `([\w-]+)` +\|/gm), ([, name]) => name);
    expect(new Set(rows)).toEqual(new Set(Object.keys({ ...options, ...rules })));
  });
});
