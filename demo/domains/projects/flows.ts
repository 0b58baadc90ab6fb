import { and, asc, count, eq, gt, inArray, isNull, or } from 'drizzle-orm';
import * as v from 'valibot';
import { ErrorCode, fromIssues, MutationError } from 'graphql-error-codes';
import type { FlowInput } from '../../generated/resolvers.js';
import { pageOf, type Connection, type ConnectionArguments } from '../../connection.js';
import type { Context } from '../../context.js';
import { refusable } from '../../database/failure.js';
import type { Database } from '../../database/open.js';
import {
  flows,
  runtimeDefinitions,
  runtimeParameters,
  runtimes,
  type DefinitionRow,
  type FlowRow,
} from '../../database/tables.js';
import { isBlank } from '../../presence.js';
import { displayName } from '../namespaces/name.js';
import { checkFlow, referencesOf, type FlowParts } from './flow-check.js';
import { requireProject } from './projects.js';

const flowData = v.object({ flow: v.object({ name: displayName }) });

/**
 * Creates a flow of building blocks of the project's primary runtime.
 *
 * @throws MutationError MISSING_PERMISSION, also for a building block that the caller cannot know of; NO_PRIMARY_RUNTIME,
 * MISSING_PARAMETER, INVALID_SETTING. AggregateError of all that is wrong with the flow: RUNTIME_MISMATCH, GENERIC_KEY_NOT_FOUND,
 * PRIMARY_LEVEL_NOT_FOUND, SECONDARY_LEVEL_NOT_FOUND, TERTIARY_LEVEL_EXCEEDS_PARAMETERS, INVALID_SETTING.
 */
export async function createFlow(
  context: Context,
  input: { readonly projectId: number; readonly flow: FlowInput },
): Promise<FlowRow> {
  const { database } = context;
  const { flow } = input;
  const project = await requireProject(context, input.projectId, 'CREATE_FLOW');
  const known = await knownParts(database, project.namespaceId, flow);
  if (project.primaryRuntimeId === null) throw new MutationError(ErrorCode.NO_PRIMARY_RUNTIME);
  if (isBlank(flow.name))
    throw new MutationError(ErrorCode.MISSING_PARAMETER, { attribute: 'flow.name', type: 'blank' });

  const faults = checkFlow(flow, { ...known, primaryRuntimeId: project.primaryRuntimeId });
  const data = v.safeParse(flowData, input);
  if (!data.success) faults.push(new MutationError(ErrorCode.INVALID_SETTING, ...fromIssues(data.issues, input)));
  const { name: _name, type, ...definition } = flow;
  // PostgreSQL cannot store U+0000, in JSON neither.
  if (JSON.stringify(definition).includes('\\u0000')) {
    faults.push(new MutationError(ErrorCode.INVALID_SETTING, { attribute: 'flow', type: 'invalid' }));
  }
  if (faults.length > 0) throw new AggregateError(faults, 'the flow has faults');

  const [created] = await refusable(
    database
      .insert(flows)
      .values({ projectId: project.id, name: flow.name.trim(), flowTypeId: type, definition })
      .returning(),
    ({ constraint }) =>
      constraint === 'flows_name_unique'
        ? new MutationError(ErrorCode.INVALID_SETTING, { attribute: 'flow.name', type: 'taken' })
        : undefined,
  );
  return created!;
}

/**
 * What the flow refers to, wherever it belongs, as far as the caller may know of it: parts of global runtimes and of the namespace's own.
 *
 * @throws MutationError MISSING_PERMISSION when something is not there, or is of another kind.
 */
async function knownParts(
  database: Database,
  namespaceId: number,
  flow: FlowInput,
): Promise<Omit<FlowParts, 'primaryRuntimeId'>> {
  const { flowTypes, functions, parameters, dataTypes } = referencesOf(flow);
  const visible = or(isNull(runtimes.namespaceId), eq(runtimes.namespaceId, namespaceId));
  const found = await database
    .select({ definition: runtimeDefinitions })
    .from(runtimeDefinitions)
    .innerJoin(runtimes, eq(runtimes.id, runtimeDefinitions.runtimeId))
    .where(and(inArray(runtimeDefinitions.id, [...flowTypes, ...functions, ...dataTypes]), visible));
  const definitions = new Map(found.map(({ definition }) => [definition.id, definition]));
  const owners = await database
    .select({ id: runtimeParameters.id, owner: runtimeDefinitions })
    .from(runtimeParameters)
    .innerJoin(runtimeDefinitions, eq(runtimeDefinitions.id, runtimeParameters.definitionId))
    .innerJoin(runtimes, eq(runtimes.id, runtimeDefinitions.runtimeId))
    .where(and(inArray(runtimeParameters.id, [...parameters]), visible));

  const are = (ids: ReadonlySet<number>, kind: DefinitionRow['kind']) =>
    [...ids].every((id) => definitions.get(id)?.kind === kind);
  const isKnown =
    are(flowTypes, 'flow_type') &&
    are(functions, 'function') &&
    are(dataTypes, 'data_type') &&
    owners.length === parameters.size;
  if (!isKnown) throw new MutationError(ErrorCode.MISSING_PERMISSION);
  return { definitions, functionOfParameter: new Map(owners.map(({ id, owner }) => [id, owner])) };
}

export function flowsOf(
  database: Database,
  projectId: number,
  page: ConnectionArguments,
): Promise<Connection<FlowRow>> {
  const ofProject = eq(flows.projectId, projectId);
  return pageOf(
    page,
    (after, limit) =>
      database
        .select()
        .from(flows)
        .where(and(ofProject, gt(flows.id, after)))
        .orderBy(asc(flows.id))
        .limit(limit),
    async () => (await database.select({ total: count() }).from(flows).where(ofProject))[0]!.total,
  );
}
