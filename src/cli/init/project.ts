import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Kind, parse, type DefinitionNode } from 'graphql';
import { glob } from 'tinyglobby';
import { readText } from '../files.js';
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
    const manifest = JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
    if (typeof manifest === 'object' && manifest !== null) return manifest;
  } catch {
    // As for JSON of another kind.
  }
  throw new UsageError(`${path}: must be a JSON object. Correct it, then run init again.`);
}

const isCodes = (definition: DefinitionNode): boolean =>
  (definition.kind === Kind.ENUM_TYPE_DEFINITION || definition.kind === Kind.ENUM_TYPE_EXTENSION) &&
  definition.name.value === 'ErrorCodeEnum';

/** Reads the codes of an SDL file; `undefined` for a file without codes, or with invalid SDL. */
function readCodesFile(path: string, text: string): CodesFile | undefined {
  // Most files have none, and parsing all of a large project takes seconds.
  if (!text.includes('ErrorCodeEnum')) return undefined;
  let definitions: readonly DefinitionNode[];
  try {
    ({ definitions } = parse(text));
  } catch {
    return undefined;
  }
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

async function findCodesFile(folder: string): Promise<CodesFile | undefined> {
  const paths = await glob(['**/*.{graphql,gql,graphqls}'], {
    cwd: folder,
    ignore: ['**/node_modules/**', '**/{dist,build,coverage}/**'],
  });
  const files = await Promise.all(
    paths.toSorted().map(async (path) => readCodesFile(path, await readText(join(folder, path)))),
  );
  const found = files.filter((file) => file !== undefined);
  return found.find(({ isWhole }) => isWhole) ?? found[0];
}

/**
 * Reads what a folder has already. A folder that does not exist has nothing.
 *
 * @throws UsageError when the path is not a folder, and for an invalid package.json.
 */
export async function readProject(folder: string): Promise<Project> {
  const exists = existsSync(folder);
  if (exists && !statSync(folder).isDirectory()) throw new UsageError(`${folder}: not a folder.`);
  const manifest = await readManifest(folder);
  const packages = new Set(Object.keys({ ...manifest?.dependencies, ...manifest?.devDependencies }));
  const names = exists ? readdirSync(folder) : [];
  const inManifest = manifest?.codegen !== undefined || manifest?.graphql !== undefined;
  return {
    hasManifest: manifest !== undefined,
    hasSourceFolder: names.includes('src'),
    isTypeScript: !manifest || names.includes('tsconfig.json') || packages.has('typescript'),
    isModule: !manifest || manifest.type === 'module',
    packages,
    codegenConfig:
      names.toSorted().find((name) => codegenConfigs.test(name)) ?? (inManifest ? 'package.json' : undefined),
    codesFile: exists ? await findCodesFile(folder) : undefined,
  };
}
