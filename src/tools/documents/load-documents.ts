import { resolve } from 'node:path';
import { findFiles, readText, type TextSource } from '../files.js';
import type { Finding } from '../report.js';
import { UsageError } from '../usage-error.js';
import type { DocumentContent, DocumentFile, FragmentImport } from './document-file.js';
import { findByEnd, isRelative, resolveImport } from './fragment-imports.js';
import { MissingPackageError } from './pluck-templates.js';
import { documentExtensions, isDocumentFile, readContent } from './read-content.js';

/** Documents: a path, glob or folder, or a text that was read already. */
export type DocumentInput = string | TextSource;

/** The documents of all files, and what is wrong with them. */
export interface LoadedDocuments {
  /** The files that were passed, and those that they import. */
  readonly files: readonly DocumentFile[];
  readonly findings: readonly Finding[];
}

/** A file that is read, before its imports are. */
interface Reading {
  /** Differs from those of other files. */
  readonly key: string;
  readonly name: string;
  readonly isPassed: boolean;
  readonly text?: string;
}

interface Loading extends DocumentFile {
  readonly imports: readonly FragmentImport[];
  readonly imported: DocumentFile['imported'][number][];
}

interface Loaded {
  readonly key: string;
  readonly file: Loading;
  readonly findings: readonly Finding[];
  /** The packages that reading the file requires. */
  readonly missing?: string;
}

const empty: DocumentContent = { documents: 0, operations: [], fragments: [], imports: [], insertions: [] };

/** Returns the problem of a file that cannot be read, at the place that its message starts with. */
function unreadable(name: string, error: UsageError): Finding {
  const rest = error.message.startsWith(name) ? error.message.slice(name.length) : ` ${error.message}`;
  const [, line = '1', column = '1', message] = /^(?::(\d+):(\d+))?:?\s*([^]*)$/.exec(rest)!;
  return {
    level: 'error',
    coordinate: name,
    message: `The file ${message!.replace(/^The file /, '')}`,
    place: { file: name, line: Number(line), column: Number(column) },
  };
}

/** Describes each missing package once: a folder may have thousands of such files. */
function describeMissing(missing: ReadonlyMap<string, readonly string[]>): readonly Finding[] {
  return [...missing].map(([packages, [first, ...others]]) => {
    const more = others.length === 0 ? '' : ` The same goes for ${others.length} more of the files.`;
    return {
      level: 'error',
      coordinate: first!,
      message: `Reading GraphQL in this source code requires a package. Run "npm install --save-dev ${packages}".${more}`,
      place: { file: first!, line: 1, column: 1 },
    };
  });
}

/** Returns the paths of documents. Globs may match other files, too. */
async function findDocuments(patterns: readonly string[]): Promise<readonly string[]> {
  const files = await findFiles(patterns, documentExtensions);
  const other = patterns.find((pattern) => files.includes(pattern) && !isDocumentFile(pattern));
  if (other !== undefined) {
    throw new UsageError(
      `${other}: not a document. Expected .graphql or .gql, or source code with templates (.ts, .tsx, .js, .vue, ...).`,
    );
  }
  // One file in two spellings has no fragments that clash.
  return [...new Map(files.filter(isDocumentFile).map((file) => [resolve(file), file])).values()];
}

/** Maps items, a limited number at a time: open files are limited, too. */
async function mapInBatches<Item, Result>(
  items: readonly Item[],
  map: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (let start = 0; start < items.length; start += 64) {
    results.push(...(await Promise.all(items.slice(start, start + 64).map(map))));
  }
  return results;
}

/** Reads a file. A file that cannot be read has no documents. */
async function load({ key, name, isPassed, text }: Reading): Promise<Loaded> {
  const file = { ...empty, name, isPassed, imported: [] };
  try {
    const { content, findings } = await readContent(name, text ?? (await readText(name)));
    return { key, file: { ...file, ...content }, findings };
  } catch (error) {
    if (error instanceof MissingPackageError) return { key, file, findings: [], missing: error.packages };
    if (error instanceof UsageError) return { key, file, findings: [unreadable(name, error)] };
    throw error;
  }
}

function missingImport({ path, place }: FragmentImport): Finding {
  const message = `The imported file ${path} was not found.`;
  return isRelative(path)
    ? {
        level: 'error',
        coordinate: path,
        message: `${message} Correct the path, which is relative to this file.`,
        place,
      }
    : {
        level: 'warning',
        coordinate: path,
        message: `${message} Aliases of bundlers are unknown: its fragments are searched in all documents.`,
        place,
      };
}

/**
 * Loads documents, and the files that they import with `#import`.
 *
 * @throws UsageError for a path or glob without files. What is wrong in a file is a finding.
 */
export async function loadDocuments(inputs: readonly DocumentInput[]): Promise<LoadedDocuments> {
  const paths = await findDocuments(inputs.filter((input) => typeof input === 'string'));
  const texts = inputs.filter((input) => typeof input !== 'string');
  const files = new Map<string, Loading>();
  const findings: Finding[] = [];
  const missing = new Map<string, string[]>();
  const links: { readonly from: Loading; readonly to: string; readonly names: readonly string[] | undefined }[] = [];

  const unresolved: { readonly from: Loading; readonly entry: FragmentImport }[] = [];

  const add = ({ key, file, findings: found, missing: packages }: Loaded): readonly Reading[] => {
    files.set(key, file);
    findings.push(...found);
    if (packages !== undefined) missing.set(packages, [...(missing.get(packages) ?? []), file.name]);
    return file.imports.flatMap((entry) => {
      const path = resolveImport(file.name, entry.path);
      if (path === undefined) unresolved.push({ from: file, entry });
      else links.push({ from: file, to: resolve(path), names: entry.names });
      return path === undefined ? [] : [{ key: resolve(path), name: path, isPassed: false }];
    });
  };

  let next: readonly Reading[] = [
    ...paths.map((name) => ({ key: resolve(name), name, isPassed: true })),
    // Texts may have the same name.
    ...texts.map(({ name = 'text', text }, index) => ({ key: `text ${index}`, name, text, isPassed: true })),
  ];
  while (next.length > 0) {
    const imported = (await mapInBatches(next, load)).flatMap(add);
    next = [...new Map(imported.map((reading) => [reading.key, reading])).values()].filter(
      ({ key }) => !files.has(key),
    );
  }
  const keys = [...files.keys()];
  for (const { from, entry } of unresolved) {
    const to = isRelative(entry.path) ? undefined : findByEnd(keys, entry.path);
    if (to === undefined) findings.push(missingImport(entry));
    else links.push({ from, to, names: entry.names });
  }
  for (const { from, to, names } of links) from.imported.push({ file: files.get(to)!, names });
  return { files: [...files.values()], findings: [...findings, ...describeMissing(missing)] };
}
