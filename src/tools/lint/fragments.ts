import { dirname, resolve } from 'node:path';
import { parse, print, Source, type FragmentDefinitionNode, type FragmentSpreadNode } from 'graphql';
import { payloadErrorFragment } from '../../client/payload-error.js';
import type { DocumentFile } from '../documents/document-file.js';
import { packageSource } from '../report.js';

/** A fragment, and the file whose fragments it spreads. */
export interface Fragment {
  readonly definition: FragmentDefinitionNode;
  readonly file: DocumentFile;
}

/** The fragments that a spread may mean: one, none, or several that differ. */
export type FindFragments = (spread: FragmentSpreadNode, file: DocumentFile, root: DocumentFile) => readonly Fragment[];

const constant: DocumentFile = {
  name: packageSource,
  isPassed: false,
  documents: 1,
  operations: [],
  // The constant is the text of one fragment.
  fragments: parse(new Source(payloadErrorFragment, packageSource)).definitions as readonly FragmentDefinitionNode[],
  insertions: [],
  imported: [],
};

/** Returns one of several definitions that are the same. */
function withoutCopies(fragments: readonly Fragment[]): readonly Fragment[] {
  if (fragments.length < 2) return fragments;
  return [...new Map(fragments.map((fragment) => [print(fragment.definition), fragment])).values()];
}

function indexByName(files: readonly DocumentFile[]): ReadonlyMap<string, readonly Fragment[]> {
  const byName = new Map<string, Fragment[]>();
  for (const file of files) {
    for (const definition of file.fragments) {
      const name = definition.name.value;
      const fragments = byName.get(name);
      if (fragments) fragments.push({ definition, file });
      else byName.set(name, [{ definition, file }]);
    }
  }
  return byName;
}

const moduleImport = /\b(?:from|import|require\s*\()\s*(["'])(\.{1,2}\/[^"'\n]*|\.{1,2})\1/g;
const withoutExtension = (path: string): string => path.replace(/(?:\/index)?\.[cm]?[\w]+$/, '');

/** Returns the fragments of the modules that source code imports, where that tells them apart. */
function ofImportedModules(fragments: readonly Fragment[], { name, code = '' }: DocumentFile): readonly Fragment[] {
  const paths = new Set(
    [...code.matchAll(moduleImport)].flatMap(([, , path]) => {
      const absolute = resolve(dirname(name), path!);
      return [absolute, withoutExtension(absolute)];
    }),
  );
  return fragments.filter(
    ({ file }) => paths.has(resolve(file.name)) || paths.has(withoutExtension(resolve(file.name))),
  );
}

/**
 * Creates a function that finds fragments as bundlers do: in the file of the spread, then in the
 * files that it imports, then in those of the operation, then in all documents.
 */
export function createFindFragments(files: readonly DocumentFile[]): FindFragments {
  const all = new Map(
    [...indexByName(files.filter(({ isPassed }) => isPassed))].map(([name, found]) => [name, withoutCopies(found)]),
  );
  const ofFile = new Map<DocumentFile, ReadonlyMap<string, readonly Fragment[]>>();

  const findOwn = (name: string, file: DocumentFile): readonly Fragment[] => {
    let own = ofFile.get(file);
    if (!own) ofFile.set(file, (own = indexByName([file])));
    return own.get(name) ?? [];
  };

  const findImported = (name: string, file: DocumentFile, visited = new Set<DocumentFile>()): readonly Fragment[] => {
    visited.add(file);
    for (const { file: imported, names } of file.imported) {
      if (visited.has(imported) || (names && !names.includes(name))) continue;
      const [own] = findOwn(name, imported);
      const found = own ? [own] : findImported(name, imported, visited);
      if (found.length > 0) return found;
    }
    return [];
  };

  const findConstant = (name: string, { code = '' }: DocumentFile): readonly Fragment[] => {
    const isUsed = name === constant.fragments[0]!.name.value && /\bpayloadErrorFragment\b/.test(code);
    return isUsed ? [{ definition: constant.fragments[0]!, file: constant }] : [];
  };

  return (spread, file, root) => {
    const name = spread.name.value;
    for (const scope of file === root ? [file] : [file, root]) {
      const own = findOwn(name, scope);
      const ofTemplate = own.filter(({ definition }) => definition.loc?.source === spread.loc?.source);
      if (ofTemplate.length > 0) return ofTemplate.slice(0, 1);
      if (own.length > 0) return withoutCopies(own);
      for (const find of [findImported, findConstant]) {
        const found = find(name, scope);
        if (found.length > 0) return found;
      }
    }
    const found = all.get(name) ?? [];
    if (found.length < 2) return found;
    for (const scope of [file, root]) {
      const imported = ofImportedModules(found, scope);
      if (imported.length === 1) return imported;
    }
    return found;
  };
}
