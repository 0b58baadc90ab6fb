import type { DeclaredMutationResolvers, Resolvers } from '../../generated/resolvers.js';
import { success } from 'graphql-error-codes';
import { requireViewer } from '../../context.js';
import { users } from '../../database/tables.js';
import { beforeTransaction, transaction } from '../../transaction.js';
import { rotateBackupCodes } from './backup-codes.js';
import { isOwn } from './account.js';
import { requestVerification, sendVerification, verifyEmail } from './email-verification.js';
import { confirmTotpSecret, enableTotp, generateTotpSecret, mfaStatus } from './mfa.js';
import { preparePasswordReset, requestPasswordReset, resetPassword } from './password-reset.js';
import { requireProof } from './proof.js';
import {
  acceptLogin,
  announceEmail,
  prepareRegistration,
  prepareUpdate,
  registerUser,
  updateUser,
  verifyLogin,
} from './service.js';
import { activeSessions, endSession, openSession, renewSession } from './sessions.js';

export const accountResolvers = {
  Query: {
    currentUser: (_parent, _args, { viewer }) => viewer?.user ?? null,
  },
  Mutation: {
    usersRegister: beforeTransaction(async (_parent, { input }, context) => {
      const registration = await prepareRegistration(context, input);
      const payload = await transaction(context, async (begun) => {
        const user = await registerUser(begun, registration);
        return success({ userSession: await openSession(begun, user.id) });
      });
      sendVerification(context, { ...registration, id: payload.userSession.userId });
      return payload;
    }),
    usersLogin: beforeTransaction(async (_parent, { input }, context) => {
      const login = await verifyLogin(context, input);
      return transaction(context, async (begun) => {
        const user = await acceptLogin(begun, login);
        return success({ userSession: await openSession(begun, user.id) });
      });
    }),
    usersLogout: async (_parent, { input }, context) =>
      success({ userSession: await endSession(context, input.userSessionId) }),
    usersSessionsRenew: async (_parent, _args, context) => success({ userSession: await renewSession(context) }),
    usersUpdate: beforeTransaction(async (_parent, { input }, context) => {
      const update = await prepareUpdate(context, input);
      const payload = await transaction(context, async (begun) =>
        success({ user: await updateUser(begun, input, update) }),
      );
      announceEmail(context, update.before, payload.user);
      return payload;
    }),
    usersEmailVerificationRequest: async (_parent, _args, context) =>
      success({ message: requestVerification(context) }),
    usersEmailVerify: async (_parent, { input }, context) => success({ message: await verifyEmail(context, input) }),
    // Not in a transaction: the response must not depend on the account.
    usersPasswordResetRequest: beforeTransaction(async (_parent, { input }, context) =>
      success({ message: await requestPasswordReset(context, input) }),
    ),
    usersPasswordReset: beforeTransaction(async (_parent, { input }, context) => {
      const reset = await preparePasswordReset(context, input);
      return transaction(context, async (begun) => success({ message: await resetPassword(begun, reset) }));
    }),
    usersMfaTotpGenerateSecret: async (_parent, _args, context) => success(await generateTotpSecret(context)),
    usersMfaTotpValidateSecret: beforeTransaction(async (_parent, { input }, context) => {
      const confirmed = await confirmTotpSecret(context, input);
      return transaction(context, async (begun) => success({ user: await enableTotp(begun, confirmed) }));
    }),
    usersMfaBackupCodesRotate: beforeTransaction(async (_parent, { input }, context) => {
      const viewer = requireViewer(context);
      const proof = await requireProof({ ...context, viewer }, viewer.user, input, ['codes']);
      return transaction(context, async (begun) => success({ codes: await rotateBackupCodes(begun, proof) }));
    }),
  },
  User: {
    admin: (user, _args, context) => (isOwn(user, context) || context.viewer?.user.admin ? user.admin : null),
    emailVerified: (user, _args, context) =>
      isOwn(user, context) || context.viewer?.user.admin ? user.emailVerifiedAt !== null : null,
    email: (user, _args, context) => (isOwn(user, context) || context.viewer?.user.admin ? user.email : null),
    mfaStatus: (user, _args, context) => (isOwn(user, context) ? mfaStatus(context, user) : null),
    sessions: (user, page, context) => (isOwn(user, context) ? activeSessions(context, user.id, page) : null),
  },
  UserSession: {
    token: ({ token }) => token ?? null,
    // A session is only ever returned to its owner, including in the payload of the login.
    user: async ({ userId }, _args, { load }) => ({ ...(await load.row(users, userId)), isOwn: true }),
  },
} satisfies Resolvers & { Mutation: DeclaredMutationResolvers };
