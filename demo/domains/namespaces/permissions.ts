import { and, eq, exists, sql, type SQL } from 'drizzle-orm';
import { ErrorCode, MutationError } from 'graphql-error-codes';
import type { NamespaceAbility } from '../../generated/resolvers.js';
import { requireViewer, type Context } from '../../context.js';
import type { Database } from '../../database/open.js';
import {
  namespaceMemberRoles,
  namespaceMembers,
  namespaceRoles,
  namespaces,
  type NamespaceRow,
} from '../../database/tables.js';

async function isMember(database: Database, namespaceId: number, userId: number): Promise<boolean> {
  const members = await database
    .select({ id: namespaceMembers.id })
    .from(namespaceMembers)
    .where(and(eq(namespaceMembers.namespaceId, namespaceId), eq(namespaceMembers.userId, userId)));
  return members.length > 0;
}

/**
 * Returns the namespace if the caller owns it or is a member, otherwise null. Callers cannot
 * distinguish a namespace that does not exist from one they may not see.
 */
export async function findVisibleNamespace({ database, viewer }: Context, id: number): Promise<NamespaceRow | null> {
  if (!viewer) return null;
  const [namespace] = await database.select().from(namespaces).where(eq(namespaces.id, id));
  if (!namespace) return null;
  const isVisible = namespace.userId === viewer.user.id || (await isMember(database, id, viewer.user.id));
  return isVisible ? namespace : null;
}

export async function lockNamespace(database: Database, id: number): Promise<NamespaceRow | undefined> {
  const [namespace] = await database.select().from(namespaces).where(eq(namespaces.id, id)).for('update');
  return namespace;
}

export async function hasAbility(
  database: Database,
  namespace: NamespaceRow,
  userId: number,
  ability: NamespaceAbility,
): Promise<boolean> {
  if (namespace.userId === userId) return true;
  const granting = await database
    .select({ id: namespaceRoles.id })
    .from(namespaceRoles)
    .innerJoin(namespaceMemberRoles, eq(namespaceMemberRoles.roleId, namespaceRoles.id))
    .innerJoin(namespaceMembers, eq(namespaceMembers.id, namespaceMemberRoles.memberId))
    .where(
      and(
        eq(namespaceMembers.namespaceId, namespace.id),
        eq(namespaceMembers.userId, userId),
        sql`${namespaceRoles.abilities} && array[${ability}, 'NAMESPACE_ADMINISTRATOR']::text[]`,
      ),
    )
    .limit(1);
  return granting.length > 0;
}

/**
 * Returns the namespace if the caller has the ability in it. The owner of a personal namespace and
 * all administrators have every ability.
 *
 * The row is locked until the transaction ends, so that transactions which count members or
 * administrators before a change run one after another.
 *
 * @throws MutationError MISSING_PERMISSION when the namespace does not exist or the caller lacks
 * the ability.
 */
export async function requireAbility(
  context: Context,
  namespaceId: number,
  ability: NamespaceAbility,
): Promise<NamespaceRow> {
  const { user } = requireViewer(context);
  const namespace = await lockNamespace(context.database, namespaceId);
  if (!namespace || !(await hasAbility(context.database, namespace, user.id, ability))) {
    throw new MutationError(ErrorCode.MISSING_PERMISSION);
  }
  return namespace;
}

/**
 * Whether any member of the namespace has a role with NAMESPACE_ADMINISTRATOR. If `where` is set,
 * only the roles that match it count.
 */
export async function hasAdministrator(database: Database, namespaceId: number, where?: SQL): Promise<boolean> {
  const roles = await database
    .select({ id: namespaceRoles.id })
    .from(namespaceRoles)
    .where(
      and(
        eq(namespaceRoles.namespaceId, namespaceId),
        sql`'NAMESPACE_ADMINISTRATOR' = any(${namespaceRoles.abilities})`,
        exists(
          database
            .select({ one: sql`1` })
            .from(namespaceMemberRoles)
            .where(eq(namespaceMemberRoles.roleId, namespaceRoles.id)),
        ),
        where,
      ),
    )
    .limit(1);
  return roles.length > 0;
}
