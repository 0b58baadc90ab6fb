import type { DeclaredMutationResolvers, Resolvers } from '../../generated/resolvers.js';
import { success } from 'graphql-error-codes';
import { rowOf } from '../../database/row.js';
import { users } from '../../database/tables.js';
import { rotateBackupCodes } from './backup-codes.js';
import { confirmTotpSecret, generateTotpSecret, mfaStatus } from './mfa.js';
import { requestPasswordReset, resetPassword } from './password-reset.js';
import { isOwn } from './account.js';
import { registerUser, updateUser, verifyLogin } from './service.js';
import { activeSessions, endSession, openSession } from './sessions.js';

export const accountResolvers = {
  Query: {
    currentUser: (_parent, _args, { viewer }) => viewer?.user ?? null,
  },
  Mutation: {
    usersRegister: async (_parent, { input }, context) => {
      const user = await registerUser(context, input);
      return success({ userSession: await openSession(context, user.id) });
    },
    usersLogin: async (_parent, { input }, context) => {
      const user = await verifyLogin(context, input);
      return success({ userSession: await openSession(context, user.id) });
    },
    usersLogout: async (_parent, { input }, context) =>
      success({ userSession: await endSession(context, input.userSessionId) }),
    usersUpdate: async (_parent, { input }, context) => success({ user: await updateUser(context, input) }),
    usersPasswordResetRequest: async (_parent, { input }, context) =>
      success({ message: await requestPasswordReset(context, input) }),
    usersPasswordReset: async (_parent, { input }, context) =>
      success({ message: await resetPassword(context, input) }),
    usersMfaTotpGenerateSecret: async (_parent, _args, context) => success(await generateTotpSecret(context)),
    usersMfaTotpValidateSecret: async (_parent, { input }, context) =>
      success({ user: await confirmTotpSecret(context, input) }),
    usersMfaBackupCodesRotate: async (_parent, _args, context) => success({ codes: await rotateBackupCodes(context) }),
  },
  User: {
    email: (user, _args, context) => (isOwn(user, context) || context.viewer?.user.admin ? user.email : null),
    mfaStatus: (user, _args, context) => (isOwn(user, context) ? mfaStatus(context, user) : null),
    sessions: (user, page, context) => (isOwn(user, context) ? activeSessions(context.database, user.id, page) : null),
  },
  UserSession: {
    token: ({ token }) => token ?? null,
    // A session is only ever returned to its owner, including in the payload of the login.
    user: async ({ userId }, _args, { database }) => ({ ...(await rowOf(database, users, userId)), isOwn: true }),
  },
} satisfies Resolvers & { Mutation: DeclaredMutationResolvers };
