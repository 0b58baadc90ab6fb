import type { DeclaredMutationResolvers, Resolvers } from '../../generated/resolvers.js';
import { success } from 'graphql-error-codes';
import { namespaces, organizations, users } from '../../database/tables.js';
import { isOwn } from '../accounts/account.js';
import {
  acceptInvitation,
  assignRoles,
  deleteMember,
  inviteMember,
  isKnownMember,
  membershipsOfUser,
  membersOfNamespace,
} from './members.js';
import { createOrganization, findVisibleOrganization, namespaceOfOrganization } from './organizations.js';
import { findVisibleNamespace } from './permissions.js';
import { personalNamespaceOf } from './personal.js';
import { assignAbilities, createRole, deleteRole, rolesOfMember, rolesOfNamespace } from './roles.js';

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
      isOwn(user, context) ? context.load.page(membershipsOfUser, user.id, page) : null,
  },
  Organization: {
    namespace: async ({ id }, _args, { database }) => (await namespaceOfOrganization(database, id))!,
  },
  Namespace: {
    organization: ({ organizationId }, _args, { load }) =>
      organizationId === null ? null : load.row(organizations, organizationId),
    user: ({ userId }, _args, { load }) => (userId === null ? null : load.row(users, userId)),
    members: ({ id }, page, { load }) => load.page(membersOfNamespace, id, page),
    roles: ({ id }, page, { load }) => load.page(rolesOfNamespace, id, page),
  },
  NamespaceMember: {
    namespace: ({ namespaceId }, _args, { load }) => load.row(namespaces, namespaceId),
    user: (member, _args, context) => (isKnownMember(member, context) ? context.load.row(users, member.userId) : null),
    roles: ({ id }, page, { load }) => load.page(rolesOfMember, id, page),
  },
  NamespaceRole: {
    namespace: ({ namespaceId }, _args, { load }) => load.row(namespaces, namespaceId),
  },
} satisfies Resolvers & { Mutation: DeclaredMutationResolvers };
