import { ErrorCode, MutationError } from 'graphql-error-codes';
import type { FlowInput, NodeFunctionInput, ReferenceValueInput } from '../../generated/resolvers.js';
import type { DefinitionRow } from '../../database/tables.js';

/** The definitions and parameters that a flow refers to. All of them must exist. */
export interface FlowParts {
  readonly primaryRuntimeId: number;
  readonly definitions: ReadonlyMap<number, DefinitionRow>;
  /** By the id of a parameter: the function it belongs to. */
  readonly functionOfParameter: ReadonlyMap<number, DefinitionRow>;
}

/** A node and all nodes after it in the same branch. */
function chainFrom(first: NodeFunctionInput): NodeFunctionInput[] {
  const chain: NodeFunctionInput[] = [];
  for (let node: NodeFunctionInput | null | undefined = first; node; node = node.nextNode) chain.push(node);
  return chain;
}

/** The first node of each branch: the main branch, then nested function nodes in pre-order. */
function branchesOf(startingNode: NodeFunctionInput): NodeFunctionInput[] {
  const branches = [startingNode];
  const collect = (first: NodeFunctionInput): void => {
    for (const { parameters } of chainFrom(first)) {
      for (const { value } of parameters) {
        if (!value?.functionValue) continue;
        branches.push(value.functionValue);
        collect(value.functionValue);
      }
    }
  };
  collect(startingNode);
  return branches;
}

function checkAddress(
  branches: readonly NodeFunctionInput[],
  { primaryLevel, secondaryLevel, tertiaryLevel }: Omit<ReferenceValueInput, 'dataTypeIdentifier'>,
): MutationError | undefined {
  const branch = branches[primaryLevel];
  if (!branch)
    return new MutationError(ErrorCode.PRIMARY_LEVEL_NOT_FOUND, { message: `There is no branch ${primaryLevel}.` });
  const node = chainFrom(branch)[secondaryLevel];
  if (!node) {
    return new MutationError(ErrorCode.SECONDARY_LEVEL_NOT_FOUND, {
      message: `Branch ${primaryLevel} has no step ${secondaryLevel}.`,
    });
  }
  if (typeof tertiaryLevel !== 'number' || node.parameters[tertiaryLevel]) return undefined;
  return new MutationError(ErrorCode.TERTIARY_LEVEL_EXCEEDS_PARAMETERS, {
    message: `Step ${secondaryLevel} of branch ${primaryLevel} has ${node.parameters.length} parameters, none with the number ${tertiaryLevel}.`,
  });
}

/**
 * Returns all faults of a flow, in document order: the flow type, then for each node its function,
 * its parameters (including nested nodes), and the next node. For each reference, only the first
 * level that cannot be resolved is reported.
 */
export function checkFlow(
  flow: FlowInput,
  { primaryRuntimeId, definitions, functionOfParameter }: FlowParts,
): MutationError[] {
  const faults: MutationError[] = [];
  const branches = branchesOf(flow.startingNode);

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
          message: `The function "${key}" has no generic key ${JSON.stringify(genericKey)}; it has: ${genericKeys.join(', ') || 'none'}.`,
        }),
      );
    }
    const fault = checkAddress(branches, address);
    if (fault) faults.push(fault);
  }

  function checkNode({ runtimeFunctionId, parameters }: NodeFunctionInput): void {
    const definition = definitions.get(runtimeFunctionId)!;
    requireRuntime(definition, 'function');
    for (const { runtimeParameterDefinitionId, value } of parameters) {
      const owner = functionOfParameter.get(runtimeParameterDefinitionId)!;
      if (owner.runtimeId !== primaryRuntimeId) requireRuntime(owner, 'owner of a parameter, function');
      else if (owner.id !== definition.id) {
        faults.push(
          new MutationError(ErrorCode.INVALID_SETTING, {
            attribute: 'runtimeParameterDefinitionId',
            type: 'inclusion',
          }),
        );
      }
      if (value?.functionValue) checkChain(value.functionValue);
      if (value?.referenceValue) checkReference(value.referenceValue, definition);
    }
  }

  function checkChain(first: NodeFunctionInput): void {
    for (const node of chainFrom(first)) checkNode(node);
  }

  requireRuntime(definitions.get(flow.type)!, 'flow type');
  checkChain(flow.startingNode);
  return faults;
}

/** The ids that a flow refers to, grouped by the kind they must have. */
export function referencesOf(flow: FlowInput) {
  const references = {
    flowTypes: new Set([flow.type]),
    functions: new Set<number>(),
    parameters: new Set<number>(),
    dataTypes: new Set<number>(),
  };
  for (const node of branchesOf(flow.startingNode).flatMap(chainFrom)) {
    references.functions.add(node.runtimeFunctionId);
    for (const { runtimeParameterDefinitionId, value } of node.parameters) {
      references.parameters.add(runtimeParameterDefinitionId);
      const dataTypeId = value?.referenceValue?.dataTypeIdentifier.dataTypeId;
      if (typeof dataTypeId === 'number') references.dataTypes.add(dataTypeId);
    }
  }
  return references;
}
