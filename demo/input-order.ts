import { Kind, valueFromASTUntyped, type GraphQLResolveInfo } from 'graphql';
import type { Context } from './context.js';

/**
 * Returns the names of the fields of the argument `input` in the order in which the client sent
 * them. graphql passes inputs to resolvers in the order of the schema.
 */
export function inputOrder({ fieldNodes, operation }: GraphQLResolveInfo, { sentVariables }: Context): string[] {
  const argument = fieldNodes[0]?.arguments?.find(({ name }) => name.value === 'input')?.value;
  if (argument?.kind === Kind.OBJECT) return argument.fields.map(({ name }) => name.value);
  if (argument?.kind !== Kind.VARIABLE) return [];
  const name = argument.name.value;
  const definition = operation.variableDefinitions?.find(({ variable }) => variable.name.value === name);
  const fallback: unknown = definition?.defaultValue && valueFromASTUntyped(definition.defaultValue);
  const sent = Object.hasOwn(sentVariables, name) ? sentVariables[name] : fallback;
  return typeof sent === 'object' && sent !== null ? Object.keys(sent) : [];
}
