import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  isTypeSystemDefinitionNode,
  isTypeSystemExtensionNode,
  Kind,
  parse,
  Source,
  type DefinitionNode,
} from 'graphql';
import { glob } from 'tinyglobby';
import { readText } from '../files.js';
import { modulePath } from './module-options.js';
import { UsageError } from '../usage-error.js';

/** An SDL file that has codes. */
export interface CodesFile {
  /** Relative to the folder of the project, with slashes. */
  readonly path: string;
  readonly text: string;
  /** Whether it defines the enum, and does not extend that of the module. */
  readonly isWhole: boolean;
  /** Whether it has the module's own types, too: it was printed from a merged schema. */
  readonly hasModule: boolean;
}

/** An SDL file of the project. */
export interface SdlFile {
  /** Relative to the folder of the project, with slashes. */
  readonly path: string;
  readonly text: string;
  readonly definitions: readonly DefinitionNode[];
}

/** What a folder has already. */
export interface Project {
  readonly hasManifest: boolean;
  readonly hasSourceFolder: boolean;
  readonly isTypeScript: boolean;
  /** Whether Node.js loads its files as ES modules. A new project should. */
  readonly isModule: boolean;
  /** The packages that it has installed or asks for. */
  readonly packages: ReadonlySet<string>;
  /** The name of its configuration of graphql-codegen. */
  readonly codegenConfig: string | undefined;
  /** Its SDL file with codes; of several, the one that defines the enum. */
  readonly codesFile: CodesFile | undefined;
  /** Its SDL files that can be parsed, sorted. */
  readonly sdlFiles: readonly SdlFile[];
  /** The paths of its other GraphQL files, such as the operations of clients. */
  readonly otherFiles: readonly string[];
}

interface Manifest {
  readonly type?: unknown;
  readonly codegen?: unknown;
  readonly graphql?: unknown;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** The names that graphql-codegen looks for, in its own file and in that of graphql-config. */
const codegenConfigs =
  /^(?:\.?codegen(?:\.config)?\.(?:[cm]?[jt]s|ya?ml|json)|\.codegenrc(?:\.\w+)?|graphql\.config\.\w+|\.graphqlrc(?:\.\w+)?)$/;

/** @throws UsageError when package.json is not a JSON object. */
async function readManifest(folder: string): Promise<Manifest | undefined> {
  const path = join(folder, 'package.json');
  if (!existsSync(path)) return undefined;
  const text = await readText(path);
  try {
    const manifest = JSON.parse(text) as unknown;
    if (typeof manifest === 'object' && manifest !== null) return manifest;
  } catch {
    // As for JSON of another kind.
  }
  throw new UsageError(`${path}: must be a JSON object. Correct it, then run init again.`);
}

const isCodes = (definition: DefinitionNode): boolean =>
  (definition.kind === Kind.ENUM_TYPE_DEFINITION || definition.kind === Kind.ENUM_TYPE_EXTENSION) &&
  definition.name.value === 'ErrorCodeEnum';

/** Returns the codes of an SDL file; `undefined` for a file without codes. */
function readCodesFile({ path, text, definitions }: SdlFile): CodesFile | undefined {
  const codes = definitions.filter(isCodes);
  if (codes.length === 0) return undefined;
  return {
    path,
    text,
    isWhole: codes.some(({ kind }) => kind === Kind.ENUM_TYPE_DEFINITION),
    hasModule: definitions.some(
      (definition) => definition.kind === Kind.DIRECTIVE_DEFINITION && definition.name.value === 'errors',
    ),
  };
}

function findCodesFile(files: readonly SdlFile[]): CodesFile | undefined {
  const found = files.flatMap((file) => readCodesFile(file) ?? []);
  return found.find(({ isWhole }) => isWhole) ?? found[0];
}

/** The keywords that SDL files have, and documents of operations do not. */
const sdlKeyword = /^[ \t]*(?:extend[ \t]+)?(?:type|interface|union|enum|input|scalar|directive|schema)\b/m;

/** Parses an SDL file; `undefined` for a file with other or invalid GraphQL. */
function parseSdlFile(path: string, text: string): SdlFile | undefined {
  if (!sdlKeyword.test(text) && !text.includes('ErrorCodeEnum')) return undefined;
  try {
    const { definitions } = parse(new Source(text, path));
    const isSdl = definitions.every(
      (definition) => isTypeSystemDefinitionNode(definition) || isTypeSystemExtensionNode(definition),
    );
    return isSdl ? { path, text, definitions } : undefined;
  } catch {
    return undefined;
  }
}

async function readSdlFiles(folder: string): Promise<Pick<Project, 'sdlFiles' | 'otherFiles'>> {
  const paths = await glob(['**/*.{graphql,gql,graphqls}'], {
    cwd: folder,
    ignore: ['**/node_modules/**', '**/{dist,build,coverage}/**', modulePath],
  });
  const files = await Promise.all(
    paths.toSorted().map(async (path) => parseSdlFile(path, await readText(join(folder, path))) ?? path),
  );
  return {
    sdlFiles: files.filter((file) => typeof file !== 'string'),
    otherFiles: files.filter((file) => typeof file === 'string'),
  };
}

/**
 * Reads what a folder has already. A folder that does not exist has nothing.
 *
 * @throws UsageError when the path is not a folder, and for an invalid package.json.
 */
export async function readProject(folder: string): Promise<Project> {
  if (folder.trim() === '') throw new UsageError('Expected the path of a folder, got an empty text.');
  const exists = existsSync(folder);
  if (exists && !statSync(folder).isDirectory()) throw new UsageError(`${folder}: not a folder.`);
  const manifest = await readManifest(folder);
  const packages = new Set(Object.keys({ ...manifest?.dependencies, ...manifest?.devDependencies }));
  const names = exists ? readdirSync(folder) : [];
  const { sdlFiles, otherFiles } = exists ? await readSdlFiles(folder) : { sdlFiles: [], otherFiles: [] };
  const inManifest = manifest?.codegen !== undefined || manifest?.graphql !== undefined;
  return {
    hasManifest: manifest !== undefined,
    hasSourceFolder: names.includes('src'),
    isTypeScript: !manifest || names.includes('tsconfig.json') || packages.has('typescript'),
    isModule: !manifest || manifest.type === 'module',
    packages,
    codegenConfig:
      names.toSorted().find((name) => codegenConfigs.test(name)) ?? (inManifest ? 'package.json' : undefined),
    codesFile: findCodesFile(sdlFiles),
    sdlFiles,
    otherFiles,
  };
}
