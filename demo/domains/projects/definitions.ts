import { asc, eq } from 'drizzle-orm';
import type { Database } from '../../database/open.js';
import { runtimeDefinitions, runtimeParameters, type DefinitionRow } from '../../database/tables.js';

export const versionOf = ({ major, minor, patch }: DefinitionRow): string => `${major}.${minor}.${patch}`;

/** Ordered by kind (data types, flow types, functions), then from oldest to newest. */
export const definitionsOf = (database: Database, runtimeId: number): PromiseLike<DefinitionRow[]> =>
  database
    .select()
    .from(runtimeDefinitions)
    .where(eq(runtimeDefinitions.runtimeId, runtimeId))
    .orderBy(asc(runtimeDefinitions.kind), asc(runtimeDefinitions.id));

/** As in {@link definitionsOf}. */
export const definitionsOfRuntime = {
  table: runtimeDefinitions,
  parent: runtimeDefinitions.runtimeId,
  order: [runtimeDefinitions.kind, runtimeDefinitions.id],
} as const;

/** The parameters of a function, in the order of its declaration. */
export const parametersOfFunction = { table: runtimeParameters, parent: runtimeParameters.definitionId } as const;
