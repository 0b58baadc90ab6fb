import { and, eq, inArray, isNull, or } from 'drizzle-orm';
import { ErrorCode, MutationError } from 'graphql-error-codes';
import type { Database } from '../../database/open.js';
import { runtimes, type RuntimeRow } from '../../database/tables.js';

/**
 * The runtimes, in the order asked for: global ones, or the namespace's own.
 *
 * @throws MutationError MISSING_PERMISSION when one is neither, whether or not it exists.
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
    .where(and(inArray(runtimes.id, ids), usable));
  const byId = new Map(found.map((runtime) => [runtime.id, runtime]));
  return ids.map((id) => {
    const runtime = byId.get(id);
    if (!runtime) throw new MutationError(ErrorCode.MISSING_PERMISSION);
    return runtime;
  });
}
