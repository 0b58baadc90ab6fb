import { cpSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { expect, it, onTestFinished } from 'vitest';
import { readInitialData } from '../../demo/database/initial-data.js';

const migrations = 'demo/database/migrations';

it('the data of a migrated engine are kept, and replaced when the migrations change', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'graphql-error-codes-initial-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const kept = join(folder, 'kept');
  const first = await PGlite.create({ loadDataDir: (await readInitialData(kept, migrations)).files });
  await first.exec('create table mark (value int); insert into mark values (31)');
  await (await readInitialData(kept, migrations)).keep(first);
  await first.close();
  const names = readdirSync(kept);
  expect(names).toEqual([expect.stringMatching(/^[0-9a-f]{16}\.tar$/)]);

  const again = await readInitialData(kept, migrations);
  const second = await PGlite.create({ loadDataDir: again.files });
  expect((await second.query('select value from mark')).rows).toEqual([{ value: 31 }]);
  // They are kept already.
  await again.keep(second);
  expect(readdirSync(kept)).toEqual(names);

  // Of a process that was killed, and of one that is writing.
  const [abandoned, current] = ['abandoned', 'current'].map((name) => join(kept, `${names[0]!}.${name}`));
  for (const part of [abandoned!, current!]) writeFileSync(part, '');
  utimesSync(abandoned!, 0, 0);

  const changed = join(folder, 'migrations');
  cpSync(migrations, changed, { recursive: true });
  writeFileSync(join(changed, '9999_new.sql'), 'select 1');
  await (await readInitialData(kept, changed)).keep(second);
  await second.close();
  const left = readdirSync(kept).map((name) => join(kept, name));
  expect(left).toEqual(expect.arrayContaining([current, expect.stringMatching(/[0-9a-f]{16}\.tar$/)]));
  expect(left).toHaveLength(2);
  expect(left).not.toContain(join(kept, names[0]!));
});

it('processes that start at the same time keep the same file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'graphql-error-codes-initial-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const both = await Promise.all([readInitialData(folder, migrations), readInitialData(folder, migrations)]);
  const engine = await PGlite.create({ loadDataDir: both[0].files });
  await both[0].keep(engine);
  const kept = readdirSync(folder);
  await both[1].keep(engine);
  await engine.close();
  expect(readdirSync(folder)).toEqual(kept);
});
