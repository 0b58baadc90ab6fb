import { eq } from 'drizzle-orm';
import type { DeclaredMutationResolvers, Resolvers } from '../../generated/resolvers.js';
import { success } from 'graphql-error-codes';
import type { Database } from '../../database/open.js';
import { namespaces, users } from '../../database/tables.js';
import { isOwn } from '../accounts/account.js';
import { assignRoles, deleteMember, inviteMember, membershipsOf, membersOf } from './members.js';
import {
  createOrganization,
  findOrganization,
  findVisibleOrganization,
  namespaceOfOrganization,
} from './organizations.js';
import { findVisibleNamespace } from './permissions.js';
import { assignAbilities, createRole, deleteRole, rolesOf, rolesOfMember } from './roles.js';

/* These rows are referenced by a foreign key, so they always exist. */

const findUser = async (database: Database, id: number) =>
  (await database.select().from(users).where(eq(users.id, id)))[0]!;

const findNamespace = async (database: Database, id: number) =>
  (await database.select().from(namespaces).where(eq(namespaces.id, id)))[0]!;

export const namespaceResolvers = {
  Query: {
    namespace: (_parent, { id }, context) => findVisibleNamespace(context, id),
    organization: (_parent, { id }, context) => findVisibleOrganization(context, id),
  },
  Mutation: {
    organizationsCreate: async (_parent, { input }, context) =>
      success({ organization: await createOrganization(context, input) }),
    namespacesMembersInvite: async (_parent, { input }, context) =>
      success({ namespaceMember: await inviteMember(context, input) }),
    namespacesMembersDelete: async (_parent, { input }, context) =>
      success({ namespaceMember: await deleteMember(context, input.namespaceMemberId) }),
    namespacesMembersAssignRoles: async (_parent, { input }, context) =>
      success({ member: await assignRoles(context, input) }),
    namespacesRolesCreate: async (_parent, { input }, context) =>
      success({ namespaceRole: await createRole(context, input) }),
    namespacesRolesAssignAbilities: async (_parent, { input }, context) =>
      success({ abilities: await assignAbilities(context, input) }),
    namespacesRolesDelete: async (_parent, { input }, context) =>
      success({ namespaceRole: await deleteRole(context, input.namespaceRoleId) }),
  },
  User: {
    namespace: async (user, _args, context) => {
      if (!isOwn(user, context)) return null;
      const [namespace] = await context.database.select().from(namespaces).where(eq(namespaces.userId, user.id));
      return namespace!;
    },
    namespaceMemberships: (user, page, context) =>
      isOwn(user, context) ? membershipsOf(context.database, user.id, page) : null,
  },
  Organization: {
    namespace: async ({ id }, _args, { database }) => (await namespaceOfOrganization(database, id))!,
  },
  Namespace: {
    organization: ({ organizationId }, _args, { database }) =>
      organizationId === null ? null : findOrganization(database, organizationId),
    user: ({ userId }, _args, { database }) => (userId === null ? null : findUser(database, userId)),
    members: ({ id }, page, { database }) => membersOf(database, id, page),
    roles: ({ id }, page, { database }) => rolesOf(database, id, page),
  },
  NamespaceMember: {
    namespace: ({ namespaceId }, _args, { database }) => findNamespace(database, namespaceId),
    user: ({ userId }, _args, { database }) => findUser(database, userId),
    roles: ({ id }, page, { database }) => rolesOfMember(database, id, page),
  },
  NamespaceRole: {
    namespace: ({ namespaceId }, _args, { database }) => findNamespace(database, namespaceId),
  },
} satisfies Resolvers & { Mutation: DeclaredMutationResolvers };
