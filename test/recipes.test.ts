import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { beforeAll, expect, it } from 'vitest';

/** The TypeScript of the README, in its order. Each is run with what it leaves to the reader put before and after it. */
const blocks = [...readFileSync('README.md', 'utf8').matchAll(/```ts\n([^]*?)```/g)].map(([, block]) => block!);

const app = /* GraphQL */ `
  type Query {
    ok: Boolean
  }
  type Mutation {
    rename(input: RenameInput!): RenamePayload @errors(codes: ["MISSING_PARAMETER", "MISSING_PERMISSION"])
  }
  input RenameInput {
    name: String
  }
  type RenamePayload {
    name: String
    errors: [Error!]!
  }
`;
/** Runs `rename` as the block resolves it, for a blank name, a right one and one that is refused in the depth. */
const callRename = `
  import { graphql } from 'graphql';
  import { makeExecutableSchema } from '@graphql-tools/schema';
  import { resolvers, typeDefs, withErrorPayloads } from 'graphql-error-codes';
  const refuse = () => { throw new MutationError(ErrorCode.MISSING_PERMISSION); };
  const names = { rename: async ({ name }) => (name === 'nora' ? name : refuse()) };
  const built = withErrorPayloads(
    makeExecutableSchema({ typeDefs: [typeDefs, ${JSON.stringify(app)}], resolvers: [resolvers, { Mutation }] }),
  );
  const answers = [];
  for (const name of ['', 'nora', 'hilda']) {
    const source = 'mutation ($name: String) { rename(input: { name: $name }) { name errors { errorCode } } }';
    answers.push((await graphql({ schema: built, source, variableValues: { name }, contextValue: { names } })).data.rename);
  }
  console.log(JSON.stringify(answers));
`;

interface Recipe {
  /** Where to find the block. */
  readonly has: string;
  readonly before?: string;
  readonly after: string;
  readonly prints: unknown;
}

const recipes: readonly Recipe[] = [
  {
    has: 'makeExecutableSchema({ typeDefs: [typeDefs, yourTypeDefs]',
    before: `const yourTypeDefs = ${JSON.stringify(app)}; const yourResolvers = { Mutation: { rename: () => null } };`,
    after: `console.log(JSON.stringify(schema.getMutationType().getFields().rename.description));`,
    prints: 'Errors: `MISSING_PARAMETER`, `MISSING_PERMISSION`',
  },
  {
    has: 'createErrorModule({',
    before: `import { createErrorModule } from 'graphql-error-codes';`,
    after: `console.log(JSON.stringify([errors.names.Error, errors.typeDefs.includes('type ShopError @shareable'), errors.failure('QUOTA_EXCEEDED')]));`,
    prints: ['ShopError', true, { errors: [{ errorCode: 'QUOTA_EXCEEDED', details: [] }] }],
  },
  {
    has: 'checkMerge(',
    before: `import { makeExecutableSchema } from '@graphql-tools/schema'; import { resolvers, typeDefs } from 'graphql-error-codes';
      const schema = makeExecutableSchema({ typeDefs: [typeDefs, 'type Query { ok: Boolean }'], resolvers });`,
    after: `console.log(true);`,
    prints: true,
  },
  {
    has: 'return failure(ErrorCode.MISSING_PARAMETER',
    after: callRename,
    prints: [
      { name: null, errors: [{ errorCode: 'MISSING_PARAMETER' }] },
      { name: 'nora', errors: [] },
      { name: null, errors: [{ errorCode: 'MISSING_PERMISSION' }] },
    ],
  },
  {
    has: 'matchError(login.errors[0]',
    before: `const told = []; const [goHome, askForCode, notify] = ['home', 'code', 'notice'].map((what) => (about) => told.push([what, about?.title]));
      for (const code of ['MFA_FAILED', 'INVALID_LOGIN_DATA', 'NEWER_THAN_THIS_CLIENT']) {
        attempt({ usersLogin: { userSession: null, errors: [{ errorCode: code }] } });
      }
      attempt({ usersLogin: { userSession: { token: 't' }, errors: [] } });
      function attempt(data) {`,
    after: `}\n console.log(JSON.stringify(told));`,
    prints: [
      ['code', null],
      ['notice', 'Check your details'],
      ['notice', 'That did not work'],
      ['home', null],
    ],
  },
  {
    has: "from 'graphql-error-codes/catalogue.json'",
    after: `console.log(JSON.stringify(catalogue.find(({ name }) => name === 'WRONG_TOTP').mutations));`,
    prints: ['usersMfaTotpValidateSecret'],
  },
  {
    has: 'onDefect: (error, coordinate) => log.error',
    before: `import { graphql } from 'graphql'; import { makeExecutableSchema } from '@graphql-tools/schema';
      import { failure, resolvers, typeDefs, withErrorPayloads } from 'graphql-error-codes';
      const heard = []; const metrics = { count: (...what) => heard.push(what) }; const log = { error: (error) => heard.push(error.message) };
      const answers = [() => failure('MISSING_PARAMETER'), () => { throw new Error('a bug'); }];
      const schema = makeExecutableSchema({ typeDefs: [typeDefs, ${JSON.stringify(app)}], resolvers: [resolvers, { Mutation: { rename: () => answers.shift()() } }] });`,
    after: `for (const _ of [1, 2]) await graphql({ schema, source: 'mutation { rename(input: {}) { name } }' });
      console.log(JSON.stringify(heard));`,
    prints: [['Mutation.rename', 'MISSING_PARAMETER'], 'a bug'],
  },
];

/** Those that show the configuration and the types of codegen: run by the tests of the plugin, since no program can be made of them. */
const types = ['generates: {', 'DeclaredMutationResolvers'];

const folder = '.build/recipes';
beforeAll(() => mkdirSync(folder, { recursive: true }));

it('every block of TypeScript in the README is run, or is about types', () => {
  const known = [...recipes.map(({ has }) => has), ...types];
  expect(blocks.filter((block) => !known.some((part) => block.includes(part)))).toEqual([]);
});

it.each(recipes)('the README is right about "$has"', async ({ has, before = '', after, prints }) => {
  const block = blocks.find((text) => text.includes(has));
  expect(block).toBeDefined();
  const name = has.replaceAll(/\W+/g, '-');
  // What comes before may open a function, in which imports cannot stand.
  const [, imports, rest] = /^((?:import .*\n)*)([^]*)$/.exec(block!)!;
  writeFileSync(`${folder}/${name}.ts`, `${imports}${before}\n${rest}\n${after}`);
  await build({
    entryPoints: [`${folder}/${name}.ts`],
    outfile: `${folder}/${name}.mjs`,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['graphql', '@graphql-tools/*'],
    alias: {
      'graphql-error-codes': './src/index.ts',
      'graphql-error-codes/client': './src/client/index.ts',
      'graphql-error-codes/catalogue.json': './src/generated/catalogue.json',
      'graphql-error-codes/messages': './messages',
      'graphql-error-codes/merge-check': './src/graphql/merge-check.ts',
    },
  });
  expect(JSON.parse(execFileSync(process.execPath, [`${folder}/${name}.mjs`], { encoding: 'utf8' }))).toEqual(prints);
});
