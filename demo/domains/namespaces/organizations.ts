import { eq, sql } from 'drizzle-orm';
import { ErrorCode, MutationError } from 'graphql-error-codes';
import { requireViewer, type Context } from '../../context.js';
import { convertFailures } from '../../database/failure.js';
import type { Database } from '../../database/open.js';
import { rowOf } from '../../database/row.js';
import {
  namespaceMemberRoles,
  namespaceMembers,
  namespaceRoles,
  namespaces,
  organizations,
  type NamespaceRow,
  type OrganizationRow,
} from '../../database/tables.js';
import { readSettings } from '../settings/service.js';
import { acceptName, nameTaken } from './name.js';
import { findVisibleNamespace } from './permissions.js';

/** Creates the namespace of an organization. Returns its id. */
export async function createNamespace(
  database: Database,
  organizationId: number,
  administratorId: number,
): Promise<number> {
  const [namespace] = await database.insert(namespaces).values({ organizationId }).returning();
  const namespaceId = namespace!.id;
  const [role] = await database
    .insert(namespaceRoles)
    .values({ namespaceId, name: 'Administrator', abilities: ['NAMESPACE_ADMINISTRATOR'] })
    .returning();
  const [member] = await database
    .insert(namespaceMembers)
    .values({ namespaceId, userId: administratorId, acceptedAt: sql`now()` })
    .returning();
  await database.insert(namespaceMemberRoles).values({ namespaceId, memberId: member!.id, roleId: role!.id });
  return namespaceId;
}

/**
 * Creates an organization and its namespace. The caller becomes its first administrator.
 *
 * @throws MutationError MISSING_PERMISSION when the caller is anonymous, or is not an instance
 * admin while creation is restricted; MISSING_PARAMETER, INVALID_SETTING
 */
export async function createOrganization(
  context: Context,
  input: { readonly name?: string | null },
): Promise<OrganizationRow> {
  const { database } = context;
  const { user } = requireViewer(context);
  if (!user.admin && (await readSettings(database)).organizationCreationRestricted) {
    throw new MutationError(ErrorCode.MISSING_PERMISSION);
  }
  const name = acceptName(input);

  const [organization] = await convertFailures(
    database.insert(organizations).values({ name }).returning(),
    nameTaken('organizations_name_unique'),
  );
  await createNamespace(database, organization!.id, user.id);
  return organization!;
}

export async function namespaceOfOrganization(
  database: Database,
  organizationId: number,
): Promise<NamespaceRow | null> {
  const [namespace] = await database.select().from(namespaces).where(eq(namespaces.organizationId, organizationId));
  return namespace ?? null;
}

/**
 * Returns the organization if its namespace is visible to the caller, otherwise null. Callers
 * cannot distinguish an organization that does not exist from one they may not see.
 */
export async function findVisibleOrganization(context: Context, id: number): Promise<OrganizationRow | null> {
  const namespace = await namespaceOfOrganization(context.database, id);
  if (!namespace || !(await findVisibleNamespace(context, namespace.id))) return null;
  return rowOf(context.database, organizations, id);
}
