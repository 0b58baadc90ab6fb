import { makeExecutableSchema } from '@graphql-tools/schema';
import type { GraphQLSchema } from 'graphql';
import { DateTimeResolver, JSONResolver } from 'graphql-scalars';
import { createErrorModule, type ErrorHooks } from 'graphql-error-codes';
import { renameErrorTypes } from 'graphql-error-codes/document';
import { demoSdl } from './generated/sdl.js';
import type { Resolvers } from './generated/resolvers.js';
import { accountResolvers } from './domains/accounts/resolvers.js';
import { identityResolvers } from './domains/identities/resolvers.js';
import { namespaceResolvers } from './domains/namespaces/resolvers.js';
import { projectResolvers } from './domains/projects/resolvers.js';
import { settingsResolvers } from './domains/settings/resolvers.js';
import { createGlobalIdScalar } from './global-id.js';
import { inTransactions } from './transaction.js';

const scalars = {
  DateTime: DateTimeResolver,
  JSON: JSONResolver,
  UserID: createGlobalIdScalar('User'),
  UserSessionID: createGlobalIdScalar('UserSession'),
  OrganizationID: createGlobalIdScalar('Organization'),
  NamespaceID: createGlobalIdScalar('Namespace'),
  NamespaceMemberID: createGlobalIdScalar('NamespaceMember'),
  NamespaceRoleID: createGlobalIdScalar('NamespaceRole'),
  NamespaceProjectID: createGlobalIdScalar('NamespaceProject'),
  RuntimeID: createGlobalIdScalar('Runtime'),
  FlowTypeID: createGlobalIdScalar('FlowType'),
  DataTypeID: createGlobalIdScalar('DataType'),
  RuntimeFunctionDefinitionID: createGlobalIdScalar('RuntimeFunctionDefinition'),
  RuntimeParameterDefinitionID: createGlobalIdScalar('RuntimeParameterDefinition'),
  FlowID: createGlobalIdScalar('Flow'),
} satisfies Resolvers;

/**
 * Creates the executable schema of the demo: the module, merged with the domains.
 *
 * @param typePrefix the start of the names of the module's types
 */
export function createSchema(hooks: ErrorHooks, typePrefix = ''): GraphQLSchema {
  const errors = createErrorModule({ typePrefix });
  const domains = [accountResolvers, settingsResolvers, identityResolvers, namespaceResolvers, projectResolvers].map(
    (domain) => ({
      ...domain,
      Mutation: inTransactions(domain.Mutation),
    }),
  );
  return errors.withErrorPayloads(
    makeExecutableSchema({
      typeDefs: [errors.typeDefs, renameErrorTypes(demoSdl, errors.typeNames)],
      resolvers: [errors.resolvers, scalars, ...domains],
      // Fail for a resolver of a type or field that is not in the SDL.
      resolverValidationOptions: { requireResolversToMatchSchema: 'error' },
    }),
    { ...hooks, requireDeclaration: true },
  );
}
