import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readText } from './files.js';
import { codegenLines, codegenTemplate, type CodegenSources } from './init/codegen-template.js';
import { messagesTemplate } from './init/messages-template.js';
import { readProject, type CodesFile, type Project } from './init/project.js';
import { schemaTemplate } from './init/schema-template.js';
import { serverLines } from './init/server-lines.js';
import { UsageError } from './usage-error.js';

export interface InitOptions {
  /** Whether the schema has none of the built-in codes. */
  readonly onlyOwn?: boolean;
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
    ? `${start} Only TypeScript and JavaScript can leave out the built-in codes. Convert it, and add these lines.${place}\n\n${toBlock(codegenLines('codegen.ts', sources)!)}`
    : `${start} Add these lines.${place}\n\n${toBlock(lines)}`;
}

const declaration = `type Mutation {
  order(id: ID!): OrderPayload @errors(codes: ["QUOTA_EXCEEDED", "RATE_LIMITED"])
}
type OrderPayload {
  id: ID
  errors: [Error!]!
}`;

/**
 * Writes the files that a project with its own codes starts with: SDL with two codes, codegen.ts,
 * and texts in English. A file that exists is left as it is.
 *
 * @returns what was written, and what remains to be done.
 * @throws UsageError when the path is not a folder, or a file cannot be written.
 */
export async function init(folder: string, { onlyOwn = false }: InitOptions): Promise<string> {
  const project = await readProject(folder);
  const { codesFile, codegenConfig, hasSourceFolder, isTypeScript, isModule } = project;
  const hasOwnFile = existsSync(join(folder, schemaPath));
  const isTemplate = codesFile === undefined && !hasOwnFile;
  const codes: CodesFile = codesFile ?? {
    path: schemaPath,
    text: schemaTemplate(onlyOwn),
    isWhole: onlyOwn,
    hasModule: false,
  };
  const sources: CodegenSources = {
    ...codes,
    schema: codes.path.startsWith('schema/') ? 'schema/**/*.graphql' : codes.path,
    output: `${hasSourceFolder ? 'src/' : ''}generated/graphql.ts`,
  };

  const done: string[] = [];
  const report = async (name: string, text: string, purpose: string): Promise<void> => {
    const path = join(folder, name);
    done.push((await writeNewFile(path, text)) ? `Wrote ${path}: ${purpose}.` : `${path} exists and was not changed.`);
  };
  if (codesFile && codesFile.path !== schemaPath) {
    done.push(`${join(folder, codesFile.path)} declares ErrorCodeEnum, so no second file of codes was written.`);
  } else {
    await report(schemaPath, codes.text, 'two codes, to replace with your own');
  }
  await report(messagesPath, messagesTemplate(codes, isTemplate), 'the texts that people see');
  if (codegenConfig === undefined) {
    await report('codegen.ts', codegenTemplate(sources), 'the types of your codes and resolvers');
  } else done.push(await explainCodegen(join(folder, codegenConfig), sources));
  if (onlyOwn && !codes.isWhole) {
    done.push(`--only-own has no effect: ${join(folder, codes.path)} extends the enum of the built-in codes.`);
  }
  if (!done.some((line) => line.startsWith('Wrote '))) done.unshift('Nothing was written: all files exist.');

  const commands = installCommands(project);
  const server = serverLines({ ...codes, isModule: isModule || isTypeScript });
  const check = `npx graphql-error-codes messages 'messages/*.json' --schema ${codes.path}`;
  return `${[
    done.join('\n'),
    ...(folder === '.' ? [] : [`All commands and paths below are relative to ${folder}.`]),
    ...(commands.length > 0 ? ['Install the packages that are missing:', toBlock(commands.join('\n'))] : []),
    'Merge the codes into the schema of your server, where app is your SDL and appResolvers are your resolvers:',
    toBlock(server),
    ...(isTemplate ? ['Declare the codes that a mutation returns:', toBlock(declaration)] : []),
    'Check the texts after each change of the codes. With --write, missing texts are added as stubs:',
    toBlock(check),
  ].join('\n\n')}\n`;
}
