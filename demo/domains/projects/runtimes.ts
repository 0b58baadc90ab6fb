import { and, asc, count, eq, gt, inArray, isNull, type SQL } from 'drizzle-orm';
import { ErrorCode, MutationError } from 'graphql-error-codes';
import { pageOf, type Connection, type ConnectionArguments } from '../../connection.js';
import type { Context } from '../../context.js';
import type { Database } from '../../database/open.js';
import {
  projectRuntimes,
  runtimeDefinitions,
  runtimes,
  type DefinitionRow,
  type ProjectRow,
  type RuntimeRow,
} from '../../database/tables.js';
import { requireProject } from './projects.js';
import { requireUsableRuntimes } from './usable-runtimes.js';

/**
 * Lets a project run on exactly these runtimes: each is compared with the primary one, in the order given.
 *
 * @throws MutationError MISSING_PERMISSION; at the first runtime that does not fit, MISSING_PRIMARY_RUNTIME when there is nothing to
 * compare it with, MISSING_DEFINITION, OUTDATED_DEFINITION
 */
export async function assignRuntimes(
  context: Context,
  input: { readonly namespaceProjectId: number; readonly runtimeIds: readonly number[] },
): Promise<ProjectRow> {
  const { database } = context;
  const project = await requireProject(context, input.namespaceProjectId, 'ASSIGN_PROJECT_RUNTIMES');
  const wanted = [...new Set(input.runtimeIds)];
  const candidates = await requireUsableRuntimes(database, project.namespaceId, wanted);

  if (candidates.length > 0) {
    if (project.primaryRuntimeId === null) throw new MutationError(ErrorCode.MISSING_PRIMARY_RUNTIME);
    const primary = await definitionsOf(database, project.primaryRuntimeId);
    for (const candidate of candidates)
      requireCompatible(primary, candidate, await definitionsOf(database, candidate.id));
  }
  await database.delete(projectRuntimes).where(eq(projectRuntimes.projectId, project.id));
  if (wanted.length > 0) {
    await database.insert(projectRuntimes).values(wanted.map((runtimeId) => ({ projectId: project.id, runtimeId })));
  }
  return project;
}

/** Whether a candidate can run what was made for the primary runtime: all its definitions, of the same major and no older minor version. */
function requireCompatible(
  primary: readonly DefinitionRow[],
  candidate: RuntimeRow,
  offered: readonly DefinitionRow[],
): void {
  const name = ({ kind, key }: DefinitionRow) => `${kind} ${key}`;
  const offers = new Map(offered.map((definition) => [name(definition), definition]));
  const missing = primary.find((definition) => !offers.has(name(definition)));
  if (missing) {
    throw new MutationError(ErrorCode.MISSING_DEFINITION, {
      message: `Runtime "${candidate.name}" has no ${kindNames[missing.kind]} "${missing.key}".`,
    });
  }
  for (const definition of primary) {
    const offer = offers.get(name(definition))!;
    if (offer.major === definition.major && offer.minor >= definition.minor) continue;
    throw new MutationError(ErrorCode.OUTDATED_DEFINITION, {
      message: `Runtime "${candidate.name}" has the ${kindNames[offer.kind]} "${offer.key}" in version ${versionOf(offer)}; the primary runtime has ${versionOf(definition)}.`,
    });
  }
}

const kindNames = { data_type: 'data type', flow_type: 'flow type', function: 'function' } as const;

export const versionOf = ({ major, minor, patch }: DefinitionRow): string => `${major}.${minor}.${patch}`;

/** By kind (data types, flow types, functions), the oldest first. */
export const definitionsOf = (database: Database, runtimeId: number): PromiseLike<DefinitionRow[]> =>
  database
    .select()
    .from(runtimeDefinitions)
    .where(eq(runtimeDefinitions.runtimeId, runtimeId))
    .orderBy(asc(runtimeDefinitions.kind), asc(runtimeDefinitions.id));

export const globalRuntimes = (database: Database, page: ConnectionArguments) =>
  pageOfRuntimes(database, isNull(runtimes.namespaceId), page);

export const runtimesOf = (database: Database, projectId: number, page: ConnectionArguments) =>
  pageOfRuntimes(
    database,
    inArray(
      runtimes.id,
      database
        .select({ id: projectRuntimes.runtimeId })
        .from(projectRuntimes)
        .where(eq(projectRuntimes.projectId, projectId)),
    ),
    page,
  );

const pageOfRuntimes = (database: Database, which: SQL, page: ConnectionArguments): Promise<Connection<RuntimeRow>> =>
  pageOf(
    page,
    (after, limit) =>
      database
        .select()
        .from(runtimes)
        .where(and(which, gt(runtimes.id, after)))
        .orderBy(asc(runtimes.id))
        .limit(limit),
    async () => (await database.select({ total: count() }).from(runtimes).where(which))[0]!.total,
  );
