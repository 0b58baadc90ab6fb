import { realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { UsageError } from './usage-error.js';

/** A file that exists, and what it will contain. */
export interface ChangedFile {
  readonly path: string;
  readonly text: string;
}

/**
 * Replaces the text of files. Each is written in full beside the old file first, so that a failure
 * leaves all of them as they were.
 *
 * @throws UsageError when a file cannot be written.
 */
export async function replaceFiles(files: readonly ChangedFile[]): Promise<void> {
  const written: { readonly temporary: string; readonly target: string }[] = [];
  let current = '';
  try {
    for (const { path, text } of files) {
      current = path;
      // A link stays a link.
      const target = await realpath(path);
      const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
      written.push({ temporary, target });
      await writeFile(temporary, text, { mode: (await stat(target)).mode });
    }
    for (const { temporary, target } of written) await rename(temporary, target);
  } catch (error) {
    await Promise.all(written.map(({ temporary }) => rm(temporary, { force: true })));
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new UsageError(`${current}: cannot be written (${code}).`);
  }
}
