import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Source } from 'graphql';
import { checkOptions, checkRequired, isBoolean, type OptionRule, type OptionRules } from '../internal/options.js';
import { readText } from './files.js';
import { codegenLines, codegenTemplate, type CodegenSources } from './init/codegen-template.js';
import { moduleCall, moduleOptions, modulePath, type ModuleOptions } from './init/module-options.js';
import { messagesTemplate, readDemanded } from './init/messages-template.js';
import { readProject, type CodesFile, type Project } from './init/project.js';
import { schemaFiles } from './init/schema-files.js';
import { schemaTemplate } from './init/schema-template.js';
import { serverLines } from './init/server-lines.js';
import { choosePrefix, findTypeClashes, type TypeClash } from './init/type-clash.js';
import { createErrorModule } from '../module/create-error-module.js';
import { packageSource } from './place.js';
import { nameInCode, UsageError, type NameOption } from './usage-error.js';

/** How a project starts. */
export interface InitOptions {
  /** Whether the schema has none of the built-in codes. Defaults to `false`. */
  readonly onlyOwn?: boolean;
}

const rules: OptionRules<InitOptions> = { onlyOwn: isBoolean };

const isFolder: OptionRule = {
  expected: 'the path of a folder',
  accepts: (value) => typeof value === 'string',
};

/** What was done to a project. */
export interface InitResult {
  /** The files that were written. */
  readonly written: readonly string[];
  /** What was done and what remains to be done, as a text with commands and lines to copy. */
  readonly instructions: string;
}

const schemaPath = 'schema/error-codes.graphql';
const messagesPath = 'messages/en.json';

/**
 * Writes a new file, and the folders above it.
 *
 * @returns false when the file exists: it is never overwritten.
 * @throws UsageError when the file cannot be written.
 */
async function writeNewFile(path: string, text: string): Promise<boolean> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text, { flag: 'wx' });
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    if (code === 'EEXIST' && existsSync(path)) return false;
    throw new UsageError(`${path}: cannot be written (${code}).`);
  }
}

/** Indents what is to be copied. */
const toBlock = (text: string): string => text.replaceAll(/^(?=.)/gm, '  ');

/** Returns the commands that install what the project does not have; empty for nothing. */
function installCommands({ hasManifest, packages, isTypeScript }: Project): readonly string[] {
  const missing = (names: readonly string[]): string => names.filter((name) => !packages.has(name)).join(' ');
  const needed = missing(['graphql', 'graphql-error-codes', '@graphql-tools/schema']);
  const codegen = ['@graphql-codegen/cli', '@graphql-codegen/typescript', '@graphql-codegen/typescript-resolvers'];
  const tools = missing(isTypeScript ? [...codegen, 'typescript'] : codegen);
  return [
    ...(!hasManifest ? ['npm init -y && npm pkg set type=module'] : []),
    ...(needed === '' ? [] : [`npm install ${needed}`]),
    ...(tools === '' ? [] : [`npm install --save-dev ${tools}`]),
  ];
}

/** What to do about the configuration of graphql-codegen that the project has. */
async function explainCodegen(path: string, sources: CodegenSources): Promise<string> {
  const start = `${path} exists and was not changed.`;
  if ((await readText(path)).includes('graphql-error-codes/codegen')) return start;
  const lines = codegenLines(path, sources);
  const place = /graphql\.config|graphqlrc/.test(path) ? ' "generates" belongs below extensions.codegen.' : '';
  return lines === undefined
    ? `${start} Only TypeScript and JavaScript can ${sources.prefix === '' ? 'leave out the built-in codes' : 'rename the types of the module'}. Convert it, and add these lines.${place}\n\n${toBlock(codegenLines('codegen.ts', sources)!)}`
    : `${start} Add these lines.${place}\n\n${toBlock(lines)}`;
}

const declaration = ({ prefix }: ModuleOptions): string => `type Mutation {
  order(id: ID!): OrderPayload @errors(codes: ["QUOTA_EXCEEDED", "RATE_LIMITED"])
}
type OrderPayload {
  id: ID
  errors: [${prefix}Error!]!
}`;

/** Says which types have the names of the module's, and what the lines below do about it. */
function describeClashes(
  folder: string,
  clashes: readonly TypeClash[],
  options: ModuleOptions,
  codes: CodesFile,
): string {
  const { prefix, keepsEnum } = options;
  const places = clashes.map(
    ({ name, place }) => `${join(folder, place)} the type ${name} is also one of this package.`,
  );
  const isExtension = /extend\s+enum\s+ErrorCodeEnum\b/.test(codes.text) && !keepsEnum;
  return `${places.join('\n')}
The lines below rename the types of the package: ${moduleCall(options)}.
If you choose another prefix, change it in ${codes.path} and in all lines.${isExtension ? `\nIn ${codes.path}, rename ErrorCodeEnum to ${prefix}ErrorCodeEnum, and DetailedError to ${prefix}DetailedError.` : ''}
In a test, checkMerge of graphql-error-codes/merge-check reports whatever else clashes in a merge.`;
}

/** Returns the other SDL of a schema: that of a module with renamed types, or its files. */
function otherSources({ sdlFiles }: Project, options: ModuleOptions, codes: string): Source[] {
  if (options.prefix !== '') return [new Source(createErrorModule(moduleOptions(options)).typeDefs, packageSource)];
  return sdlFiles.filter(({ path }) => path !== codes).map(({ path, text }) => new Source(text, path));
}

/** Returns the commands that check the texts. They write a module with renamed types to a file. */
function checkCommands(options: ModuleOptions, codes: string): string {
  const check = "npx graphql-error-codes messages 'messages/*.json' --schema";
  if (options.prefix === '') return `${check} ${codes}`;
  const print = `import { createErrorModule } from "graphql-error-codes"; console.log(${moduleCall(options, '"')}.typeDefs)`;
  return `node --input-type=module --eval '${print}' > ${modulePath}\n${check} '{${modulePath},${codes}}'`;
}

/**
 * Starts a project as {@link initProject} does.
 *
 * @param nameOption names options in the instructions
 */
export async function startProject(folder: string, options: InitOptions, nameOption: NameOption): Promise<InitResult> {
  checkRequired('initProject', { folder }, { folder: isFolder });
  checkOptions('initProject', options, rules);
  const { onlyOwn = false } = options;
  const project = await readProject(folder);
  const { codesFile, codegenConfig, hasSourceFolder, isTypeScript, isModule } = project;
  const hasOwnFile = existsSync(join(folder, schemaPath));
  const isTemplate = codesFile === undefined && !hasOwnFile;
  // A file with the SDL of the module has its types: they are none of the project's own.
  const clashes = codesFile?.hasModule ? [] : findTypeClashes(project.sdlFiles);
  const prefix = clashes.length > 0 ? choosePrefix(project.sdlFiles.filter(({ path }) => path !== schemaPath)) : '';
  const codes: CodesFile = codesFile ?? {
    path: schemaPath,
    text: schemaTemplate({ isWhole: onlyOwn, prefix }),
    isWhole: onlyOwn,
    hasModule: false,
  };
  const sources: CodegenSources = {
    ...codes,
    prefix,
    keepsEnum: codesFile?.isWhole ?? false,
    isModule,
    schema: schemaFiles(project, codes.path),
    hasWholeSchema: project.sdlFiles.some(({ path }) => path !== codes.path),
    output: `${hasSourceFolder ? 'src/' : ''}generated/graphql.ts`,
  };
  const demanded = readDemanded(codes, otherSources(project, sources, codes.path));

  const done: string[] = [];
  const written: string[] = [];
  const report = async (name: string, text: string, purpose: string): Promise<void> => {
    const path = join(folder, name);
    const isNew = await writeNewFile(path, text);
    if (isNew) written.push(path);
    done.push(isNew ? `Wrote ${path}: ${purpose}.` : `${path} exists and was not changed.`);
  };
  if (codesFile && codesFile.path !== schemaPath) {
    done.push(`${join(folder, codesFile.path)} declares ErrorCodeEnum, so no second file of codes was written.`);
  } else {
    await report(schemaPath, codes.text, 'two codes, to replace with your own');
  }
  await report(messagesPath, messagesTemplate(demanded, isTemplate), 'the texts that people see');
  if (codegenConfig === undefined) {
    await report('codegen.ts', codegenTemplate(sources), 'the types of your codes and resolvers');
  } else done.push(await explainCodegen(join(folder, codegenConfig), sources));
  if (onlyOwn && !codes.isWhole) {
    done.push(
      `${nameOption('onlyOwn')} has no effect: ${join(folder, codes.path)} extends the enum of the built-in codes.`,
    );
  }
  if (written.length === 0) done.unshift('Nothing was written: all files exist.');

  const commands = installCommands(project);
  const server = serverLines({ ...sources, path: codes.path, isModule: isModule || isTypeScript });
  const instructions = `${[
    done.join('\n'),
    ...(folder === '.' ? [] : [`All commands and paths below are relative to ${folder}.`]),
    ...(clashes.length > 0 ? [describeClashes(folder, clashes, sources, codes)] : []),
    ...(commands.length > 0 ? ['Install the packages that are missing:', toBlock(commands.join('\n'))] : []),
    'Merge the codes into the schema of your server, where app is your SDL and appResolvers are your resolvers:',
    toBlock(server),
    ...(isTemplate ? ['Declare the codes that a mutation returns:', toBlock(declaration(sources))] : []),
    'Check the texts after each change of the codes. With --write, missing texts are added as stubs:',
    toBlock(checkCommands(sources, codes.path)),
  ].join('\n\n')}\n`;
  return { written, instructions };
}

/**
 * Writes the files that a project with its own codes starts with: SDL with two codes, codegen.ts,
 * and texts in English. A file that exists is left as it is.
 *
 * @throws TypeError for an invalid option.
 * @throws UsageError when the path is not a folder, or a file cannot be written.
 * @example
 * const { written, instructions } = await initProject('my-server', { onlyOwn: true });
 */
export const initProject = async (folder: string, options: InitOptions = {}): Promise<InitResult> =>
  startProject(folder, options, nameInCode);
