import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { codegen } from '@graphql-codegen/core';
import * as typescript from '@graphql-codegen/typescript';
import * as typescriptResolvers from '@graphql-codegen/typescript-resolvers';
import { parse } from 'graphql';
import * as declaredErrors from 'graphql-error-codes/codegen';
import { globSync } from 'tinyglobby';
import { describe, expect, it } from 'vitest';
import { bundleProgram, createFolder } from './program.js';

const { run: program } = bundleProgram();
const execute = promisify(execFile);

type Files = Readonly<Record<string, string>>;

function writeFiles(folder: string, files: Files): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

/** Runs `init` in a folder with these files. */
async function init(files: Files = {}, ...args: string[]) {
  const folder = createFolder(files);
  const result = await program(folder, 'init', ...args);
  expect(result).toMatchObject({ status: 0, stderr: '' });
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  return { folder, read, stdout: result.stdout };
}

const written = ['schema/error-codes.graphql', 'messages/en.json', 'codegen.ts'];

/** Returns the indented block after a paragraph that contains a text. */
function blockAfter(stdout: string, text: string): string {
  const start = stdout.indexOf(text);
  expect(start).toBeGreaterThanOrEqual(0);
  const [, block] = /\n\n((?:(?: {2}.*)?\n)+)/.exec(stdout.slice(start))!;
  return block!.replaceAll(/^ {2}/gm, '');
}

interface Configuration {
  readonly schema: readonly string[];
  readonly generates: Readonly<Record<string, { readonly plugins: readonly string[]; readonly config: object }>>;
}

/** Generates what a configuration asks for, as the CLI of graphql-codegen would. */
async function generate(folder: string, { schema, generates }: Configuration): Promise<void> {
  const texts = schema.flatMap((source) =>
    source.includes('{')
      ? [source]
      : globSync(source, { cwd: folder }).map((file) => readFileSync(join(folder, file), 'utf8')),
  );
  for (const [filename, { plugins, config }] of Object.entries(generates)) {
    const generated = await codegen({
      filename,
      schema: parse(texts.join('\n')),
      documents: [],
      plugins: plugins.map((plugin) => ({ [plugin]: {} })),
      pluginMap: {
        typescript,
        'typescript-resolvers': typescriptResolvers,
        'graphql-error-codes/codegen': declaredErrors,
      },
      config,
    });
    writeFiles(folder, { [filename]: generated });
  }
}

const application = `
import { readFileSync } from 'node:fs';
import { failure, MutationError, type DeclaredMutationResolvers } from './generated/graphql.js';

export const app = readFileSync('schema/app.graphql', 'utf8');

const Mutation: DeclaredMutationResolvers = {
  order: (_parent, { id }) => {
    if (id === 'quota') throw new MutationError('QUOTA_EXCEEDED');
    if (id === 'rate') return failure('RATE_LIMITED', { __typename: 'RetryInfo', seconds: 30 });
    return { id };
  },
};
export const appResolvers = { Mutation };

export const mistakes: DeclaredMutationResolvers = {
  // @ts-expect-error there is no such code
  order: () => failure('QUOTA_EXCEDED'),
};
// @ts-expect-error the details have another field
export const detail = () => failure('RATE_LIMITED', { __typename: 'RetryInfo', minutes: 30 });
`;

const run = `
import { graphql } from 'graphql';
import { createMessages } from 'graphql-error-codes/client';
import texts from '../messages/en.json' with { type: 'json' };
import { schema } from './schema.js';

const { message } = createMessages<keyof typeof texts.codes>(texts);
const source = 'query($id: ID!) { order(id: $id) { id errors { errorCode details { ... on RetryInfo { seconds } } } } }';
const results = [];
for (const id of ['o1', 'quota', 'rate']) {
  const { data, errors } = await graphql({ schema, source: source.replace('query', 'mutation'), variableValues: { id } });
  const order = data?.order as { id?: string; errors: { errorCode: string; details: object[] | null }[] } | undefined;
  const [error] = order?.errors ?? [];
  results.push({ id: order?.id, code: error?.errorCode, text: error && message(error).sentence, errors });
}
console.log(JSON.stringify(results));
`;

/** A starter with graphql-yoga, as its documentation creates one. */
const starter = {
  'package.json': '{ "name": "starter", "type": "module", "dependencies": { "graphql": "^16.0.0" } }',
  'src/main.ts': 'export {};\n',
  'schema/app.graphql': 'type Query {\n  ok: Boolean\n}\n',
};

/** Runs Node.js in a folder, whose tsconfig.json finds the package. Returns what it prints. */
async function runNode(cwd: string, ...args: readonly string[]): Promise<string> {
  return (await execute(process.execPath, ['--no-warnings', '--import', 'tsx', ...args], { cwd })).stdout;
}

/** Follows what `init` printed: writes the program, generates its types, compiles and runs it. */
async function follow(name: string, files: Files, ...args: string[]) {
  const folder = resolve('.build/init', name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFiles(folder, files);
  const { status, stdout } = await program(folder, 'init', ...args);
  expect(status).toBe(0);

  const source = existsSync(join(folder, 'src')) ? 'src' : '.';
  const server = blockAfter(stdout, 'Merge the codes');
  const declared = blockAfter(stdout, 'Declare the codes');
  writeFiles(folder, {
    'schema/app.graphql': `type Query { ok: Boolean }\n${declared}`,
    [`${source}/schema.ts`]: `import { app, appResolvers } from './app.js';\n${server}`,
    [`${source}/app.ts`]: application,
    [`${source}/run.ts`]: source === 'src' ? run : run.replace('../messages', './messages'),
    'tsconfig.json': JSON.stringify({
      extends: '../../../tsconfig.json',
      // Generated code has types that nothing uses.
      compilerOptions: { noUnusedLocals: false, noUnusedParameters: false },
      include: ['.'],
      exclude: ['codegen.ts'],
    }),
  });
  const load = "console.log(JSON.stringify((await import('./codegen.ts')).default))";
  const configuration = await runNode(folder, '--input-type=module', '--eval', load);
  await generate(folder, JSON.parse(configuration) as Configuration);

  const compiled = execute('npx', ['tsc', '-p', folder, '--pretty', 'false']);
  expect((await compiled.catch((failed: { stdout: string }) => failed)).stdout).toBe('');
  const printed = await runNode(folder, join(source, 'run.ts'));
  const [, check] = /npx graphql-error-codes (messages .*)/.exec(stdout)!;
  const checked = await program(folder, ...check!.replaceAll("'", '').split(' '));
  return { results: JSON.parse(printed) as unknown, checked };
}

describe('init', () => {
  it.each([
    ['an empty folder', 'empty', {}, [], 33],
    ['an empty folder, with own codes only', 'only-own', {}, ['--only-own'], 2],
    ['a starter', 'starter', starter, [], 33],
    ['a starter, with own codes only', 'starter-only-own', starter, ['--only-own'], 2],
  ])(
    'writes files and lines that compile and run: in %s',
    async (_case, name, files, args, codes) => {
      const { results, checked } = await follow(name, files, ...args);
      expect(results).toEqual([
        { id: 'o1' },
        {
          id: null,
          code: 'QUOTA_EXCEEDED',
          text: 'The quota of your plan is used up. Please wait until tomorrow, or choose a larger plan.',
        },
        { id: null, code: 'RATE_LIMITED', text: 'Please try again in 30 seconds.' },
      ]);
      expect(checked).toEqual({ status: 0, stdout: `1 file, ${codes} codes, 0 problems.\n`, stderr: '' });
      // It compiles a program.
    },
    120_000,
  );

  it('says what it wrote, and creates the folder', async () => {
    const { stdout, read } = await init({}, 'deep/er', '--only-own');
    expect(stdout).toMatch(
      /^Wrote deep\/er\/schema\/error-codes\.graphql: .*\nWrote deep\/er\/messages.*\nWrote deep\/er\/codegen\.ts: /,
    );
    expect(stdout).toContain('relative to deep/er.');
    expect(read('deep/er/schema/error-codes.graphql')).toContain('\nenum ErrorCodeEnum {');
  });

  it('extends the enum of the package by default', async () => {
    const { read } = await init();
    expect(read('schema/error-codes.graphql')).toContain('\nextend enum ErrorCodeEnum {');
    expect(Object.keys((JSON.parse(read('messages/en.json')) as { codes: object }).codes)).toContain('MFA_FAILED');
  });

  it.each(written)('leaves %s as it is, and writes the rest', async (name) => {
    const { stdout, read, folder } = await init({ [name]: 'mine' });
    expect(read(name)).toBe('mine');
    expect(stdout).toContain(`${name} exists and was not changed.`);
    expect(written.filter((file) => !existsSync(join(folder, file)))).toEqual([]);
    expect(stdout.match(/^Wrote /gm)).toHaveLength(2);
  });

  it('changes nothing the second time', async () => {
    const { folder, read } = await init();
    const before = written.map(read);
    const { stdout } = await program(folder, 'init');
    expect(written.map(read)).toEqual(before);
    expect(stdout).toMatch(/^Nothing was written: all files exist\.\n(?:\S+ exists and was not changed\.\n){3}\n/);
  });

  it.each(['codegen.yml', '.graphqlrc.yml', 'graphql.config.js', 'codegen.json', 'codegen.mjs'])(
    'prints the lines for an existing %s',
    async (config) => {
      const { stdout, folder, read } = await init({ [config]: '# mine', 'src/main.ts': '' });
      expect(read(config)).toBe('# mine');
      expect(existsSync(join(folder, 'codegen.ts'))).toBe(false);
      const lines = blockAfter(stdout, `${config} exists and was not changed. Add these lines.`);
      expect(lines).toContain('graphql-error-codes/codegen');
      expect(lines).toContain('src/generated/graphql.ts');
      expect(stdout.includes('belongs below extensions.codegen')).toBe(config.includes('graphql'));
    },
  );

  it('prints JSON for a configuration in package.json', async () => {
    const { stdout } = await init({ 'package.json': '{ "codegen": {} }' });
    const lines = blockAfter(stdout, 'package.json exists');
    expect(JSON.parse(`{${lines}}`)).toMatchObject({
      schema: ['node_modules/graphql-error-codes/schema/errors.graphql', 'schema/**/*.graphql'],
    });
  });

  it('prints code where data cannot leave out the built-in codes', async () => {
    const { stdout } = await init({ 'codegen.yml': '' }, '--only-own');
    expect(blockAfter(stdout, 'Only TypeScript and JavaScript')).toContain('createErrorModule({ builtIn: false })');
  });

  it('writes no second enum, and texts for the codes that exist', async () => {
    const { stdout, folder, read } = await init({
      'src/api/codes.gql':
        'enum ErrorCodeEnum { "The cart has {n} items" CART_FULL @errorCode(category: "shop") MFA_FAILED GONE }',
      'node_modules/a/b.graphql': 'enum ErrorCodeEnum { OTHER }',
      'src/broken.graphql': 'enum ErrorCodeEnum {',
    });
    expect(stdout).toContain('src/api/codes.gql declares ErrorCodeEnum, so no second file of codes was written.');
    expect(existsSync(join(folder, 'schema'))).toBe(false);
    expect(stdout).toContain("readFileSync('src/api/codes.gql', 'utf8')");
    expect(stdout).toContain('createErrorModule({ builtIn: false })');
    expect(read('codegen.ts')).toContain("schema: [typeDefs, 'src/api/codes.gql']");
    const { codes, categories } = JSON.parse(read('messages/en.json')) as { codes: Files; categories: object };
    expect(codes).toMatchObject({
      CART_FULL: { title: 'Cart full', sentence: 'The cart has n items.' },
      MFA_FAILED: { title: 'Enter your security code' },
      GONE: { title: 'Gone', sentence: 'Gone.' },
    });
    expect(Object.keys(categories)).toEqual(['shop']);
    const checked = await program(folder, 'messages', 'messages/en.json', '--schema', 'src/api/codes.gql');
    expect(checked.status).toBe(0);
  });

  it('extends the built-in codes where the project does', async () => {
    const { stdout } = await init({ 'codes.graphql': 'extend enum ErrorCodeEnum { CART_FULL }' }, '--only-own');
    expect(stdout).toContain('--only-own has no effect: codes.graphql extends the enum of the built-in codes.');
    expect(stdout).toContain("import { resolvers, typeDefs, withErrorPayloads } from 'graphql-error-codes';");
  });

  it('does not merge the types of the module twice', async () => {
    const { stdout, read } = await init({ 'schema.graphql': readFileSync('schema/errors.graphql', 'utf8') });
    expect(stdout).toContain('typeDefs: [errorCodes, app]');
    expect(read('codegen.ts')).toContain("schema: ['schema.graphql']");
  });

  it('prints CommonJS for a project without TypeScript and ES modules', async () => {
    const { stdout } = await init({ 'package.json': '{ "dependencies": { "graphql": "16" } }' });
    expect(stdout).toContain("const { resolvers, typeDefs, withErrorPayloads } = require('graphql-error-codes');");
    expect(stdout).toContain('\n  npm install graphql-error-codes @graphql-tools/schema\n');
    expect(stdout).not.toContain('npm init');
    const typed = await init({ 'package.json': '{}', 'tsconfig.json': '{}' });
    expect(typed.stdout).toContain("import { resolvers, typeDefs, withErrorPayloads } from 'graphql-error-codes';");
  });

  it.each([
    ['built-in codes', [], "createErrorModule({ typePrefix: 'App' })", 33],
    ['own codes only', ['--only-own'], "createErrorModule({ builtIn: false, typePrefix: 'App' })", 2],
  ])('renames the module where the project has a type of its names: %s', async (_case, args, call, codes) => {
    const files = { 'api/app.graphql': 'type Query { ok: Error }\n  type Error { status: Int }' };
    const { stdout, folder, read } = await init(files, ...args);
    expect(stdout).toContain('api/app.graphql:2:8 the type Error is also one of this package.');
    expect(stdout).toContain(`The lines below rename the types of the package: ${call}.`);
    expect(stdout).toContain('checkMerge of graphql-error-codes/merge-check');
    expect(blockAfter(stdout, 'Merge the codes')).toContain(`withErrorPayloads } = ${call};`);
    expect(blockAfter(stdout, 'Declare the codes')).toContain('errors: [AppError!]!');
    expect(read('codegen.ts')).toContain(`const { typeDefs } = ${call};`);
    expect(read('schema/error-codes.graphql')).toContain('enum AppErrorCodeEnum {');

    const [print, check] = blockAfter(stdout, 'Check the texts').trim().split('\n') as [string, string];
    const [, source] = /--eval '(.*)' > error-module\.graphql$/.exec(print)!;
    writeFiles(folder, { 'error-module.graphql': await runNode('.', '--input-type=module', '--eval', source!) });
    const checkArgs = check.replaceAll("'", '').split(' ').slice(2);
    expect(await program(folder, ...checkArgs)).toEqual({
      status: 0,
      stdout: `1 file, ${codes} codes, 0 problems.\n`,
      stderr: '',
    });
    expect((await program(folder, 'init', ...args)).stdout).toContain(call);
  });

  it('keeps the name of an enum of codes that the project declares, beside a type of the module', async () => {
    const { stdout } = await init({ 'a.graphql': 'enum ErrorCodeEnum { A }', 'b.graphql': 'type Error { a: Int }' });
    expect(stdout).toContain("typePrefix: 'App', typeNames: { ErrorCodeEnum: 'ErrorCodeEnum' } });");
  });

  it('lists the schema files that the project has, and no operations', async () => {
    const files = {
      'api/one.graphql': 'type Query { one: Int }',
      'api/two.graphql': 'extend type Query { two: Int }',
      'root.gql': 'scalar Date',
      'web/query.graphql': '{ one }',
      'web/client.graphql': 'extend type Query { three: Int }',
    };
    const list = "'schema/**/*.graphql', 'api/**/*.graphql', 'root.gql', 'web/client.graphql'";
    const { read } = await init(files);
    expect(read('codegen.ts')).toContain(`schema: [typeDefs, ${list}]`);
    expect((await init({ ...files, 'codegen.yml': '' })).stdout).toContain('    - api/**/*.graphql\n    - root.gql\n');
  });

  it.each([
    ['codegen.js', undefined, 'require'],
    ['codegen.js', 'module', 'import'],
    ['codegen.cjs', 'module', 'require'],
    ['codegen.mjs', undefined, 'import'],
    ['codegen.ts', undefined, 'import'],
  ])('prints lines for %s in a package of the type %s: %s', async (config, type, keyword) => {
    const { stdout } = await init({ [config]: '', 'package.json': JSON.stringify({ type }) });
    const line =
      keyword === 'import'
        ? "import { typeDefs } from 'graphql-error-codes';"
        : "const { typeDefs } = require('graphql-error-codes');";
    expect(blockAfter(stdout, `${config} exists`).split('\n')[0]).toBe(line);
  });

  it.each([
    ['retry: "latr"', 'codes.graphql: Invalid @errorCode:\n- ErrorCodeEnum.A'],
    ['faut: "client"', 'codes.graphql:1:42 Unknown argument "faut" on directive "@errorCode".'],
  ])('reports an invalid @errorCode(%s), and writes nothing', async (argument, message) => {
    const folder = createFolder({ 'codes.graphql': `extend enum ErrorCodeEnum { A @errorCode(${argument}) }` });
    const { status, stderr } = await program(folder, 'init');
    expect(stderr).toContain(message);
    expect(stderr).toContain('\nCorrect it, then run init again.\n');
    expect(status).toBe(2);
    expect(existsSync(join(folder, 'messages'))).toBe(false);
  });

  it.each([
    ['a file', { taken: '' }, 'taken', 'taken: not a folder.'],
    [
      'a folder below a file',
      { taken: '' },
      'taken/below',
      'taken/below/schema/error-codes.graphql: cannot be written (ENOTDIR).',
    ],
    [
      'a folder with an invalid package.json',
      { 'a/package.json': '{' },
      'a',
      'a/package.json: must be a JSON object. Correct it, then run init again.',
    ],
  ])('rejects %s', async (_case, files, path, message) => {
    expect(await program(createFolder(files), 'init', path)).toEqual({ status: 2, stdout: '', stderr: `${message}\n` });
  });
});
