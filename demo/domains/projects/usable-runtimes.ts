import { and, eq, isNull, or } from 'drizzle-orm';
import { ErrorCode, MutationError } from 'graphql-error-codes';
import { isOneOf } from '../../database/is-one-of.js';
import type { Database } from '../../database/open.js';
import { runtimes, type RuntimeRow } from '../../database/tables.js';

/**
 * Returns the runtimes in the order of `ids`. A namespace can use global runtimes and its own.
 *
 * @throws MutationError MISSING_PERMISSION when a runtime does not exist or cannot be used by the
 * namespace.
 */
export async function requireUsableRuntimes(
  database: Database,
  namespaceId: number,
  ids: readonly number[],
): Promise<RuntimeRow[]> {
  const usable = or(isNull(runtimes.namespaceId), eq(runtimes.namespaceId, namespaceId));
  const found = await database
    .select()
    .from(runtimes)
    .where(and(isOneOf(runtimes.id, ids), usable));
  const byId = new Map(found.map((runtime) => [runtime.id, runtime]));
  return ids.map((id) => {
    const runtime = byId.get(id);
    if (!runtime) throw new MutationError(ErrorCode.MISSING_PERMISSION);
    return runtime;
  });
}
