import type { DeclaredMutationResolvers, Resolvers } from '../../generated/resolvers.js';
import { success } from 'graphql-error-codes';
import { rowOf } from '../../database/row.js';
import { namespaces, organizations, users } from '../../database/tables.js';
import { isOwn } from '../accounts/account.js';
import {
  acceptInvitation,
  assignRoles,
  deleteMember,
  inviteMember,
  isKnownMember,
  membershipsOf,
  membersOf,
} from './members.js';
import { createOrganization, findVisibleOrganization, namespaceOfOrganization } from './organizations.js';
import { findVisibleNamespace } from './permissions.js';
import { personalNamespaceOf } from './personal.js';
import { assignAbilities, createRole, deleteRole, rolesOf, rolesOfMember } from './roles.js';

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
    namespacesMembersAccept: async (_parent, { input }, context) =>
      success({ namespaceMember: await acceptInvitation(context, input.namespaceMemberId) }),
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
    namespace: (user, _args, context) => (isOwn(user, context) ? personalNamespaceOf(context.database, user.id) : null),
    namespaceMemberships: (user, page, context) =>
      isOwn(user, context) ? membershipsOf(context.database, user.id, page) : null,
  },
  Organization: {
    namespace: async ({ id }, _args, { database }) => (await namespaceOfOrganization(database, id))!,
  },
  Namespace: {
    organization: ({ organizationId }, _args, { database }) =>
      organizationId === null ? null : rowOf(database, organizations, organizationId),
    user: ({ userId }, _args, { database }) => (userId === null ? null : rowOf(database, users, userId)),
    members: ({ id }, page, { database }) => membersOf(database, id, page),
    roles: ({ id }, page, { database }) => rolesOf(database, id, page),
  },
  NamespaceMember: {
    namespace: ({ namespaceId }, _args, { database }) => rowOf(database, namespaces, namespaceId),
    user: (member, _args, context) =>
      isKnownMember(member, context) ? rowOf(context.database, users, member.userId) : null,
    roles: ({ id }, page, { database }) => rolesOfMember(database, id, page),
  },
  NamespaceRole: {
    namespace: ({ namespaceId }, _args, { database }) => rowOf(database, namespaces, namespaceId),
  },
} satisfies Resolvers & { Mutation: DeclaredMutationResolvers };
