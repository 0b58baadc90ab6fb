import type { DeclaredMutationResolvers, Resolvers } from '../../generated/resolvers.js';
import { success } from 'graphql-error-codes';
import { openSession } from '../accounts/sessions.js';
import { registerIdentity, verifyIdentity } from './service.js';

export const identityResolvers = {
  Mutation: {
    usersIdentityRegister: async (_parent, { input }, context) => {
      const user = await registerIdentity(context, input);
      return success({ userSession: await openSession(context, user.id) });
    },
    usersIdentityLogin: async (_parent, { input }, context) => {
      const user = await verifyIdentity(context, input);
      return success({ userSession: await openSession(context, user.id) });
    },
  },
} satisfies Resolvers & { Mutation: DeclaredMutationResolvers };
