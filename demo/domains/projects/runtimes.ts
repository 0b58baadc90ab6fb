import { eq, isNull } from 'drizzle-orm';
import { ErrorCode, MutationError } from 'graphql-error-codes';
import type { ConnectionArguments } from '../../connection.js';
import type { Context } from '../../context.js';
import { requireListLength } from '../../list-length.js';
import type { Database } from '../../database/open.js';
import { pageOfTable } from '../../database/page.js';
import {
  projectRuntimes,
  runtimes,
  type DefinitionRow,
  type ProjectRow,
  type RuntimeRow,
} from '../../database/tables.js';
import { definitionsOf, versionOf } from './definitions.js';
import { requireProject } from './projects.js';
import { requireUsableRuntimes } from './usable-runtimes.js';

const kindNames = { data_type: 'data type', flow_type: 'flow type', function: 'function' } as const;

/**
 * Checks that a candidate can run flows made for the primary runtime. It must have all definitions
 * of the primary runtime, each in the same major version and the same or a newer minor version.
 *
 * @throws MutationError MISSING_DEFINITION, OUTDATED_DEFINITION
 */
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

/**
 * Replaces the runtimes of a project with these. Each must be compatible with the project's primary
 * runtime; they are checked in the given order, up to the first that is not.
 *
 * @throws MutationError MISSING_PERMISSION; INVALID_SETTING when the list is too long;
 * MISSING_PRIMARY_RUNTIME when the project has no primary runtime; MISSING_DEFINITION,
 * OUTDATED_DEFINITION
 */
export async function assignRuntimes(
  context: Context,
  input: { readonly namespaceProjectId: number; readonly runtimeIds: readonly number[] },
): Promise<ProjectRow> {
  const { database } = context;
  const project = await requireProject(context, input.namespaceProjectId, 'ASSIGN_PROJECT_RUNTIMES');
  requireListLength('runtimeIds', input.runtimeIds);
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

export const globalRuntimes = (database: Database, page: ConnectionArguments) =>
  pageOfTable(database, runtimes, isNull(runtimes.namespaceId), page);

export const runtimesOfProject = {
  table: runtimes,
  parent: projectRuntimes.projectId,
  through: { table: projectRuntimes, on: eq(projectRuntimes.runtimeId, runtimes.id) },
} as const;
