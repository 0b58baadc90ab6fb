import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { runInNewContext } from 'node:vm';
import { beforeAll, describe, expect, it } from 'vitest';
import { readBlocks } from '../docs/page-blocks.js';
import { buildPackage, linkPackage } from './package.js';

const execute = promisify(execFile);

const versions = [
  { version: 5, folder: 'test/clients/codegen-5' },
  { version: 6, folder: 'test/clients/codegen-6' },
  { version: 7, folder: 'test/clients' },
].map(({ version, folder }) => ({ version, folder: resolve(folder) }));

const compiler = resolve('node_modules/.bin/tsc');
/** Compilers, with options beside `strict`. */
const compilers: Readonly<Record<string, readonly [string, object]>> = {
  'TypeScript 7': [compiler, {}],
  'TypeScript 7 at its strictest': [compiler, { exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true }],
  'TypeScript 5.8': [resolve('test/clients/node_modules/typescript-5/bin/tsc'), {}],
};

/** Options that change the types of operations, each tried alone. */
const optionSets: Readonly<Record<string, object>> = {
  defaults: {},
  maybeUndefined: { maybeValue: 'T | null | undefined' },
  avoidOptionals: { avoidOptionals: true },
  optionals: { avoidOptionals: false },
  enumsAsTypes: { enumsAsTypes: true },
  enumsAsConst: { enumsAsConst: true },
  stringLiterals: { enumType: 'string-literal' },
  futureProofEnums: { enumsAsTypes: true, futureProofEnums: true },
  futureProofUnions: { futureProofUnions: true },
  skipTypename: { skipTypename: true },
  nonOptionalTypename: { nonOptionalTypename: true },
  dedupeFragments: { dedupeFragments: true },
  onlyOperationTypes: { onlyOperationTypes: true },
  combined: { inlineFragmentTypes: 'combine' },
  merged: { mergeFragmentTypes: true },
  flattened: { flattenGeneratedTypes: true },
  unresolved: { preResolveTypes: false },
  immutable: { immutableTypes: true },
  keptNames: { namingConvention: 'keep' },
};

const [page] = readBlocks('docs/client.md', 'ts').filter((block) => block.startsWith('// codegen.ts'));

/** Returns the plugins that the page lists for a version. */
function pluginsOf(version: number): readonly unknown[] {
  const list = /plugins: (\[[^]*?\]),/.exec(
    version < 7 ? page!.replace('// With graphql-codegen 5 and 6: ', '') : page!,
  );
  return runInNewContext(list![1]!) as readonly unknown[];
}

/** A front end that reads results, matches codes and looks up messages with the generated types. */
const useOf = (types: string, codes: string) => `
  import { createMessages, createResultOf, isRetryable, matchError, result } from 'graphql-error-codes/client';
  import { LoginDocument, type LoginMutation } from '${types}';
  import { errorCategories, errorRetries, type DeclaredErrorCodes, type ErrorDetails } from '${codes}';
  import en from 'graphql-error-codes/messages/en.json' with { type: 'json' };
  const { message } = createMessages(en, errorCategories);
  const resultOf = createResultOf<DeclaredErrorCodes, ErrorDetails>();
  export const document = LoginDocument;
  export function read(data: LoginMutation | null | undefined): string | null {
    const login = resultOf(data, 'usersLogin', 'userSession');
    if (login.ok) return login.value.token ?? null;
    if (isRetryable(login.errors[0], errorRetries)) return 'retry';
    const plain = result(data?.usersLogin, 'userSession');
    if (!plain.ok) matchError(plain.errors[0], { MFA_FAILED: () => 1 }, () => 2);
    // @ts-expect-error it must handle every code that usersLogin declares
    matchError(login.errors[0], { MFA_FAILED: () => 1 }, () => 2);
    return matchError(
      login.errors[0],
      {
        MFA_FAILED: (error) => message(error).title,
        MISSING_PARAMETER: (error) => message(error).title,
        INVALID_LOGIN_DATA: (error) => message(error).title,
      },
      (error) => message(error).title,
    );
  }
`;

const maskedUse = `
  import { createResultOf } from 'graphql-error-codes/client';
  import { getFragmentData, type FragmentType } from './generated/preset-masked/index.js';
  import { LoginDocument, PayloadErrorFragmentDoc, type LoginMutation } from './generated/preset-masked/graphql.js';
  import type { DeclaredErrorCodes, ErrorDetails } from './generated/codes.js';
  const unmask = (error: FragmentType<typeof PayloadErrorFragmentDoc>) =>
    getFragmentData(PayloadErrorFragmentDoc, error);
  const resultOf = createResultOf<DeclaredErrorCodes, ErrorDetails, typeof unmask>({ unmask });
  export const document = LoginDocument;
  export const read = (data: LoginMutation) => {
    const login = resultOf(data, 'usersLogin', 'userSession');
    const code: string | undefined = login.ok ? login.value.token ?? '' : login.errors[0]?.errorCode;
    return code;
  };
`;

/** The files of the front end, by what they try. */
const uses: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    Object.keys(optionSets).map((name) => [name, useOf(`./generated/${name}.js`, `./generated/${name}.js`)]),
  ),
  presetUnmasked: useOf('./generated/preset-unmasked/graphql.js', './generated/codes.js'),
  presetMasked: maskedUse,
  nearOperationFile: useOf('./operations.generated.js', './generated/codes.js'),
  mask: useOf('./generated/mask.js', './generated/mask.js'),
  presetNotUnmasked: useOf('./generated/preset-masked/graphql.js', './generated/codes.js'),
};

/** What the compiler says of masked errors that nothing unmasks. */
const mistakes = ['mask', 'presetNotUnmasked'];

const frontEnd = '.build/front-end';
const folderOf = (folder: string) => resolve(folder, frontEnd);

async function generate(version: number, folder: string) {
  const build = folderOf(folder);
  rmSync(build, { recursive: true, force: true });
  mkdirSync(build, { recursive: true });
  linkPackage(folder);
  writeFileSync(`${build}/operations.graphql`, readFileSync('test/clients/recipes/operations.graphql'));
  for (const [name, use] of Object.entries(uses)) writeFileSync(`${build}/${name}.ts`, use);
  const plugins = pluginsOf(version);
  const outputs = Object.entries({ ...optionSets, mask: { inlineFragmentTypes: 'mask' } });
  const configuration = {
    schema: resolve('test/clients/recipes/generated/schema.graphql'),
    documents: `${frontEnd}/operations.graphql`,
    emitLegacyCommonJSImports: false,
    generates: {
      ...Object.fromEntries(outputs.map(([name, config]) => [`${frontEnd}/generated/${name}.ts`, { plugins, config }])),
      [`${frontEnd}/generated/codes.ts`]: { plugins: [{ 'graphql-error-codes/codegen': { resolvers: false } }] },
      [`${frontEnd}/generated/preset-unmasked/`]: { preset: 'client', presetConfig: { fragmentMasking: false } },
      [`${frontEnd}/generated/preset-masked/`]: {
        preset: 'client',
        presetConfig: { fragmentMasking: { unmaskFunctionName: 'getFragmentData' } },
      },
      [`${frontEnd}/types.ts`]: { plugins: ['typescript'] },
      [`${frontEnd}/`]: {
        preset: 'near-operation-file',
        presetConfig: { baseTypesPath: 'types.ts', extension: '.generated.ts' },
        plugins: ['typescript-operations', 'typed-document-node'],
      },
    },
  };
  writeFileSync(`${build}/codegen.json`, JSON.stringify(configuration));
  await execute('npx', ['graphql-codegen', '--config', `${frontEnd}/codegen.json`, '--silent'], { cwd: folder });
}

/** Returns what a compiler prints for each file of the front end, by its name without extension. */
async function compile(
  folder: string,
  [program, options]: readonly [string, object],
): Promise<ReadonlyMap<string, string>> {
  const build = folderOf(folder);
  writeFileSync(
    `${build}/tsconfig.json`,
    JSON.stringify({
      compilerOptions: {
        target: 'ES2022',
        lib: ['ES2022'],
        module: 'NodeNext',
        strict: true,
        noEmit: true,
        resolveJsonModule: true,
        types: [],
        ...options,
      },
      include: ['.'],
    }),
  );
  const compiled = execute(process.execPath, [program, '-p', build, '--pretty', 'false']);
  const { stdout } = await compiled.catch((failed: { stdout: string }) => failed);
  const messages = stdout.split(/\n(?=\S)/).filter((message) => message.trim() !== '');
  const files = new Map<string, string>();
  for (const message of messages) {
    const [, file] = /([\w./-]+)\.ts\(/.exec(message) ?? [undefined, 'the compiler'];
    const name = file.split(`${frontEnd}/`).at(-1)!;
    files.set(name, `${files.get(name) ?? ''}${message}\n`);
  }
  return files;
}

beforeAll(buildPackage);

describe.each(versions)('with graphql-codegen $version', ({ version, folder }) => {
  beforeAll(() => generate(version, folder));

  it.each(Object.entries(compilers))('the types of every option work in %s', async (_name, program) => {
    const reported = await compile(folder, program);
    for (const name of mistakes) {
      expect(reported.get(name)).toContain('usersLogin has masked errors: pass { unmask } to createResultOf');
    }
    expect([...reported].filter(([name]) => !mistakes.includes(name))).toEqual([]);
  });
});

it('the page lists the plugins of every version', () => {
  expect(pluginsOf(7)).toEqual(pluginsOf(6).slice(1));
  expect(pluginsOf(6)[0]).toBe('typescript');
});
