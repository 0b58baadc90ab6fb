import type { DeclaredMutationResolvers, Resolvers } from '../../generated/resolvers.js';
import { success } from 'graphql-error-codes';
import { openSession } from '../accounts/sessions.js';
import { beforeTransaction, transaction } from '../../transaction.js';
import { sendVerification } from '../accounts/email-verification.js';
import { identifyForRegistration, registerIdentity, verifyIdentity } from './service.js';

export const identityResolvers = {
  Mutation: {
    usersIdentityStart: beforeTransaction(async (_parent, { input }, { identityProviders }) =>
      success({ identityFlow: await identityProviders.start(input.providerId) }),
    ),
    usersIdentityRegister: beforeTransaction(async (_parent, { input }, context) => {
      const identity = await identifyForRegistration(context, input);
      const { payload, user } = await transaction(context, async (begun) => {
        const registered = await registerIdentity(begun, input, identity);
        const userSession = await openSession(begun, registered.id);
        return { payload: success({ userSession }), user: registered };
      });
      if (user.emailVerifiedAt === null) sendVerification(context, user);
      return payload;
    }),
    usersIdentityLogin: beforeTransaction(async (_parent, { input }, context) => {
      const userId = await verifyIdentity(context, input);
      return transaction(context, async (begun) => success({ userSession: await openSession(begun, userId) }));
    }),
  },
} satisfies Resolvers & { Mutation: DeclaredMutationResolvers };
