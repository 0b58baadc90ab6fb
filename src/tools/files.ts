import { existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { glob } from 'tinyglobby';
import { UsageError } from './usage-error.js';

/**
 * Returns the files that paths and globs match, sorted and without duplicates. `node_modules` is
 * ignored.
 *
 * @throws UsageError for a pattern that matches no file, so that a check of nothing never passes.
 */
export async function findFiles(patterns: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(
    patterns.map(async (pattern) => {
      // A path may look like a glob: pages/[id].graphql.
      if (existsSync(pattern) && statSync(pattern).isFile()) return [pattern];
      const files = await glob([pattern], { expandDirectories: false, ignore: ['**/node_modules/**'] });
      if (files.length > 0) return files;
      throw new UsageError(`${pattern}: no such file. Paths are relative to the current directory; quote globs.`);
    }),
  );
  return [...new Set(found.flat())].toSorted();
}

/**
 * Returns the text of a file.
 *
 * @throws UsageError when the file cannot be read.
 */
export async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new UsageError(`${file}: ${code === 'ENOENT' ? 'no such file' : `cannot be read (${code})`}.`);
  }
}
