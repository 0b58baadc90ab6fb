import { eq } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Database } from './open.js';

/** Any table whose rows have a numeric `id`. */
export type TableWithId = PgTable & { readonly id: PgColumn; readonly $inferSelect: { readonly id: number } };

/** Returns the row with this id. It must exist, such as the target of a foreign key. */
export async function rowOf<Table extends TableWithId>(
  database: Database,
  table: Table,
  id: number,
): Promise<Table['$inferSelect']> {
  // Drizzle does not accept a type parameter in `from`, so the row type is lost here.
  const source: PgTable = table;
  const [row] = await database.select().from(source).where(eq(table.id, id));
  // All columns of `table` are selected, so this is one of its rows.
  return row as Table['$inferSelect'];
}
