import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { codegen } from '@graphql-codegen/core';
import * as typescript from '@graphql-codegen/typescript';
import * as typescriptResolvers from '@graphql-codegen/typescript-resolvers';
import * as declaredErrors from 'graphql-error-codes/codegen';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { graphql, parse } from 'graphql';
import { failure, resolvers, typeDefs, withErrorPayloads } from 'graphql-error-codes';
import { beforeAll, describe, expect, it } from 'vitest';
import { folderOf, readBlocks, runBlock, typeCheckBlocks, writeBlocks, type PageBlock } from './page-blocks.js';

const app = JSON.stringify(
  `type Query { ok: Boolean } type Mutation { rename(input: RenameInput!): RenamePayload @errors(codes: ["MISSING_PARAMETER", "MISSING_PERMISSION"]) }
  input RenameInput { name: String } type RenamePayload { name: String errors: [Error!]! }`,
);

const ownCodesHost = `const app = ${app}; const appResolvers = { Mutation: { rename: () => errors.failure('QUOTA_EXCEEDED') } };`;

const runOwnCodes = `
  const { graphql } = await import('graphql');
  const source = 'mutation { rename(input: {}) { errors { errorCode } } }';
  console.log(JSON.stringify((await graphql({ schema, source })).errors?.[0]?.message));`;

const undeclared =
  'Mutation.rename returned the code "QUOTA_EXCEEDED", which it does not declare. Add it to @errors, or return "MISSING_PARAMETER" or "MISSING_PERMISSION".';

const readme: readonly PageBlock[] = [
  // test/examples starts it and sends it the mutation.
  { has: 'startStandaloneServer(new ApolloServer' },
  {
    has: 'matchError(login.errors[0]',
    before: `
      const calls: unknown[] = [];
      const goHome = (token: string) => calls.push(['home', token]);
      const askForCode = () => calls.push(['code']);
      const notify = ({ title }: { title: string }) => calls.push(['notice', title]);
      type Data = { usersLogin: { token: string | null; errors: { errorCode: string }[] } | null };
      for (const errorCode of ['MFA_FAILED', 'INVALID_LOGIN_DATA', 'NEWER_THAN_THIS_CLIENT'])
        read({ usersLogin: { token: null, errors: [{ errorCode }] } });
      read({ usersLogin: { token: 't', errors: [] } });
      function read(data: Data | undefined) {`,
    after: `} console.log(JSON.stringify(calls));`,
    prints: [['code'], ['notice', 'Check your details'], ['notice', 'That did not work'], ['home', 't']],
  },
  {
    has: 'checkMerge([',
    before: `const printed: string[] = []; const console = { log: (line: string) => printed.push(line) };`,
    after: `globalThis.console.log(JSON.stringify(printed.join('\\n')));`,
    prints: readBlocks('README.md', 'text')[0]!.trimEnd(),
  },
];

/** A schema with the mutation of the page, whose resolver a block may set. */
const renameHost = `
  let rename: () => unknown = () => null;
  const { makeExecutableSchema } = await import('@graphql-tools/schema');
  const { resolvers, typeDefs } = await import('graphql-error-codes');
  const schema = makeExecutableSchema({
    typeDefs: [typeDefs, ${app}],
    resolvers: [resolvers, { Mutation: { rename: () => rename() } }],
  });
  const source = 'mutation { rename(input: {}) { name errors { errorCode details { ... on ActiveModelError { attribute } } } } }';`;

const server: readonly PageBlock[] = [
  {
    has: 'export const Mutation = {\n  rename: async',
    after: `
      const { graphql } = await import('graphql');
      const { makeExecutableSchema } = await import('@graphql-tools/schema');
      const { resolvers, typeDefs, withErrorPayloads } = await import('graphql-error-codes');
      const app = 'type Query { ok: Boolean } ' + ${JSON.stringify(readBlocks('docs/server.md', 'graphql')[0])};
      const schema = withErrorPayloads(
        makeExecutableSchema({ typeDefs: [typeDefs, app], resolvers: [resolvers, { Mutation }] }),
      );
      const payloads: unknown[] = [];
      for (const name of ['', 'nora', 'admin']) {
        const source = 'mutation ($name: String) { rename(input: { name: $name }) { name errors { errorCode } } }';
        const { data } = await graphql({ schema, source, variableValues: { name } });
        payloads.push(data?.rename);
      }
      console.log(JSON.stringify(payloads));`,
    prints: [
      { name: null, errors: [{ errorCode: 'MISSING_PARAMETER' }] },
      { name: 'nora', errors: [] },
      { name: null, errors: [{ errorCode: 'MISSING_PERMISSION' }] },
    ],
  },
  { has: "attribute: 'email', type: 'taken'" },
  {
    has: 'fromIssues(parsed.error.issues',
    after: `console.log(JSON.stringify(register({ email: 'nora', password: 'short' })));`,
    prints: {
      errors: [
        {
          errorCode: 'INVALID_LOGIN_DATA',
          details: [
            { attribute: 'email', type: 'invalid' },
            { attribute: 'password', type: 'too_short' },
          ],
        },
      ],
    },
  },
  {
    has: 'Not wrapped:',
    before: `${renameHost} const { withErrorPayloads } = await import('graphql-error-codes'); withErrorPayloads(schema);`,
    after: `rename = () => null; console.log(JSON.stringify([source.length > 0]));`,
    prints: [true],
  },
  {
    has: 'GraphQLFieldResolver<Map',
    before: `${renameHost}
      rename = () => new Map([['name', 'nora']]);
      const { parse } = await import('graphql');
      const document = parse('mutation { rename(input: {}) { name errors { errorCode } } }');`,
    after: `console.log(JSON.stringify(result));`,
    prints: { data: { rename: { name: 'nora', errors: [] } } },
  },
  {
    has: 'thrown instanceof UniqueViolation',
    before: `${renameHost}
      class UniqueViolation extends Error { readonly column = 'name'; }
      rename = () => { throw new UniqueViolation(); };`,
    after: `
      const { graphql } = await import('graphql');
      console.log(JSON.stringify((await graphql({ schema, source })).errors?.[0]?.message));`,
    // It is checked against the declaration of the page, which does not have it.
    prints:
      'Mutation.rename returned the code "INVALID_SETTING", which it does not declare. Add it to @errors, or return "MISSING_PARAMETER" or "MISSING_PERMISSION".',
  },
  { has: 'extensionsAsList' },
  { has: "__typename: 'LimitError'" },
  {
    has: 'isFailure(payload) ? transaction.rollback()',
    before: `type Transaction = Record<'rollback' | 'commit', () => Promise<void>>;`,
    after: `
      const { failure, success } = await import('graphql-error-codes');
      const calls: string[] = [];
      const transaction = { rollback: async () => void calls.push('rollback'), commit: async () => void calls.push('commit') };
      await commitOrRollBack(transaction, async () => failure('MFA_FAILED'));
      await commitOrRollBack(transaction, async () => success({}));
      console.log(JSON.stringify(calls));`,
    prints: ['rollback', 'commit'],
  },
  {
    has: 'conceal: {',
    before: `
      import type { GraphQLSchema } from 'graphql';
      import { withErrorPayloads } from 'graphql-error-codes';
      interface Context { readonly user: object | null }
      declare const schema: GraphQLSchema;`,
  },
  { has: 'generates: {', after: `` },
  { has: 'DeclaredResolvers' },
  {
    has: 'createErrorPage(schema)',
    before: `
      import { makeExecutableSchema } from '@graphql-tools/schema';
      import { typeDefs } from 'graphql-error-codes';
      const schema = makeExecutableSchema({ typeDefs: [typeDefs, ${app}] });
      const reply = { type: (_type: string) => reply, send: (text: string) => console.log(JSON.stringify(text.includes('MFA_FAILED'))) };
      const app = { get: (_path: string, handle: (request: unknown, response: typeof reply) => void) => handle({}, reply) };`,
    prints: true,
  },
];

const ownCodes: readonly PageBlock[] = [
  {
    has: 'typeDefs: [typeDefs, codes, app]',
    before: `
      const codes = ${JSON.stringify(readBlocks('docs/own-codes.md', 'graphql')[0])};
      const app = ${app};
      const appResolvers = { Mutation: { rename: () => failure('plan_too_small' as never) } };
      const printed: unknown[] = [];
      const console = { log: (...values: unknown[]) => printed.push(...values) };`,
    after: `
      const { graphql } = await import('graphql');
      const source = 'mutation { rename(input: {}) { errors { errorCode } } }';
      const { errors } = await graphql({ schema, source });
      globalThis.console.log(JSON.stringify([errors?.[0]?.message, printed]));`,
    prints: [
      'Mutation.rename returned the code "PLAN_TOO_SMALL", which it does not declare. Add it to @errors, or return "MISSING_PARAMETER" or "MISSING_PERMISSION".',
      [],
    ],
  },
  {
    has: 'export const { failure, MutationError, isMutationError, ErrorCode }',
    after: `console.log(JSON.stringify([errors.failure('QUOTA_EXCEEDED'), errors.catalogue.PLAN_TOO_SMALL.value]));`,
    prints: [{ errors: [{ errorCode: 'QUOTA_EXCEEDED', details: [] }] }, 'plan_too_small'],
  },
  { has: "from './errors.js'", before: ownCodesHost, after: runOwnCodes, prints: undeclared },
  {
    has: 'builtIn: false',
    after: `console.log(JSON.stringify([Object.keys(billing.ErrorCode), Object.keys(some.ErrorCode), sdlFirst.typeDefs.includes('enum')]));`,
    prints: [['QUOTA_EXCEEDED'], ['INVALID_SETTING', 'MISSING_PERMISSION'], false],
  },
  {
    has: 'const limits',
    after: `console.log(JSON.stringify(limits.catalogue.RATE_LIMITED.details));`,
    prints: ['RetryInfo'],
  },
  {
    has: "from './generated/resolvers.js'",
    after: `
      const order = resolvers.Mutation!.order as unknown as (parent: object, args: object) => Promise<unknown>;
      const outcomes = await Promise.allSettled(['o1', 'o2', 'o3'].map((id) => order({}, { id })));
      const shown = outcomes.map((outcome) =>
        outcome.status === 'fulfilled' ? outcome.value : [outcome.reason.message, isRetryable(outcome.reason)],
      );
      console.log(JSON.stringify(shown));`,
    prints: [
      { errors: [{ errorCode: 'RATE_LIMITED', details: [{ __typename: 'RetryInfo', seconds: 30 }] }] },
      ['QUOTA_EXCEEDED', false],
      { id: 'o3' },
    ],
  },
  {
    has: 'renameErrorTypes(shopSdl',
    before: `const shopSdl = ${app};`,
    after: `
      const { print } = await import('graphql');
      console.log(JSON.stringify([errors.typeNames.Error, errors.typeNames.ErrorCodeEnum, print(typeDefs[1] as never).includes('[ShopError!]!')]));`,
    prints: ['ShopError', 'ShopErrorCode', true],
  },
];

const pages = { 'README.md': readme, 'docs/server.md': server, 'docs/own-codes.md': ownCodes } as const;

/** The SDL of the pages that import what codegen generates. */
const generatedFrom = {
  'docs/server.md': readBlocks('docs/server.md', 'graphql').slice(0, 1),
  'docs/own-codes.md': readBlocks('docs/own-codes.md', 'graphql').filter((text) => !text.startsWith('{')),
} as const;

/** Writes what the configuration of codegen in docs/server.md generates for the SDL of a page. */
async function generateResolvers(page: string, sdl: readonly string[]): Promise<void> {
  const { default: configuration } = (await import(resolve(folderOf('docs/server.md'), 'generates.ts'))) as {
    default: { generates: Record<string, { plugins: readonly string[] }> };
  };
  const [{ plugins }] = Object.values(configuration.generates) as [{ plugins: readonly string[] }];
  const folder = `${folderOf(page)}/generated`;
  const filename = `${folder}/resolvers.ts`;
  const text = await codegen({
    filename,
    schema: parse(`${typeDefs} type Query { ok: Boolean } ${sdl.join('\n')}`),
    documents: [],
    plugins: plugins.map((plugin) => ({ [plugin]: {} })),
    pluginMap: {
      typescript,
      'typescript-resolvers': typescriptResolvers,
      'graphql-error-codes/codegen': declaredErrors,
    },
    config: { useTypeImports: true },
  });
  mkdirSync(folder, { recursive: true });
  writeFileSync(filename, text);
}

beforeAll(async () => {
  for (const [page, blocks] of Object.entries(pages)) writeBlocks(page, blocks);
  for (const [page, sdl] of Object.entries(generatedFrom)) await generateResolvers(page, sdl);
  // The second block of the page imports the first.
  writeFileSync(
    `${folderOf('docs/own-codes.md')}/errors.ts`,
    readBlocks('docs/own-codes.md', 'ts').find((block) => block.includes('export const errors'))!,
  );
});

describe.concurrent.each(Object.entries(pages))('%s', (page, blocks) => {
  it('has no TypeScript block that is not checked here', ({ expect }) => {
    expect(readBlocks(page, 'ts').filter((text) => !blocks.some(({ has }) => text.includes(has)))).toEqual([]);
  });

  it('has blocks that compile', async ({ expect }) => {
    expect(await typeCheckBlocks(page)).toBe('');
  });

  it.each(blocks.filter(({ prints }) => prints !== undefined))('is right about "$has"', async (block) => {
    expect(await runBlock(page, block)).toEqual(block.prints);
  });
});

it('docs/server.md shows the response for a failure that the client does not select', async () => {
  const host = `type Query { ok: Boolean } type Mutation { rename: RenamePayload } type RenamePayload { name: String errors: [Error!]! }`;
  const schema = withErrorPayloads(
    makeExecutableSchema({
      typeDefs: [typeDefs, host],
      resolvers: [resolvers, { Mutation: { rename: () => failure('MISSING_PERMISSION') } }],
    }),
    { unselected: 'error' },
  );
  const { data, errors } = await graphql({ schema, source: 'mutation { rename { name } }' });
  const shown = { data, errors: errors!.map(({ message, path, extensions }) => ({ message, path, extensions })) };
  expect(JSON.parse(readBlocks('docs/server.md', 'json')[0]!)).toEqual(JSON.parse(JSON.stringify(shown)));
});

it('the quick start is the example for Apollo Server, verbatim', () => {
  const [example] = readFileSync('examples/apollo-server.ts', 'utf8').split('\n/* Try it:');
  expect(readBlocks('README.md', 'ts')[0]).toBe(example);
});

it('the README has at most 200 lines', () => {
  expect(readFileSync('README.md', 'utf8').split('\n').length - 1).toBeLessThanOrEqual(200);
});

it('the README has the command that CI runs', () => {
  expect(readFileSync('README.md', 'utf8')).toContain('\nnpm ci && npm test\n');
});
