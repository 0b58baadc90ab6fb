import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { glob } from 'tinyglobby';
import type { OptionRule } from '../internal/options.js';
import { decodeText, type DecodedText } from './decode-text.js';
import { excerpt } from './excerpt.js';
import { UsageError } from './usage-error.js';

/** A text that is not in a file, such as the standard input of a program. */
export interface TextSource {
  readonly text: string;
  /** What messages call it. Defaults to `text`. */
  readonly name?: string;
}

/** The extensions of GraphQL files. */
export const graphqlExtensions: readonly string[] = ['graphql', 'gql'];

/** Whether a command was given the content of a file in place of its path. */
const isContent = (pattern: string): boolean =>
  /[\0\n\r]/.test(pattern) ||
  pattern.length > 4096 ||
  /^\s*(?:"|\{\s*"|(?:extend\s+)?(?:type|interface|union|enum|input|scalar|directive|schema)\s[\w\s&|,]*[@={])/.test(
    pattern,
  );

/** @param advice for a pattern that is no text and no URL */
function explainMissing(pattern: string, advice: string): UsageError {
  if (pattern.trim() === '') return new UsageError('Expected a path, got an empty text.');
  if (isContent(pattern)) {
    return new UsageError(
      (option) =>
        `Expected a path, glob, folder, URL or ${option('text')}, got the text ${JSON.stringify(excerpt(pattern))}.`,
    );
  }
  const missing = `${excerpt(pattern, 300)}: no such file.`;
  if (/^[a-z][\w+.-]*:\/\//i.test(pattern))
    return new UsageError(`${missing} Only schemas are read from URLs, by http or https.`);
  if (/^[\w.-]+:\d+(?:\/|$)/.test(pattern))
    return new UsageError(`${missing} The URL of a server starts with http:// or https://.`);
  return new UsageError(missing + advice);
}

/** A rule for what {@link findFiles} finds. */
export const isPatterns: OptionRule = {
  expected: 'a list of paths, globs and folders',
  accepts: (value) => Array.isArray(value) && value.length > 0 && value.every((pattern) => typeof pattern === 'string'),
};

const ignore = ['**/node_modules/**'];

async function findInFolder(folder: string, extensions: readonly string[]): Promise<readonly string[]> {
  const patterns = extensions.map((extension) => `**/*.${extension}`);
  const files = await glob(patterns, { cwd: folder, expandDirectories: false, ignore });
  if (files.length > 0) return files.map((file) => join(folder, file));
  const expected = extensions
    .map((extension) => `.${extension}`)
    .join(', ')
    .replace(/, ([^,]*)$/, ' or $1');
  throw new UsageError(
    `${folder}: the folder has no files that end with ${expected}. Pass other files by their paths.`,
  );
}

/** Returns a glob in which parts that look like patterns are names, as frameworks name folders. */
function namesAsGlobs(pattern: string): string {
  const segments = pattern.split('/');
  // (auth) and (.)photo are names. (a|b), +(a) and other groups with a sign before them are not.
  const isName = (index: number) => existsSync(segments.slice(0, index + 1).join('/') || '/');
  let isLiteral = true;
  return segments
    .map((segment, index) => {
      isLiteral &&= isName(index);
      return isLiteral
        ? segment.replaceAll(/(?<!\\)[$^*+?()[\]{}!@|]/g, '\\$&')
        : segment.replaceAll(/(?<![\\?*+@!])\(([^()|\\]*)\)/g, '\\($1\\)');
    })
    .join('/');
}

/** Returns a glob in which brackets are names, too: pages/[id]/*.graphql. */
const bracketsAsNames = (pattern: string): string => pattern.replaceAll(/(?<!\\)[[\]]/g, '\\$&');

/** @returns no files for a pattern that matches none */
async function findGlob(pattern: string): Promise<readonly string[]> {
  // Stands for folders, and tinyglobby throws for two slashes: https://
  if (pattern.endsWith('/')) return [];
  const named = namesAsGlobs(pattern);
  const files = await glob([...new Set([named, bracketsAsNames(named)])], { expandDirectories: false, ignore });
  // The separators of Windows: elsewhere, a backslash escapes the next character, and one at the
  // start would search the whole disk.
  const hasSeparators = pattern.includes('\\') && (sep === '\\' || !pattern.startsWith('\\'));
  return files.length === 0 && hasSeparators ? findGlob(pattern.replaceAll('\\', '/')) : files;
}

async function findPattern(pattern: string, extensions: readonly string[]): Promise<readonly string[]> {
  // A path may look like a glob: pages/[id].graphql.
  if (existsSync(pattern)) return statSync(pattern).isDirectory() ? findInFolder(pattern, extensions) : [pattern];
  const isPattern = pattern.trim() !== '' && !isContent(pattern);
  const files = isPattern ? await findGlob(pattern) : [];
  if (files.length > 0) return files;
  throw explainMissing(pattern, ' Paths are relative to the current directory; quote globs.');
}

/**
 * Returns the files that paths, globs and folders stand for, sorted and without duplicates.
 * `node_modules` is ignored.
 *
 * @param extensions of the files in a folder
 * @throws UsageError for a pattern that matches no file, so that a check of nothing never passes.
 */
export async function findFiles(
  patterns: readonly string[],
  extensions: readonly string[] = graphqlExtensions,
): Promise<readonly string[]> {
  const found = await Promise.all(patterns.map((pattern) => findPattern(pattern, extensions)));
  return [...new Set(found.flat())].toSorted();
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'cannot be read: permission denied',
  EISDIR: 'is a folder. Expected a file',
};

// At once: reading the small files of front ends asynchronously takes longer than parsing them.
function readBytes(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    if (code === 'ENOENT' || code === 'ENAMETOOLONG') throw explainMissing(file, '');
    throw new UsageError(`${file}: ${reasons[code] ?? `cannot be read (${code})`}.`);
  }
}

/**
 * Returns the text of a file, and its encoding.
 *
 * @throws UsageError when the file cannot be read, or is not text.
 */
export const decodeFile = async (file: string): Promise<DecodedText> => decodeText(file, readBytes(file));

/**
 * Returns the text of a file, without its byte order mark.
 *
 * @throws UsageError when the file cannot be read, or is not text.
 */
export const readText = async (file: string): Promise<string> => (await decodeFile(file)).text;
