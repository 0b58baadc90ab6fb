import type { DeclaredMutationResolvers, Resolvers } from '../../generated/resolvers.js';
import { success } from 'graphql-error-codes';
import { rowOf } from '../../database/row.js';
import { namespaceProjects, namespaces, runtimeDefinitions, runtimes } from '../../database/tables.js';
import { createFlow, flowsOf } from './flows.js';
import { createProject, projectsOf, updateProject } from './projects.js';
import { assignRuntimes, globalRuntimes, runtimesOf } from './runtimes.js';
import { definitionsOfKind, parametersOf, versionOf } from './definitions.js';

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
    namespace: ({ namespaceId }, _args, { database }) => rowOf(database, namespaces, namespaceId),
    primaryRuntime: ({ primaryRuntimeId }, _args, { database }) =>
      primaryRuntimeId === null ? null : rowOf(database, runtimes, primaryRuntimeId),
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
    parameters: ({ id }, _args, { database }) => parametersOf(database, id),
  },
  Flow: {
    project: ({ projectId }, _args, { database }) => rowOf(database, namespaceProjects, projectId),
    type: ({ flowTypeId }, _args, { database }) => rowOf(database, runtimeDefinitions, flowTypeId),
  },
} satisfies Resolvers & { Mutation: DeclaredMutationResolvers };
