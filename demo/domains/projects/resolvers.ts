import { asc, eq } from 'drizzle-orm';
import type { DeclaredMutationResolvers, Resolvers } from '../../generated/resolvers.js';
import { success } from 'graphql-error-codes';
import type { Database } from '../../database/open.js';
import {
  namespaceProjects,
  namespaces,
  runtimeDefinitions,
  runtimeParameters,
  runtimes,
  type DefinitionRow,
} from '../../database/tables.js';
import { createFlow, flowsOf } from './flows.js';
import { createProject, projectsOf, updateProject } from './projects.js';
import { assignRuntimes, definitionsOf, globalRuntimes, runtimesOf, versionOf } from './runtimes.js';

const definitionsOfKind = async (database: Database, runtimeId: number, kind: DefinitionRow['kind']) =>
  (await definitionsOf(database, runtimeId)).filter((definition) => definition.kind === kind);

export const projectResolvers = {
  Query: {
    globalRuntimes: (_parent, page, { database }) => globalRuntimes(database, page),
  },
  Mutation: {
    namespacesProjectsCreate: async (_parent, { input }, context) =>
      success({ namespaceProject: await createProject(context, input) }),
    namespacesProjectsUpdate: async (_parent, { input }, context) =>
      success({ namespaceProject: await updateProject(context, input) }),
    namespacesProjectsAssignRuntimes: async (_parent, { input }, context) =>
      success({ namespaceProject: await assignRuntimes(context, input) }),
    namespacesProjectsFlowsCreate: async (_parent, { input }, context) =>
      success({ flow: await createFlow(context, input) }),
  },
  Namespace: {
    projects: ({ id }, page, { database }) => projectsOf(database, id, page),
  },
  NamespaceProject: {
    namespace: async ({ namespaceId }, _args, { database }) =>
      (await database.select().from(namespaces).where(eq(namespaces.id, namespaceId)))[0]!,
    primaryRuntime: async ({ primaryRuntimeId }, _args, { database }) =>
      primaryRuntimeId === null
        ? null
        : (await database.select().from(runtimes).where(eq(runtimes.id, primaryRuntimeId)))[0]!,
    runtimes: ({ id }, page, { database }) => runtimesOf(database, id, page),
    flows: ({ id }, page, { database }) => flowsOf(database, id, page),
  },
  Runtime: {
    flowTypes: ({ id }, _args, { database }) => definitionsOfKind(database, id, 'flow_type'),
    dataTypes: ({ id }, _args, { database }) => definitionsOfKind(database, id, 'data_type'),
    functions: ({ id }, _args, { database }) => definitionsOfKind(database, id, 'function'),
  },
  FlowType: { version: versionOf },
  DataType: { version: versionOf },
  RuntimeFunctionDefinition: {
    version: versionOf,
    parameters: ({ id }, _args, { database }) =>
      database
        .select()
        .from(runtimeParameters)
        .where(eq(runtimeParameters.definitionId, id))
        .orderBy(asc(runtimeParameters.id)),
  },
  Flow: {
    project: async ({ projectId }, _args, { database }) =>
      (await database.select().from(namespaceProjects).where(eq(namespaceProjects.id, projectId)))[0]!,
    type: async ({ flowTypeId }, _args, { database }) =>
      (await database.select().from(runtimeDefinitions).where(eq(runtimeDefinitions.id, flowTypeId)))[0]!,
  },
} satisfies Resolvers & { Mutation: DeclaredMutationResolvers };
