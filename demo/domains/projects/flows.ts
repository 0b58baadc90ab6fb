import { and, eq, isNull, or } from 'drizzle-orm';
import * as v from 'valibot';
import { ErrorCode, fromIssues, MutationError } from 'graphql-error-codes';
import type { FlowInput } from '../../generated/resolvers.js';
import type { Context } from '../../context.js';
import { convertFailures } from '../../database/failure.js';
import type { Database } from '../../database/open.js';
import { isOneOf } from '../../database/is-one-of.js';
import {
  flows,
  runtimeDefinitions,
  runtimeParameters,
  runtimes,
  type DefinitionRow,
  type FlowRow,
} from '../../database/tables.js';
import { isBlank } from '../../presence.js';
import { displayName, nameTaken } from '../namespaces/name.js';
import { checkFlow, referencesOf, type FlowParts } from './flow-check.js';
import { layoutOf } from './flow-layout.js';
import { requireFlowSize, findUnstorable } from './flow-limits.js';
import { requireProject } from './projects.js';

const flowData = v.object({ flow: v.object({ name: displayName }) });

/**
 * Loads the definitions and parameters that the flow refers to. Those of global runtimes and of the
 * namespace's own runtimes are visible; whether they fit the flow is not checked here.
 *
 * @throws MutationError MISSING_PERMISSION when one of them does not exist, is not visible, or is
 * of the wrong kind.
 */
async function requireVisibleParts(
  database: Database,
  namespaceId: number,
  references: ReturnType<typeof referencesOf>,
): Promise<Omit<FlowParts, 'primaryRuntimeId'>> {
  const { flowTypes, functions, parameters, dataTypes } = references;
  const visible = or(isNull(runtimes.namespaceId), eq(runtimes.namespaceId, namespaceId));
  const found = await database
    .select({ definition: runtimeDefinitions })
    .from(runtimeDefinitions)
    .innerJoin(runtimes, eq(runtimes.id, runtimeDefinitions.runtimeId))
    .where(and(isOneOf(runtimeDefinitions.id, [...flowTypes, ...functions, ...dataTypes]), visible));
  const definitions = new Map(found.map(({ definition }) => [definition.id, definition]));
  const owners = await database
    .select({ id: runtimeParameters.id, owner: runtimeDefinitions })
    .from(runtimeParameters)
    .innerJoin(runtimeDefinitions, eq(runtimeDefinitions.id, runtimeParameters.definitionId))
    .innerJoin(runtimes, eq(runtimes.id, runtimeDefinitions.runtimeId))
    .where(and(isOneOf(runtimeParameters.id, [...parameters]), visible));

  const allAre = (ids: ReadonlySet<number>, kind: DefinitionRow['kind']) =>
    [...ids].every((id) => definitions.get(id)?.kind === kind);
  const areVisible =
    allAre(flowTypes, 'flow_type') &&
    allAre(functions, 'function') &&
    allAre(dataTypes, 'data_type') &&
    owners.length === parameters.size;
  if (!areVisible) throw new MutationError(ErrorCode.MISSING_PERMISSION);
  return { definitions, functionOfParameter: new Map(owners.map(({ id, owner }) => [id, owner])) };
}

/**
 * Creates a flow from definitions of the project's primary runtime.
 *
 * @throws MutationError MISSING_PERMISSION, also when a definition is not visible to the caller;
 * INVALID_SETTING when the flow is too large; NO_PRIMARY_RUNTIME, MISSING_PARAMETER
 * @throws AggregateError with one MutationError per fault in the flow: RUNTIME_MISMATCH,
 * GENERIC_KEY_NOT_FOUND, PRIMARY_LEVEL_NOT_FOUND, SECONDARY_LEVEL_NOT_FOUND,
 * TERTIARY_LEVEL_EXCEEDS_PARAMETERS, INVALID_SETTING
 * @throws MutationError INVALID_SETTING when the project already has a flow of this name
 */
export async function createFlow(
  context: Context,
  input: { readonly projectId: number; readonly flow: FlowInput },
): Promise<FlowRow> {
  const { database } = context;
  const { flow } = input;
  const project = await requireProject(context, input.projectId, 'CREATE_FLOW');
  const layout = layoutOf(flow);
  requireFlowSize(flow, layout);
  const parts = await requireVisibleParts(database, project.namespaceId, referencesOf(flow, layout));
  if (project.primaryRuntimeId === null) throw new MutationError(ErrorCode.NO_PRIMARY_RUNTIME);
  if (isBlank(flow.name))
    throw new MutationError(ErrorCode.MISSING_PARAMETER, { attribute: 'flow.name', type: 'blank' });

  const faults = checkFlow(flow, layout, { ...parts, primaryRuntimeId: project.primaryRuntimeId });
  const data = v.safeParse(flowData, input);
  if (!data.success) faults.push(new MutationError(ErrorCode.INVALID_SETTING, ...fromIssues(data.issues, input)));
  const { name: _name, type, ...definition } = flow;
  const refused = findUnstorable(definition, 'flow');
  if (refused.length > 0) faults.push(new MutationError(ErrorCode.INVALID_SETTING, ...refused));
  if (faults.length > 0) throw new AggregateError(faults, 'the flow has faults');

  const [created] = await convertFailures(
    database
      .insert(flows)
      .values({ projectId: project.id, name: flow.name.trim(), flowTypeId: type, definition })
      .returning(),
    nameTaken('flows_name_unique', 'flow.name'),
  );
  return created!;
}

export const flowsOfProject = { table: flows, parent: flows.projectId } as const;
