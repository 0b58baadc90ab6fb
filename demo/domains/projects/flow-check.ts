import { ErrorCode, inspect, MutationError } from 'graphql-error-codes';
import type { FlowInput, ReferenceValueInput } from '../../generated/resolvers.js';
import type { DefinitionRow } from '../../database/tables.js';
import type { Branch, FlowLayout } from './flow-layout.js';

/** The definitions and parameters that a flow refers to. All of them must exist. */
export interface FlowParts {
  readonly primaryRuntimeId: number;
  readonly definitions: ReadonlyMap<number, DefinitionRow>;
  /** By the id of a parameter: the function it belongs to. */
  readonly functionOfParameter: ReadonlyMap<number, DefinitionRow>;
}

/** How many faults of a flow are reported. */
export const maximumFaults = 100;

function checkAddress(
  branches: readonly Branch[],
  { primaryLevel, secondaryLevel, tertiaryLevel }: Omit<ReferenceValueInput, 'dataTypeIdentifier'>,
): MutationError | undefined {
  const branch = branches[primaryLevel];
  if (!branch)
    return new MutationError(ErrorCode.PRIMARY_LEVEL_NOT_FOUND, { message: `There is no branch ${primaryLevel}.` });
  const placed = branch[secondaryLevel];
  if (!placed) {
    return new MutationError(ErrorCode.SECONDARY_LEVEL_NOT_FOUND, {
      message: `Branch ${primaryLevel} has no step ${secondaryLevel}.`,
    });
  }
  const { parameters } = placed.node;
  if (typeof tertiaryLevel !== 'number' || parameters[tertiaryLevel]) return undefined;
  return new MutationError(ErrorCode.TERTIARY_LEVEL_EXCEEDS_PARAMETERS, {
    message: `Step ${secondaryLevel} of branch ${primaryLevel} has ${parameters.length} parameters, none with the number ${tertiaryLevel}.`,
  });
}

/**
 * Returns the faults of a flow, in document order: the flow type, then for each node its function,
 * its parameters (including nested nodes), and the next node. For each reference, only the first
 * level that cannot be resolved is reported. Ends with the fault number {@link maximumFaults}.
 */
export function checkFlow(
  flow: FlowInput,
  { branches }: FlowLayout,
  { primaryRuntimeId, definitions, functionOfParameter }: FlowParts,
): MutationError[] {
  const faults: MutationError[] = [];

  function requireRuntime({ runtimeId, key }: DefinitionRow, what: string): void {
    if (runtimeId === primaryRuntimeId) return;
    faults.push(
      new MutationError(ErrorCode.RUNTIME_MISMATCH, {
        message: `The ${what} "${key}" is not of the project's primary runtime.`,
      }),
    );
  }

  function checkReference(
    { dataTypeIdentifier, ...address }: ReferenceValueInput,
    { key, genericKeys }: DefinitionRow,
  ): void {
    const { dataTypeId, genericKey } = dataTypeIdentifier;
    if (typeof dataTypeId === 'number') requireRuntime(definitions.get(dataTypeId)!, 'data type');
    if (typeof genericKey === 'string' && !genericKeys.includes(genericKey)) {
      faults.push(
        new MutationError(ErrorCode.GENERIC_KEY_NOT_FOUND, {
          message: `The function "${key}" has no generic key ${inspect(genericKey)}; it has: ${genericKeys.join(', ') || 'none'}.`,
        }),
      );
    }
    const fault = checkAddress(branches, address);
    if (fault) faults.push(fault);
  }

  function checkBranch(branch: Branch): void {
    for (const { node, path, nested } of branch) {
      const definition = definitions.get(node.runtimeFunctionId)!;
      requireRuntime(definition, 'function');
      for (const [index, { runtimeParameterDefinitionId, value }] of node.parameters.entries()) {
        if (faults.length >= maximumFaults) return;
        const owner = functionOfParameter.get(runtimeParameterDefinitionId)!;
        if (owner.runtimeId !== primaryRuntimeId) requireRuntime(owner, 'owner of a parameter, function');
        else if (owner.id !== definition.id) {
          const attribute = `${path}.parameters.${index}.runtimeParameterDefinitionId`;
          faults.push(new MutationError(ErrorCode.INVALID_SETTING, { attribute, type: 'inclusion' }));
        }
        const inner = nested.get(index);
        if (inner) checkBranch(inner);
        if (value?.referenceValue) checkReference(value.referenceValue, definition);
      }
    }
  }

  requireRuntime(definitions.get(flow.type)!, 'flow type');
  checkBranch(branches[0]!);
  return faults.slice(0, maximumFaults);
}

/** The ids that a flow refers to, grouped by the kind they must have. */
export function referencesOf(flow: FlowInput, { nodes }: FlowLayout) {
  const references = {
    flowTypes: new Set([flow.type]),
    functions: new Set<number>(),
    parameters: new Set<number>(),
    dataTypes: new Set<number>(),
  };
  for (const { node } of nodes) {
    references.functions.add(node.runtimeFunctionId);
    for (const { runtimeParameterDefinitionId, value } of node.parameters) {
      references.parameters.add(runtimeParameterDefinitionId);
      const dataTypeId = value?.referenceValue?.dataTypeIdentifier.dataTypeId;
      if (typeof dataTypeId === 'number') references.dataTypes.add(dataTypeId);
    }
  }
  return references;
}
