import { sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';

/**
 * Whether the id is one of `ids`, which are passed as one parameter. `inArray` passes one parameter
 * each: their number is limited, and PGlite breaks above the limit.
 */
export const isOneOf = (column: PgColumn, ids: readonly number[]): SQL =>
  sql`${column} = any(${sql.param(`{${ids.join(',')}}`)}::bigint[])`;
