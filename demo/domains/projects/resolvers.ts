import type { DeclaredMutationResolvers, Resolvers } from '../../generated/resolvers.js';
import { success } from 'graphql-error-codes';
import type { Loaders } from '../../database/loaders.js';
import {
  namespaceProjects,
  namespaces,
  runtimeDefinitions,
  runtimes,
  type DefinitionRow,
} from '../../database/tables.js';
import { createFlow, flowsOfProject } from './flows.js';
import { createProject, projectsOfNamespace, updateProject } from './projects.js';
import { assignRuntimes, globalRuntimes, runtimesOfProject } from './runtimes.js';
import { definitionsOfRuntime, parametersOfFunction, versionOf } from './definitions.js';

const definitionsOfKind = async (load: Loaders, runtimeId: number, kind: DefinitionRow['kind']) =>
  (await load.list(definitionsOfRuntime, runtimeId)).filter((definition) => definition.kind === kind);

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
    projects: ({ id }, page, { load }) => load.page(projectsOfNamespace, id, page),
  },
  NamespaceProject: {
    namespace: ({ namespaceId }, _args, { load }) => load.row(namespaces, namespaceId),
    primaryRuntime: ({ primaryRuntimeId }, _args, { load }) =>
      primaryRuntimeId === null ? null : load.row(runtimes, primaryRuntimeId),
    runtimes: ({ id }, page, { load }) => load.page(runtimesOfProject, id, page),
    flows: ({ id }, page, { load }) => load.page(flowsOfProject, id, page),
  },
  Runtime: {
    flowTypes: ({ id }, _args, { load }) => definitionsOfKind(load, id, 'flow_type'),
    dataTypes: ({ id }, _args, { load }) => definitionsOfKind(load, id, 'data_type'),
    functions: ({ id }, _args, { load }) => definitionsOfKind(load, id, 'function'),
  },
  FlowType: { version: versionOf },
  DataType: { version: versionOf },
  RuntimeFunctionDefinition: {
    version: versionOf,
    parameters: ({ id }, _args, { load }) => load.list(parametersOfFunction, id),
  },
  Flow: {
    project: ({ projectId }, _args, { load }) => load.row(namespaceProjects, projectId),
    type: ({ flowTypeId }, _args, { load }) => load.row(runtimeDefinitions, flowTypeId),
  },
} satisfies Resolvers & { Mutation: DeclaredMutationResolvers };
