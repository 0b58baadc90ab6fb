import { sql } from 'drizzle-orm';
import type { Demo } from '../demo/open-demo.js';

/**
 * Makes the database refuse the first deletions of old backup codes. The mutation then returns
 * FAILED_TO_INVALIDATE_OLD_BACKUP_CODES, whose `retry` is `later`.
 */
export async function failRotations(demo: Demo, failures: number) {
  // A sequence counts in a transaction that is rolled back, too.
  await demo.database.execute(sql`create sequence attempts`);
  await demo.database.execute(
    sql.raw(`create function refuse() returns trigger language plpgsql as '
      begin
        if nextval(''attempts'') <= ${failures} then raise exception ''busy''; end if;
        return null;
      end'`),
  );
  await demo.database.execute(
    sql`create trigger obstacle before delete on backup_codes for each statement execute function refuse()`,
  );
  return {
    attempts: async () => {
      const { rows } = (await demo.database.execute(sql`select nextval('attempts') - 1 as attempts`)) as {
        rows: readonly { attempts: string }[];
      };
      return Number(rows[0]!.attempts);
    },
    remove: async () => {
      await demo.database.execute(sql`drop function refuse cascade`);
      await demo.database.execute(sql`drop sequence attempts`);
    },
  };
}
