import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { codegen } from '@graphql-codegen/core';
import * as typescript from '@graphql-codegen/typescript';
import * as typescriptResolvers from '@graphql-codegen/typescript-resolvers';
import { parse } from 'graphql';
import { typeDefs } from 'graphql-error-codes';
import * as declaredErrors from 'graphql-error-codes/codegen';

/** What graphql-codegen generates for one configuration, and programs that use it. */
export interface GeneratedProject {
  /** The configuration of graphql-codegen that all plugins share. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** The options of the plugin, beside `config`. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** The host's SDL. */
  readonly sdl: string;
  /** The SDL of the module. */
  readonly module?: string;
  /** The plugins beside ours. Those of resolvers by default. */
  readonly plugins?: readonly (keyof typeof pluginMap)[];
  /** Programs by file name. They import `./generated.js`. */
  readonly programs: Readonly<Record<string, string>>;
}

const execute = promisify(execFile);

const pluginMap = {
  typescript,
  'typescript-resolvers': typescriptResolvers,
  'graphql-error-codes/codegen': declaredErrors,
};

const generate = ({
  config = {},
  options = {},
  sdl,
  module = typeDefs,
  plugins = ['typescript', 'typescript-resolvers'],
}: GeneratedProject): Promise<string> =>
  codegen({
    filename: 'generated.ts',
    schema: parse(module + sdl),
    documents: [],
    plugins: [...plugins.map((name) => ({ [name]: {} })), { 'graphql-error-codes/codegen': options }],
    pluginMap,
    config: { useTypeImports: true, showUnusedMappers: false, ...config },
  });

const defaultCompilerOptions = {
  // Generated code has enums by default, and types that nothing uses.
  erasableSyntaxOnly: false,
  noUnusedLocals: false,
  noUnusedParameters: false,
};

/**
 * Generates the projects, and compiles them in one run of tsc.
 *
 * @param options further options of the compiler
 * @returns what tsc prints for each project; empty where it compiles.
 */
export async function compileProjects<Name extends string>(
  folder: string,
  projects: Readonly<Record<Name, GeneratedProject>>,
  options: Readonly<Record<string, unknown>> = {},
): Promise<Record<Name, string>> {
  rmSync(folder, { recursive: true, force: true });
  const names = Object.keys(projects) as Name[];
  const folders = new Map(names.map((name, index) => [`${index}`, name]));
  for (const [path, name] of folders) {
    mkdirSync(join(folder, path), { recursive: true });
    writeFileSync(join(folder, path, 'generated.ts'), await generate(projects[name]));
    for (const [file, program] of Object.entries(projects[name].programs)) {
      writeFileSync(join(folder, path, file), program);
    }
  }
  const compilerOptions = { ...defaultCompilerOptions, ...options };
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: '../../tsconfig.json', compilerOptions, include: ['.'], exclude: [] }),
  );
  const compiled = execute('npx', ['tsc', '-p', folder, '--pretty', 'false'], { maxBuffer: 2 ** 26 });
  const { stdout } = await compiled.catch((failed: { stdout: string }) => failed);

  const printed = Object.fromEntries(names.map((name) => [name, ''])) as Record<Name, string>;
  // A message starts with its file, and the lines that explain it are indented.
  for (const message of stdout.split(/^(?=\S)/m).filter(Boolean)) {
    const [, path = ''] = /^\.build\/[^/]+\/(\d+)\//.exec(message) ?? [];
    const name = folders.get(path);
    if (name === undefined) throw new Error(`tsc reports an error elsewhere: ${message}`);
    printed[name] += message.slice(message.indexOf(`${path}/`) + path.length + 1);
  }
  return printed;
}
