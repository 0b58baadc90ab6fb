import { and, desc, eq, gte, isNull, lte, or } from 'drizzle-orm';
import { ErrorCode, MutationError } from 'graphql-error-codes';
import { requireViewer, type Context } from '../../context.js';
import type { Database } from '../../database/open.js';
import { isOneOf } from '../../database/is-one-of.js';
import {
  namespaceLicenses,
  namespaceMemberRoles,
  namespaceMembers,
  namespaceRoles,
  users,
  type NamespaceMemberRow,
  type NamespaceRow,
} from '../../database/tables.js';
import { requireListLength } from '../../list-length.js';
import { findVisibleNamespace, hasAbility, hasAdministrator, lockNamespace, requireAbility } from './permissions.js';

/**
 * Returns the number of members that the current license allows, or null if it is unlimited. Of
 * several licenses valid today, the newest is used.
 */
async function licensedSeats({ database, now }: Context, namespaceId: number): Promise<number | null> {
  const today = now().toISOString().slice(0, 10);
  const [license] = await database
    .select({ restrictions: namespaceLicenses.restrictions })
    .from(namespaceLicenses)
    .where(
      and(
        eq(namespaceLicenses.namespaceId, namespaceId),
        lte(namespaceLicenses.startDate, today),
        or(isNull(namespaceLicenses.endDate), gte(namespaceLicenses.endDate, today)),
      ),
    )
    .orderBy(desc(namespaceLicenses.startDate), desc(namespaceLicenses.id))
    .limit(1);
  return license?.restrictions.user_count ?? null;
}

/**
 * Makes a user a member of the namespace. Their data is hidden from other members until they
 * accept, see {@link acceptInvitation}.
 *
 * @throws MutationError MISSING_PERMISSION, also after inviting too many users that do not exist;
 * NO_FREE_LICENSE_SEATS, INVALID_SETTING
 */
export async function inviteMember(
  context: Context,
  { namespaceId, userId }: { readonly namespaceId: number; readonly userId: number },
): Promise<NamespaceMemberRow> {
  const { database, rateLimits } = context;
  await requireAbility(context, namespaceId, 'INVITE_MEMBER');
  const inviter = String(requireViewer(context).user.id);
  const [user] = await database.select({ id: users.id }).from(users).where(eq(users.id, userId));
  // Ids are consecutive: without a limit, anyone could find out which exist.
  if (await rateLimits.isReached('unknownInvitations', inviter)) throw new MutationError(ErrorCode.MISSING_PERMISSION);
  if (!user) {
    await rateLimits.take('unknownInvitations', inviter);
    throw new MutationError(ErrorCode.MISSING_PERMISSION);
  }

  const [member] = await database
    .insert(namespaceMembers)
    .values({ namespaceId, userId })
    .onConflictDoNothing()
    .returning();
  const seats = await licensedSeats(context, namespaceId);
  const members = await database.$count(namespaceMembers, eq(namespaceMembers.namespaceId, namespaceId));
  // The seats are checked first, as if an existing member needed another one.
  if (seats !== null && members + (member ? 0 : 1) > seats) throw new MutationError(ErrorCode.NO_FREE_LICENSE_SEATS);
  if (!member) throw new MutationError(ErrorCode.INVALID_SETTING, { attribute: 'userId', type: 'taken' });
  return member;
}

/**
 * Accepts an invitation of the caller.
 *
 * @throws MutationError MISSING_PERMISSION unless the membership is the caller's and pending
 */
export async function acceptInvitation(context: Context, memberId: number): Promise<NamespaceMemberRow> {
  const { user } = requireViewer(context);
  const isPending = and(eq(namespaceMembers.userId, user.id), isNull(namespaceMembers.acceptedAt));
  const [accepted] = await context.database
    .update(namespaceMembers)
    .set({ acceptedAt: context.now() })
    .where(and(eq(namespaceMembers.id, memberId), isPending))
    .returning();
  if (!accepted) throw new MutationError(ErrorCode.MISSING_PERMISSION);
  return accepted;
}

/** Whether the caller may see who the member is. */
export const isKnownMember = ({ acceptedAt, userId }: NamespaceMemberRow, { viewer }: Context): boolean =>
  acceptedAt !== null || viewer?.user.id === userId || viewer?.user.admin === true;

/**
 * Checks that an organization still has an administrator. A personal namespace is administered by
 * its owner.
 */
async function requireAdministrator(database: Database, namespace: NamespaceRow): Promise<void> {
  if (namespace.organizationId !== null && !(await hasAdministrator(database, namespace.id))) {
    throw new MutationError(ErrorCode.CANNOT_REMOVE_LAST_ADMINISTRATOR);
  }
}

/**
 * Returns the member with its namespace. The row of the namespace is locked until the transaction
 * ends.
 *
 * @throws MutationError MISSING_PERMISSION when the member does not exist.
 */
async function lockMember(
  database: Database,
  id: number,
): Promise<{ member: NamespaceMemberRow; namespace: NamespaceRow }> {
  const select = () => database.select().from(namespaceMembers).where(eq(namespaceMembers.id, id));
  const [unlocked] = await select();
  const namespace = unlocked && (await lockNamespace(database, unlocked.namespaceId));
  // Read again: the member may have been removed while waiting for the lock.
  const [member] = namespace ? await select() : [];
  if (!member || !namespace) throw new MutationError(ErrorCode.MISSING_PERMISSION);
  return { member, namespace };
}

/**
 * Removes a member. Callers may remove themselves; to remove others, they need DELETE_MEMBER.
 *
 * @throws MutationError MISSING_PERMISSION, CANNOT_REMOVE_LAST_ADMINISTRATOR
 */
export async function deleteMember(context: Context, memberId: number): Promise<NamespaceMemberRow> {
  const { database } = context;
  const { user } = requireViewer(context);
  const { member, namespace } = await lockMember(database, memberId);
  if (member.userId !== user.id && !(await hasAbility(database, namespace, user.id, 'DELETE_MEMBER'))) {
    throw new MutationError(ErrorCode.MISSING_PERMISSION);
  }
  await database.delete(namespaceMembers).where(eq(namespaceMembers.id, memberId));
  await requireAdministrator(database, namespace);
  return member;
}

/**
 * Checks that all roles belong to the namespace.
 *
 * @throws MutationError MISSING_PERMISSION when a role does not exist or is not visible to the
 * caller; INCONSISTENT_NAMESPACE when a visible role belongs to another namespace.
 */
async function requireRolesWithin(
  context: Context,
  namespace: NamespaceRow,
  roleIds: readonly number[],
): Promise<void> {
  const roles = await context.database.select().from(namespaceRoles).where(isOneOf(namespaceRoles.id, roleIds));
  const foreign = roles.filter((role) => role.namespaceId !== namespace.id);
  const namespaces = await Promise.all(foreign.map((role) => findVisibleNamespace(context, role.namespaceId)));
  if (roles.length < roleIds.length || namespaces.includes(null)) throw new MutationError(ErrorCode.MISSING_PERMISSION);
  if (foreign.length > 0) throw new MutationError(ErrorCode.INCONSISTENT_NAMESPACE);
}

/**
 * Replaces the roles of a member with these.
 *
 * @throws MutationError MISSING_PERMISSION, INVALID_SETTING, INCONSISTENT_NAMESPACE,
 * CANNOT_REMOVE_LAST_ADMINISTRATOR
 */
export async function assignRoles(
  context: Context,
  { memberId, roleIds }: { readonly memberId: number; readonly roleIds: readonly number[] },
): Promise<NamespaceMemberRow> {
  const { database } = context;
  requireViewer(context);
  const { member, namespace } = await lockMember(database, memberId);
  await requireAbility(context, namespace.id, 'ASSIGN_MEMBER_ROLES');
  requireListLength('roleIds', roleIds);
  const wanted = [...new Set(roleIds)];
  await requireRolesWithin(context, namespace, wanted);

  await database.delete(namespaceMemberRoles).where(eq(namespaceMemberRoles.memberId, memberId));
  if (wanted.length > 0) {
    await database
      .insert(namespaceMemberRoles)
      .values(wanted.map((roleId) => ({ namespaceId: namespace.id, memberId, roleId })));
  }
  await requireAdministrator(database, namespace);
  return member;
}

export const membersOfNamespace = { table: namespaceMembers, parent: namespaceMembers.namespaceId } as const;

export const membershipsOfUser = { table: namespaceMembers, parent: namespaceMembers.userId } as const;
