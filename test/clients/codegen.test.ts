import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { runInNewContext } from 'node:vm';
import { createErrorModule } from 'graphql-error-codes';
import { beforeAll, describe, expect, it } from 'vitest';
import { readBlocks } from '../docs/page-blocks.js';
import { frontEnds, mistakes, optionSets } from './front-ends.js';
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

const [page] = readBlocks('docs/client.md', 'ts').filter((block) => block.startsWith('// codegen.ts'));

/** Returns the plugins that the page lists for a version. */
function pluginsOf(version: number): readonly unknown[] {
  const list = /plugins: (\[[^]*?\]),/.exec(
    version < 7 ? page!.replace('// With graphql-codegen 5 and 6: ', '') : page!,
  );
  return runInNewContext(list![1]!) as readonly unknown[];
}

const ownSchema = `${createErrorModule({ builtIn: false }).typeDefs}\n${readFileSync('examples/own-codes/schema.graphql', 'utf8')}`;
const ownDocument = readFileSync('examples/own-codes/place-order.graphql', 'utf8');

const frontEnd = '.build/front-end';
const folderOf = (folder: string) => resolve(folder, frontEnd);

async function generate(version: number, folder: string) {
  const build = folderOf(folder);
  rmSync(build, { recursive: true, force: true });
  mkdirSync(build, { recursive: true });
  linkPackage(folder);
  writeFileSync(`${build}/operations.graphql`, readFileSync('test/clients/recipes/operations.graphql'));
  for (const [name, use] of Object.entries(frontEnds)) writeFileSync(`${build}/${name}.ts`, use);
  const plugins = pluginsOf(version);
  const outputs = Object.entries({ ...optionSets, mask: { inlineFragmentTypes: 'mask' } });
  const demo = {
    schema: resolve('test/clients/recipes/generated/schema.graphql'),
    documents: `${frontEnd}/operations.graphql`,
  };
  const configuration = {
    emitLegacyCommonJSImports: false,
    generates: {
      ...Object.fromEntries(
        outputs.map(([name, config]) => [`${frontEnd}/generated/${name}.ts`, { ...demo, plugins, config }]),
      ),
      ...Object.fromEntries(
        Object.entries(optionSets).map(([name, config]) => [
          `${frontEnd}/generated/own-${name}.ts`,
          { schema: ownSchema, documents: ownDocument, plugins, config },
        ]),
      ),
      [`${frontEnd}/generated/codes.ts`]: {
        ...demo,
        plugins: [{ 'graphql-error-codes/codegen': { resolvers: false } }],
      },
      [`${frontEnd}/generated/preset-unmasked/`]: {
        ...demo,
        preset: 'client',
        presetConfig: { fragmentMasking: false },
      },
      [`${frontEnd}/generated/preset-masked/`]: {
        ...demo,
        preset: 'client',
        presetConfig: { fragmentMasking: { unmaskFunctionName: 'getFragmentData' } },
      },
      [`${frontEnd}/types.ts`]: { ...demo, plugins: ['typescript'] },
      [`${frontEnd}/`]: {
        ...demo,
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
