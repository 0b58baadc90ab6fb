import type { DocumentNode, GraphQLSchema } from 'graphql';
import { inspect } from '../internal/inspect.js';
import type { Part } from './part.js';
import { isSchema, readSchema } from './schema-part.js';
import { isDocument, readSdl, type TypeDefs } from './sdl-part.js';

/**
 * What is merged: SDL, an AST, a schema, or SDL with its resolvers. One input is one subschema or
 * one subgraph. If it consists of several SDL texts, pass them as a list in `typeDefs`, as for
 * makeExecutableSchema.
 */
export type MergeInput = string | DocumentNode | GraphQLSchema | NamedMergeInput;

/** An input with a name, which findings refer to. The default name is `input 1` and so on. */
export type NamedMergeInput =
  | {
      readonly name?: string;
      readonly typeDefs: TypeDefs;
      readonly resolvers?: object | readonly (object | undefined)[];
    }
  | { readonly name?: string; readonly schema: GraphQLSchema };

/** Formats an invalid input. The keys of an object are enough: its values may be very long. */
const inspectInput = (input: unknown): string =>
  typeof input === 'object' && input !== null
    ? `an object with the keys ${inspect(Object.keys(input))}`
    : inspect(input);

/**
 * @param types the names of the types that the rules check
 * @throws GraphQLError when SDL cannot be parsed; TypeError for an invalid input. Both name the
 * input.
 */
export function readInput(input: MergeInput, index: number, types: readonly string[]): Part {
  const defaultName = `input ${index + 1}`;
  if (typeof input === 'string' || isDocument(input)) return readSdl(defaultName, input, []);
  if (isSchema(input)) return readSchema(defaultName, input, types);
  if (typeof input === 'object' && input !== null) {
    const { name = defaultName } = input;
    if ('schema' in input && isSchema(input.schema)) return readSchema(name, input.schema, types);
    if ('typeDefs' in input) return readSdl(name, input.typeDefs, [input.resolvers].flat());
  }
  throw new TypeError(
    `checkMerge: ${defaultName} must be SDL, a document, a schema, { typeDefs, resolvers } or { schema }, ` +
      `got ${inspectInput(input)}.`,
  );
}
