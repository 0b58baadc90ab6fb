import { statSync } from 'node:fs';
import { mkdir, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { UsageError } from './usage-error.js';

/** A file, and what it will contain. */
export interface ChangedFile {
  readonly path: string;
  readonly content: string | Uint8Array;
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EEXIST: 'a folder of its path is a file',
  EISDIR: 'it is a folder',
  ENAMETOOLONG: 'the name is too long',
  ENOSPC: 'no space is left',
  ENOTDIR: 'a folder of its path is a file',
  EROFS: 'the file system is read-only',
};

/** Whether a path is a device or a pipe, such as /dev/null, which a file must not replace. */
const isStream = (path: string): boolean => {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats !== undefined && !stats.isFile() && !stats.isDirectory();
};

/** Returns the file that a path stands for: a link stays a link. */
async function resolveTarget(path: string): Promise<{ readonly target: string; readonly mode?: number }> {
  try {
    const target = await realpath(path);
    const stats = await stat(target);
    if (stats.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
    return { target, mode: stats.mode };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return { target: path };
  }
}

/**
 * Writes files, and creates the folders above them. Each is written in full beside the old file
 * first, so that a failure leaves all of them as they were.
 *
 * @throws UsageError when a file cannot be written.
 */
export async function replaceFiles(files: readonly ChangedFile[]): Promise<void> {
  const written: { readonly temporary: string; readonly target: string }[] = [];
  let current = '';
  try {
    for (const { path, content } of files) {
      current = path;
      if (isStream(path)) {
        await writeFile(path, content);
        continue;
      }
      const { target, ...options } = await resolveTarget(path);
      await mkdir(dirname(target), { recursive: true });
      const temporary = join(dirname(target), `.graphql-error-codes-${process.pid}-${written.length}.tmp`);
      written.push({ temporary, target });
      await writeFile(temporary, content, options);
    }
    for (const { temporary, target } of written) await rename(temporary, target);
  } catch (error) {
    await Promise.all(written.map(({ temporary }) => rm(temporary, { force: true })));
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new UsageError(`${current}: cannot be written: ${reasons[code] ?? 'the system refuses it'} (${code}).`);
  }
}
