import { existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { glob } from 'tinyglobby';
import { Mistake } from './mistake.js';

/**
 * The files that paths and globs name, sorted, each once; packages aside.
 *
 * @throws Mistake for one that names none: checking nothing is no check.
 */
export async function findFiles(patterns: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(
    patterns.map(async (pattern) => {
      // A path may look like a glob: pages/[id].graphql.
      if (existsSync(pattern) && statSync(pattern).isFile()) return [pattern];
      const files = await glob([pattern], { expandDirectories: false, ignore: ['**/node_modules/**'] });
      if (files.length === 0)
        throw new Mistake(`${pattern}: no such file. Paths start at the current folder; quote a glob.`);
      return files;
    }),
  );
  return [...new Set(found.flat())].toSorted();
}

/** The text of a file. @throws Mistake when it cannot be read. */
export async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new Mistake(`${file}: ${code === 'ENOENT' ? 'no such file' : `cannot be read (${code})`}.`);
  }
}
