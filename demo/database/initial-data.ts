import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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
  if (existsSync(file)) return { files: new Blob([readFileSync(file)]), keep: async () => {} };
  return {
    files: await emptyData(),
    async keep(migrated) {
      // Otherwise each start would repeat what the log says since the last one.
      await migrated.exec('checkpoint');
      // Not compressed: reading 40 MB is faster than unpacking 4.
      const files = await migrated.dumpDataDir('none');
      mkdirSync(folder, { recursive: true });
      for (const old of readdirSync(folder).filter((name) => name.endsWith('.tar'))) rmSync(join(folder, old));
      // Another process may read or write it at the same time.
      const part = `${file}.${randomUUID()}`;
      writeFileSync(part, Buffer.from(await files.arrayBuffer()));
      renameSync(part, file);
    },
  };
}
