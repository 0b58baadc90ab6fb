import { and, asc, count, eq, gt } from 'drizzle-orm';
import { ErrorCode, MutationError } from 'graphql-error-codes';
import type { NamespaceAbility } from '../../generated/resolvers.js';
import { pageOf, type Connection, type ConnectionArguments } from '../../connection.js';
import { requireViewer, type Context } from '../../context.js';
import { refusable, type DatabaseFailure } from '../../database/failure.js';
import type { Database } from '../../database/open.js';
import { namespaceProjects, type ProjectRow } from '../../database/tables.js';
import { acceptName } from '../namespaces/name.js';
import { requireAbility } from '../namespaces/permissions.js';
import { requireUsableRuntimes } from './usable-runtimes.js';

/** @throws MutationError MISSING_PERMISSION, MISSING_PARAMETER, INVALID_SETTING */
export async function createProject(
  context: Context,
  input: { readonly namespaceId: number; readonly name?: string | null },
): Promise<ProjectRow> {
  await requireAbility(context, input.namespaceId, 'CREATE_NAMESPACE_PROJECT');
  const name = acceptName(input);
  const [project] = await refusable(
    context.database.insert(namespaceProjects).values({ namespaceId: input.namespaceId, name }).returning(),
    nameTaken,
  );
  return project!;
}

export interface ProjectChanges {
  readonly namespaceProjectId: number;
  readonly name?: string | null;
  readonly primaryRuntimeId?: number | null;
}

/**
 * Changes the fields that `input` has as keys; the others stay. A primary runtime of null is none.
 *
 * @throws MutationError MISSING_PERMISSION, MISSING_PARAMETER, INVALID_SETTING
 */
export async function updateProject(context: Context, input: ProjectChanges): Promise<ProjectRow> {
  const { database } = context;
  const project = await requireProject(context, input.namespaceProjectId, 'UPDATE_NAMESPACE_PROJECT');
  const { primaryRuntimeId } = input;
  if (typeof primaryRuntimeId === 'number')
    await requireUsableRuntimes(database, project.namespaceId, [primaryRuntimeId]);

  const changes = {
    ...('name' in input && { name: acceptName(input) }),
    ...(primaryRuntimeId !== undefined && { primaryRuntimeId }),
    // Makes the statement valid when nothing else changes.
    updatedAt: context.now(),
  };
  const [updated] = await refusable(
    database.update(namespaceProjects).set(changes).where(eq(namespaceProjects.id, project.id)).returning(),
    nameTaken,
  );
  return updated!;
}

const nameTaken = ({ constraint }: DatabaseFailure) =>
  constraint === 'namespace_projects_name_unique'
    ? new MutationError(ErrorCode.INVALID_SETTING, { attribute: 'name', type: 'taken' })
    : undefined;

/**
 * The project; the row of its namespace is locked until the transaction ends.
 *
 * @throws MutationError MISSING_PERMISSION when there is no such project, or the caller lacks the ability in its namespace.
 */
export async function requireProject(context: Context, id: number, ability: NamespaceAbility): Promise<ProjectRow> {
  requireViewer(context);
  const found = () => context.database.select().from(namespaceProjects).where(eq(namespaceProjects.id, id));
  const [known] = await found();
  if (!known) throw new MutationError(ErrorCode.MISSING_PERMISSION);
  await requireAbility(context, known.namespaceId, ability);
  // It may have been changed or deleted while this waited for the lock.
  const [project] = await found();
  if (!project) throw new MutationError(ErrorCode.MISSING_PERMISSION);
  return project;
}

export function projectsOf(
  database: Database,
  namespaceId: number,
  page: ConnectionArguments,
): Promise<Connection<ProjectRow>> {
  const ofNamespace = eq(namespaceProjects.namespaceId, namespaceId);
  return pageOf(
    page,
    (after, limit) =>
      database
        .select()
        .from(namespaceProjects)
        .where(and(ofNamespace, gt(namespaceProjects.id, after)))
        .orderBy(asc(namespaceProjects.id))
        .limit(limit),
    async () => (await database.select({ total: count() }).from(namespaceProjects).where(ofNamespace))[0]!.total,
  );
}
