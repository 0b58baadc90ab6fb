import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { dataDir as emptyData } from '@electric-sql/pglite-prepopulatedfs';

const require = createRequire(import.meta.url);

/** Everything that the data depends on: the migrations, and the engine that writes the files. */
function fingerprint(migrations: string): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(migrations, { recursive: true, encoding: 'utf8' }).toSorted()) {
    if (name.endsWith('.sql') || name.endsWith('.json')) hash.update(name).update(readFileSync(join(migrations, name)));
  }
  hash.update(readFileSync(require.resolve('@electric-sql/pglite')));
  return hash.digest('hex').slice(0, 16);
}

/** Returns the content of a file, or `undefined` if it is absent or being replaced. */
function readKept(file: string): Buffer<ArrayBuffer> | undefined {
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Whether the process that wrote a part was killed: the others take a second. */
const isAbandoned = (part: string): boolean =>
  Date.now() - (statSync(part, { throwIfNoEntry: false })?.mtimeMs ?? 0) > 60_000;

/** The data of a new database. */
export interface InitialData {
  /** The files of the engine, for `loadDataDir`. */
  readonly files: Blob;
  /** Keeps the data of a migrated engine for the next start, unless they are kept already. */
  readonly keep: (migrated: PGlite) => Promise<void>;
}

/**
 * Returns the data of a new database: those that were kept after the last migration, otherwise
 * those of an empty engine, which must be migrated. An own `initdb` would take 2 to 8 seconds, the
 * migrations one more.
 *
 * @param folder where data are kept
 */
export async function readInitialData(folder: string, migrations: string): Promise<InitialData> {
  const file = join(folder, `${fingerprint(migrations)}.tar`);
  const kept = readKept(file);
  if (kept) return { files: new Blob([kept]), keep: async () => {} };
  return {
    files: await emptyData(),
    async keep(migrated) {
      // Otherwise each start would repeat what the log says since the last one.
      await migrated.exec('checkpoint');
      // Not compressed: reading 40 MB is faster than unpacking 4.
      const files = await migrated.dumpDataDir('none');
      mkdirSync(folder, { recursive: true });
      // Other processes may read or write the same file.
      const part = `${file}.${randomUUID()}`;
      writeFileSync(part, Buffer.from(await files.arrayBuffer()));
      renameSync(part, file);
      for (const other of readdirSync(folder).map((name) => join(folder, name))) {
        const isOld = other.endsWith('.tar') ? other !== file : isAbandoned(other);
        if (isOld) rmSync(other, { force: true });
      }
    },
  };
}
