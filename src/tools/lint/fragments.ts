import { dirname, resolve } from 'node:path';
import { parse, print, Source, visit, type FragmentDefinitionNode, type FragmentSpreadNode } from 'graphql';
import { payloadErrorFragment } from '../../client/payload-error.js';
import type { DocumentFile } from '../documents/document-file.js';
import { packageSource } from '../place.js';

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

/** Returns the names of the fragments that a fragment spreads. */
function spreadNames({ definition }: Fragment): readonly string[] {
  const names = new Set<string>();
  visit(definition, { FragmentSpread: ({ name }) => void names.add(name.value) });
  return [...names];
}

const constantName = constant.fragments[0]!.name.value;
const importedConstant =
  /\b(?:import|const|let|var)\s*\{[^}]*\bpayloadErrorFragment\b[^}]*\}\s*(?:from|=\s*require\s*\()\s*["']graphql-error-codes\/client["']/g;
const commentOrExport = /\/\*[^]*?\*\/|(?<!:)\/\/.*|\b(?:import|export)\s*\{[^}]*\}(?:\s*from\s*["'][^"'\n]*["'])?/g;

/** Whether source code has the constant of the package in a template or behind one. */
const usesConstant = (code: string): boolean =>
  /\bpayloadErrorFragment\b/.test(code.replaceAll(importedConstant, '').replaceAll(commentOrExport, ''));

/**
 * Creates a function that finds fragments as bundlers do: in the file of the spread, then in the
 * files that it imports, then in those of the operation, then in all documents.
 */
export function createFindFragments(files: readonly DocumentFile[]): FindFragments {
  const all = indexByName(files.filter(({ isPassed }) => isPassed));
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

  const ofPackage: readonly Fragment[] = [{ definition: constant.fragments[0]!, file: constant }];
  const findConstant = (name: string, { code = '' }: DocumentFile): readonly Fragment[] =>
    name === constantName && code.search(importedConstant) >= 0 && usesConstant(code) ? ofPackage : [];

  const texts = new Map<FragmentDefinitionNode, string>();
  /** Returns the text of a fragment with the texts of those it spreads: same names may differ. */
  const writeOut = (fragment: Fragment, visited: ReadonlySet<FragmentDefinitionNode> = new Set()): string => {
    const { definition, file } = fragment;
    const present = texts.get(definition);
    if (present !== undefined) return present;
    if (visited.has(definition)) return definition.name.value;
    const within = new Set([...visited, definition]);
    const inner = spreadNames(fragment).flatMap((name) => {
      const own = [findOwn, findImported, findConstant]
        .map((find) => find(name, file))
        .find((found) => found.length > 0);
      return (own ?? all.get(name) ?? []).map((one) => writeOut(one, within));
    });
    const text = [print(definition), ...inner].join('\n');
    if (visited.size === 0) texts.set(definition, text);
    return text;
  };
  /** Returns one of several definitions that are the same. */
  const withoutCopies = (fragments: readonly Fragment[]): readonly Fragment[] =>
    fragments.length < 2
      ? fragments
      : [...new Map(fragments.map((fragment) => [writeOut(fragment), fragment])).values()];

  return (spread, file, root) => {
    const name = spread.name.value;
    const scopes = file === root ? [file] : [file, root];
    for (const scope of scopes) {
      const own = findOwn(name, scope);
      const ofTemplate = own.filter(({ definition }) => definition.loc?.source === spread.loc?.source);
      if (ofTemplate.length > 0) return ofTemplate.slice(0, 1);
      if (own.length > 0) return withoutCopies(own);
      for (const find of [findImported, findConstant]) {
        const found = find(name, scope);
        if (found.length > 0) return found;
      }
    }
    const found = withoutCopies(all.get(name) ?? []);
    // A module of the project may export the constant again.
    if (found.length === 0 && name === constantName && scopes.some(({ code = '' }) => usesConstant(code)))
      return ofPackage;
    if (found.length < 2) return found;
    for (const scope of scopes) {
      const imported = ofImportedModules(found, scope);
      if (imported.length === 1) return imported;
    }
    return found;
  };
}
