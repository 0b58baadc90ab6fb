import { GraphQLError, Kind, parse, visit, type DefinitionNode, type DocumentNode, type TypeNode } from 'graphql';
import { cutText, inspect } from '../internal/inspect.js';
import type { Part, ResolverMap } from './part.js';

/** SDL in all forms that makeExecutableSchema accepts. */
export type TypeDefs = string | DocumentNode | DefinitionNode | readonly TypeDefs[] | (() => TypeDefs);

const isList = (typeDefs: TypeDefs): typeDefs is readonly TypeDefs[] => Array.isArray(typeDefs);

/** Whether the value is the AST of a document. */
export const isDocument = (value: unknown): value is DocumentNode =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === Kind.DOCUMENT;

function parseSdl(name: string, sdl: string): readonly DefinitionNode[] {
  try {
    return parse(sdl).definitions;
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const [{ line, column } = { line: 1, column: 1 }] = error.locations ?? [];
    const where = `${name}, line ${line}, column ${column}`;
    throw new GraphQLError(`checkMerge cannot parse the SDL of ${where}: ${cutText(error.message)}`, {
      originalError: error,
    });
  }
}

function readDefinitions(name: string, typeDefs: TypeDefs): readonly DefinitionNode[] {
  if (typeof typeDefs === 'function') return readDefinitions(name, typeDefs());
  if (typeof typeDefs === 'string') return typeDefs.trim() === '' ? [] : parseSdl(name, typeDefs);
  if (isList(typeDefs)) return typeDefs.flatMap((each) => readDefinitions(name, each));
  // A copy, since what is read of a list is kept, and this one is the caller's.
  if (isDocument(typeDefs)) return [...typeDefs.definitions];
  if (typeof typeDefs === 'object' && typeDefs !== null && 'kind' in typeDefs) return [typeDefs];
  throw new TypeError(
    `checkMerge: "typeDefs" of ${name} must be SDL, a document, or a list of them, got ${inspect(typeDefs)}.`,
  );
}

const typeName = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : typeName(type.type));

function findInputPositions(definition: DefinitionNode, type: string): readonly string[] {
  const owner = 'name' in definition && definition.name ? definition.name.value : '';
  const positions: string[] = [];
  let field = '';
  visit(definition, {
    FieldDefinition: (node) => void (field = `.${node.name.value}`),
    InputValueDefinition: (node) => {
      if (typeName(node.type) !== type) return;
      if (definition.kind === Kind.DIRECTIVE_DEFINITION) positions.push(`@${owner}(${node.name.value}:)`);
      else positions.push(field ? `${owner}${field}(${node.name.value}:)` : `${owner}.${node.name.value}`);
    },
  });
  return positions;
}

function mergeResolvers(maps: readonly object[]): ResolverMap | undefined {
  if (maps.length === 0) return undefined;
  const merged: Record<string, Readonly<Record<string, unknown>>> = {};
  for (const map of maps) {
    for (const [type, fields] of Object.entries(map)) merged[type] = { ...merged[type], ...fields };
  }
  return merged;
}

/**
 * @throws GraphQLError when the SDL cannot be parsed; TypeError when `typeDefs` is something else.
 */
export function readSdl(name: string, typeDefs: TypeDefs, resolvers: readonly (object | null | undefined)[]): Part {
  const definitions = readDefinitions(name, typeDefs);
  return {
    name,
    definitions,
    inputPositions: (type) => definitions.flatMap((definition) => findInputPositions(definition, type)),
    schemaDirectives: definitions.flatMap((definition) =>
      definition.kind === Kind.SCHEMA_DEFINITION || definition.kind === Kind.SCHEMA_EXTENSION
        ? (definition.directives ?? [])
        : [],
    ),
    resolvers: mergeResolvers(resolvers.filter((map) => map !== undefined && map !== null)),
    schema: undefined,
    isForeign: false,
  };
}
