import type { DeclaredMutationResolvers, Resolvers } from '../../generated/resolvers.js';
import { success } from 'graphql-error-codes';
import { inputOrder } from '../../input-order.js';
import { readSettings, requireInstanceAdmin, updateSettings } from './service.js';

export const settingsResolvers = {
  Query: {
    applicationSettings: (_parent, _args, { viewer, database }) => (viewer?.user.admin ? readSettings(database) : null),
  },
  Mutation: {
    applicationSettingsUpdate: async (_parent, { input }, context, info) => {
      requireInstanceAdmin(context);
      return success({ applicationSettings: await updateSettings(context, input, inputOrder(info, context)) });
    },
  },
} satisfies Resolvers & { Mutation: DeclaredMutationResolvers };
