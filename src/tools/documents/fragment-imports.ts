import { existsSync, statSync } from 'node:fs';
import { dirname, join, normalize, resolve } from 'node:path';
import { LineIndex } from '../line-index.js';
import type { FragmentImport } from './document-file.js';

// The syntax of graphql-tag/loader, and that of graphql-import with names.
const comment = /^([^\S\n]*)#[^\S\n]*import[^\S\n]+(?:([\w.,* ]+?)[^\S\n]+from[^\S\n]+)?(["'])(.+?)\3/gm;

/** Returns the imports in the comments of a GraphQL file. */
export function readImports(file: string, text: string): readonly FragmentImport[] {
  if (!/#\s*import\b/.test(text)) return [];
  const lines = new LineIndex(text);
  return [...text.matchAll(comment)].map(({ 1: indent, 2: list, 4: path, index }) => ({
    path: path!,
    names: list === undefined || list.includes('*') ? undefined : list.split(',').map((name) => name.trim()),
    place: { file, ...lines.at(index + indent!.length) },
  }));
}

/** Whether a path is relative to the file that imports it. Others may start with an alias. */
export const isRelative = (path: string): boolean => /^\.{0,2}[\\/]/.test(path);

const isFile = (path: string): boolean => existsSync(path) && statSync(path).isFile();

const withoutAlias = (path: string): string => path.replace(/^[^/]+\//, '');

/** Returns the only file whose path ends as one with an alias does; undefined for several. */
export function findByEnd(files: readonly string[], path: string): string | undefined {
  const end = normalize(`/${withoutAlias(path)}`);
  const [found, ...others] = files.filter((file) => file.endsWith(end));
  return others.length === 0 ? found : undefined;
}

/** Returns the folder and those around it, up to the current directory or the root. */
function foldersAround(folder: string): readonly string[] {
  const folders = [folder];
  while (resolve(folders.at(-1)!) !== process.cwd()) {
    const parent = join(folders.at(-1)!, '..');
    if (resolve(parent) === resolve(folders.at(-1)!)) break;
    folders.push(parent);
  }
  return folders;
}

/**
 * Returns the file that a path in a comment names; undefined when there is none. An alias of a
 * bundler, such as `~/` or `@/`, stands for a folder around the file: its configuration is unknown.
 */
export function resolveImport(from: string, path: string): string | undefined {
  const folder = dirname(from);
  const direct = normalize(join(folder, path));
  if (isFile(direct)) return direct;
  if (isRelative(path)) return undefined;
  return foldersAround(folder)
    .flatMap((around) => [join(around, path), join(around, 'node_modules', path), join(around, withoutAlias(path))])
    .map((candidate) => normalize(candidate))
    .find(isFile);
}
