import { sql } from 'drizzle-orm';
import { expect, it, vi } from 'vitest';
import { openDatabase } from '../../demo/database/open.js';

it('an engine that no longer returns rows is reported: the process can end, in place of refusing every session', async () => {
  const onBroken = vi.fn<(reason: unknown) => void>();
  const { database, close } = await openDatabase({}, onBroken);
  const one = async () => ((await database.execute(sql`select 1 as one`)) as { rows: unknown[] }).rows;
  expect(await one()).toEqual([{ one: 1 }]);
  // More parameters than the protocol can count, which PGlite does not refuse.
  const ids = sql.join(
    Array.from({ length: 32_768 }, (_, index) => sql`${index}`),
    sql`, `,
  );
  await database.execute(sql`select 1 where 1 in (${ids})`);
  expect(await one()).toEqual([]);
  await expect.poll(() => onBroken.mock.calls.length).toBe(1);
  await close();
});
