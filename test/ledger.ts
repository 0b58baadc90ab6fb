import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LedgerEntry } from 'graphql-error-codes/testing';

/** The database engines that the tests of the demo run on. */
export const engines = ['pglite', 'postgresql'] as const;
export type Engine = (typeof engines)[number];

const folder = '.build/ledger';

/** Deletes the entries of an earlier run. */
export const deleteEntries = (): void => rmSync(folder, { recursive: true, force: true });

/** Writes the entries of one demo: they are opened in several processes. */
export function writeEntries(engine: Engine, entries: readonly LedgerEntry[]): void {
  mkdirSync(join(folder, engine), { recursive: true });
  writeFileSync(join(folder, engine, `${randomUUID()}.json`), JSON.stringify(entries));
}

/** Returns the entries of all files that ran on an engine. */
export function readEntries(engine: Engine): readonly LedgerEntry[] {
  const files = existsSync(join(folder, engine)) ? readdirSync(join(folder, engine)) : [];
  return files.flatMap((file) => JSON.parse(readFileSync(join(folder, engine, file), 'utf8')) as LedgerEntry[]);
}
