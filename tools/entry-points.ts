import { readFileSync } from 'node:fs';

/** A target of package.json's `exports`: a file, or a file for each condition. */
export type Target = string | Readonly<Record<string, string>>;

/** The parts of package.json that the tools read. */
export interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, Target>>;
}

export const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

export const manifest = readJson('package.json') as Manifest;

/** A subpath of the package that is a module. */
export interface EntryPoint {
  /** As users import it: `graphql-error-codes/client`. */
  readonly specifier: string;
  /** The name of its report and page: `client`, or `index` for the main entry. */
  readonly name: string;
  /** Below `src` or `dist`, without extension: `client/index`. */
  readonly path: string;
}

/** The subpaths of package.json that have types, in its order. */
export const entryPoints: readonly EntryPoint[] = Object.entries(manifest.exports).flatMap(([subpath, target]) => {
  const types = typeof target === 'object' ? /^\.\/dist\/(.+)\.d\.ts$/.exec(target.types ?? '')?.[1] : undefined;
  if (types === undefined) return [];
  const name = subpath.replace(/^\.\/?/, '');
  return [{ specifier: name ? `${manifest.name}/${name}` : manifest.name, name: name || 'index', path: types }];
});
