import { and, asc, gt, type SQL } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { pageOf, type Connection, type ConnectionArguments } from '../connection.js';
import type { Database } from './open.js';
import type { TableWithId } from './row.js';

/**
 * Returns one page of the rows that match `where`, in ascending order of their ids. `count`
 * includes all matching rows.
 *
 * @throws GraphQLError BAD_USER_INPUT when the page arguments are invalid, see {@link pageOf}.
 */
export function pageOfTable<Table extends TableWithId>(
  database: Database,
  table: Table,
  where: SQL | undefined,
  page: ConnectionArguments,
): Promise<Connection<Table['$inferSelect']>> {
  // Drizzle does not accept a type parameter in `from`, so the row type is lost here.
  const source: PgTable = table;
  return pageOf<Table['$inferSelect']>(
    page,
    async (after, limit) => {
      const rows = await database
        .select()
        .from(source)
        .where(and(where, gt(table.id, after)))
        .orderBy(asc(table.id))
        .limit(limit);
      // All columns of `table` are selected, so these are its rows.
      return rows as Table['$inferSelect'][];
    },
    () => database.$count(table, where),
  );
}
