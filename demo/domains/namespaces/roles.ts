import { eq, ne } from 'drizzle-orm';
import { ErrorCode, MutationError } from 'graphql-error-codes';
import type { NamespaceAbility } from '../../generated/resolvers.js';
import { requireViewer, type Context } from '../../context.js';
import { convertFailures } from '../../database/failure.js';
import { namespaceMemberRoles, namespaceRoles, type NamespaceRoleRow } from '../../database/tables.js';
import { requireListLength } from '../../list-length.js';
import { acceptName, nameTaken } from './name.js';
import { hasAdministrator, requireAbility } from './permissions.js';

/** @throws MutationError MISSING_PERMISSION, MISSING_PARAMETER, INVALID_SETTING */
export async function createRole(
  context: Context,
  input: { readonly namespaceId: number; readonly name?: string | null },
): Promise<NamespaceRoleRow> {
  await requireAbility(context, input.namespaceId, 'CREATE_NAMESPACE_ROLE');
  const name = acceptName(input);

  const [role] = await convertFailures(
    context.database.insert(namespaceRoles).values({ namespaceId: input.namespaceId, name }).returning(),
    nameTaken('namespace_roles_name_unique'),
  );
  return role!;
}

/**
 * Returns the role with its namespace. The row of the namespace is locked until the transaction
 * ends.
 *
 * @throws MutationError MISSING_PERMISSION when the role does not exist or the caller lacks the
 * ability in its namespace.
 */
async function requireRole(context: Context, id: number, ability: NamespaceAbility) {
  requireViewer(context);
  const select = () => context.database.select().from(namespaceRoles).where(eq(namespaceRoles.id, id));
  const [unlocked] = await select();
  if (!unlocked) throw new MutationError(ErrorCode.MISSING_PERMISSION);
  const namespace = await requireAbility(context, unlocked.namespaceId, ability);
  // Read again: the role may have changed or been deleted while waiting for the lock.
  const [role] = await select();
  if (!role) throw new MutationError(ErrorCode.MISSING_PERMISSION);
  return { role, namespace };
}

/**
 * Replaces the abilities of a role with these.
 *
 * @throws MutationError MISSING_PERMISSION, INVALID_SETTING, CANNOT_REMOVE_LAST_ADMIN_ABILITY
 */
export async function assignAbilities(
  context: Context,
  { roleId, abilities }: { readonly roleId: number; readonly abilities: readonly NamespaceAbility[] },
): Promise<NamespaceAbility[]> {
  const { database } = context;
  const { namespace } = await requireRole(context, roleId, 'ASSIGN_ROLE_ABILITIES');
  requireListLength('abilities', abilities);
  const wanted = [...new Set(abilities)];
  const isNeeded = namespace.organizationId !== null && !wanted.includes('NAMESPACE_ADMINISTRATOR');
  if (isNeeded && !(await hasAdministrator(database, namespace.id, ne(namespaceRoles.id, roleId)))) {
    throw new MutationError(ErrorCode.CANNOT_REMOVE_LAST_ADMIN_ABILITY);
  }
  await database.update(namespaceRoles).set({ abilities: wanted }).where(eq(namespaceRoles.id, roleId));
  return wanted;
}

/** @throws MutationError MISSING_PERMISSION, CANNOT_DELETE_LAST_ADMIN_ROLE */
export async function deleteRole(context: Context, roleId: number): Promise<NamespaceRoleRow> {
  const { database } = context;
  const { role, namespace } = await requireRole(context, roleId, 'DELETE_NAMESPACE_ROLE');
  const isNeeded = namespace.organizationId !== null && role.abilities.includes('NAMESPACE_ADMINISTRATOR');
  if (isNeeded && !(await hasAdministrator(database, namespace.id, ne(namespaceRoles.id, roleId)))) {
    throw new MutationError(ErrorCode.CANNOT_DELETE_LAST_ADMIN_ROLE);
  }
  await database.delete(namespaceRoles).where(eq(namespaceRoles.id, roleId));
  return role;
}

export const rolesOfNamespace = { table: namespaceRoles, parent: namespaceRoles.namespaceId } as const;

export const rolesOfMember = {
  table: namespaceRoles,
  parent: namespaceMemberRoles.memberId,
  through: { table: namespaceMemberRoles, on: eq(namespaceMemberRoles.roleId, namespaceRoles.id) },
} as const;
