import { eq } from 'drizzle-orm';
import { ErrorCode, MutationError } from 'graphql-error-codes';
import type { NamespaceAbility } from '../../generated/resolvers.js';
import { requireViewer, type Context } from '../../context.js';
import { convertFailures } from '../../database/failure.js';
import { namespaceProjects, type ProjectRow } from '../../database/tables.js';
import { acceptName, nameTaken } from '../namespaces/name.js';
import { requireAbility } from '../namespaces/permissions.js';
import { requireUsableRuntimes } from './usable-runtimes.js';

const projectNameTaken = nameTaken('namespace_projects_name_unique');

/** @throws MutationError MISSING_PERMISSION, MISSING_PARAMETER, INVALID_SETTING */
export async function createProject(
  context: Context,
  input: { readonly namespaceId: number; readonly name?: string | null },
): Promise<ProjectRow> {
  await requireAbility(context, input.namespaceId, 'CREATE_NAMESPACE_PROJECT');
  const name = acceptName(input);
  const [project] = await convertFailures(
    context.database.insert(namespaceProjects).values({ namespaceId: input.namespaceId, name }).returning(),
    projectNameTaken,
  );
  return project!;
}

export interface ProjectChanges {
  readonly namespaceProjectId: number;
  readonly name?: string | null;
  readonly primaryRuntimeId?: number | null;
}

/**
 * Returns the project. The row of its namespace is locked until the transaction ends.
 *
 * @throws MutationError MISSING_PERMISSION when the project does not exist or the caller lacks the
 * ability in its namespace.
 */
export async function requireProject(context: Context, id: number, ability: NamespaceAbility): Promise<ProjectRow> {
  requireViewer(context);
  const select = () => context.database.select().from(namespaceProjects).where(eq(namespaceProjects.id, id));
  const [unlocked] = await select();
  if (!unlocked) throw new MutationError(ErrorCode.MISSING_PERMISSION);
  await requireAbility(context, unlocked.namespaceId, ability);
  // Read again: the project may have changed or been deleted while waiting for the lock.
  const [project] = await select();
  if (!project) throw new MutationError(ErrorCode.MISSING_PERMISSION);
  return project;
}

/**
 * Updates the fields present in `input`, even if they are null; absent fields keep their value. A
 * `primaryRuntimeId` of null removes the primary runtime.
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
    // An UPDATE without values is invalid SQL; this one is always set.
    updatedAt: context.now(),
  };
  const [updated] = await convertFailures(
    database.update(namespaceProjects).set(changes).where(eq(namespaceProjects.id, project.id)).returning(),
    projectNameTaken,
  );
  return updated!;
}

export const projectsOfNamespace = { table: namespaceProjects, parent: namespaceProjects.namespaceId } as const;
