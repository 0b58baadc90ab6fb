import {
  GraphQLError,
  GraphQLSchema,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  printType,
  visit,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type GraphQLNamedType,
  type TypeNode,
} from 'graphql';
import { namedType } from '../internal/executable-schema.js';

/**
 * What is to be merged: SDL, an AST, a schema, or SDL with the resolvers that go with it. One input is one subschema or one subgraph: what
 * it is made of goes into its `typeDefs` as a list, as for makeExecutableSchema.
 */
export type MergeInput = string | DocumentNode | GraphQLSchema | NamedMergeInput;

/** The same under a name, which the findings call it by. */
export type NamedMergeInput =
  | {
      readonly name?: string;
      readonly typeDefs: TypeDefs;
      readonly resolvers?: object | readonly (object | undefined)[];
    }
  | { readonly name?: string; readonly schema: GraphQLSchema };

export type TypeDefs = string | DocumentNode | DefinitionNode | readonly TypeDefs[] | (() => TypeDefs);

/** An input in the one form that the rules read. */
export interface Part {
  readonly name: string;
  /** Of an SDL, all definitions; of a schema, those of the types that the rules ask for. */
  readonly definitions: readonly DefinitionNode[];
  /** Where a type is used in arguments, input fields and directives, as schema coordinates. */
  readonly inputPositions: (type: string) => readonly string[];
  /** The directives of `schema` and `extend schema`: the @link of a subgraph is among them. */
  readonly schemaDirectives: readonly ConstDirectiveNode[];
  /** The resolvers by type, where they were given; undefined where only SDL or a schema is known. */
  readonly resolvers: Readonly<Record<string, Readonly<Record<string, unknown>>>> | undefined;
  readonly schema: GraphQLSchema | undefined;
  /** Built by another copy of graphql: nothing else can be read of it. */
  readonly isForeign: boolean;
}

/**
 * @param types the names of the types that the rules ask for
 * @throws GraphQLError when an SDL cannot be parsed; TypeError when an input is none of the kinds. Both name the input.
 */
export function readInput(input: MergeInput, index: number, types: readonly string[]): Part {
  const called = `input ${index + 1}`;
  if (typeof input === 'string' || isKind(input, Kind.DOCUMENT)) return readSdl(called, input, []);
  if (isSchema(input)) return readSchema(called, input, types);
  if (typeof input === 'object' && input !== null) {
    const { name = called } = input;
    if ('schema' in input && isSchema(input.schema)) return readSchema(name, input.schema, types);
    if ('typeDefs' in input) return readSdl(name, input.typeDefs, [input.resolvers].flat());
  }
  throw new TypeError(
    `checkMerge got ${called} as ${input === null ? 'null' : typeof input}: give SDL, a document, a schema, { typeDefs, resolvers } or { schema }.`,
  );
}

function readSdl(name: string, typeDefs: TypeDefs, maps: readonly (object | undefined)[]): Part {
  const definitions = definitionsOf(name, typeDefs);
  const resolvers: Record<string, Readonly<Record<string, unknown>>> = {};
  const given = maps.filter((map) => map !== undefined && map !== null);
  for (const map of given) {
    for (const [type, fields] of Object.entries(map)) resolvers[type] = { ...resolvers[type], ...fields };
  }
  const schemaDirectives = definitions.flatMap((definition) =>
    definition.kind === Kind.SCHEMA_DEFINITION || definition.kind === Kind.SCHEMA_EXTENSION
      ? (definition.directives ?? [])
      : [],
  );
  return {
    name,
    definitions,
    inputPositions: (type) => definitions.flatMap((definition) => positionsIn(definition, type)),
    schemaDirectives,
    resolvers: given.length > 0 ? resolvers : undefined,
    schema: undefined,
    isForeign: false,
  };
}

/** In all the forms that makeExecutableSchema takes. */
function definitionsOf(name: string, typeDefs: TypeDefs): readonly DefinitionNode[] {
  if (typeof typeDefs === 'function') return definitionsOf(name, typeDefs());
  if (typeof typeDefs === 'string') return typeDefs.trim() === '' ? [] : parseSdl(name, typeDefs);
  if (isList(typeDefs)) return typeDefs.flatMap((part) => definitionsOf(name, part));
  if (isKind(typeDefs, Kind.DOCUMENT)) return typeDefs.definitions;
  if (typeof typeDefs === 'object' && typeDefs !== null && 'kind' in typeDefs) return [typeDefs];
  throw new TypeError(
    `checkMerge got typeDefs of ${name} that are ${String(typeDefs)}: give SDL, a document, or a list of them.`,
  );
}

function parseSdl(name: string, sdl: string): readonly DefinitionNode[] {
  try {
    return parse(sdl).definitions;
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const [{ line, column } = { line: 1, column: 1 }] = error.locations ?? [];
    const where = `${name}, line ${line}, column ${column}`;
    throw new GraphQLError(`The SDL of ${where} cannot be parsed: ${error.message}`, { originalError: error });
  }
}

function readSchema(name: string, schema: GraphQLSchema, types: readonly string[]): Part {
  if (!(schema instanceof GraphQLSchema)) {
    const nothing = { definitions: [], inputPositions: () => [], schemaDirectives: [] };
    return { name, ...nothing, resolvers: undefined, schema: undefined, isForeign: true };
  }
  // The whole schema is not printed: default values that were built by code cannot always be.
  const definitions = types.flatMap((each): readonly DefinitionNode[] => {
    const type = schema.getType(each);
    return type ? parse(printType(type)).definitions.map((definition) => withDirectives(definition, type)) : [];
  });
  const directive = schema.getDirective('errors');
  if (directive) {
    const args = directive.args.map((arg) => `${arg.name}: ${String(arg.type)}`).join(' ');
    const on = directive.locations.join(' | ');
    definitions.push(...parse(`directive @errors${args && `(${args})`} on ${on}`).definitions);
  }
  return {
    name,
    definitions,
    inputPositions: (type) => positionsOf(schema, type),
    schemaDirectives: [schema.astNode, ...schema.extensionASTNodes].flatMap((node) => node?.directives ?? []),
    resolvers: undefined,
    schema,
    isForeign: false,
  };
}

/** Printed, a type has no applied directives: they are in the SDL that it was built from. */
function withDirectives(definition: DefinitionNode, type: GraphQLNamedType): DefinitionNode {
  if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION || !isObjectType(type)) return definition;
  const directives = [type.astNode, ...type.extensionASTNodes].flatMap((node) => node?.directives ?? []);
  const fields = (definition.fields ?? []).map((field) => ({
    ...field,
    directives: type.getFields()[field.name.value]?.astNode?.directives ?? [],
  }));
  return { ...definition, directives, fields };
}

function positionsIn(definition: DefinitionNode, type: string): readonly string[] {
  const owner = 'name' in definition && definition.name ? definition.name.value : '';
  const positions: string[] = [];
  let field = '';
  visit(definition, {
    FieldDefinition: { enter: (node) => void (field = `.${node.name.value}`), leave: () => void (field = '') },
    InputValueDefinition: (node) => {
      if (nameIn(node.type) !== type) return;
      if (definition.kind === Kind.DIRECTIVE_DEFINITION) positions.push(`@${owner}(${node.name.value}:)`);
      else positions.push(field ? `${owner}${field}(${node.name.value}:)` : `${owner}.${node.name.value}`);
    },
  });
  return positions;
}

function nameIn(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameIn(type.type);
}

function positionsOf(schema: GraphQLSchema, wanted: string): readonly string[] {
  const isWanted = ({ type }: { readonly type: unknown }) => (namedType(type) as GraphQLNamedType).name === wanted;
  const inTypes = Object.values(schema.getTypeMap()).flatMap((type) => {
    if (isInputObjectType(type)) {
      return Object.values(type.getFields()).flatMap((field) =>
        isWanted(field) ? [`${type.name}.${field.name}`] : [],
      );
    }
    if (!isObjectType(type) && !isInterfaceType(type)) return [];
    return Object.values(type.getFields()).flatMap((field) =>
      field.args.filter(isWanted).map((arg) => `${type.name}.${field.name}(${arg.name}:)`),
    );
  });
  const inDirectives = schema
    .getDirectives()
    .flatMap((directive) => directive.args.filter(isWanted).map((arg) => `@${directive.name}(${arg.name}:)`));
  return [...inTypes, ...inDirectives];
}

const isList = (typeDefs: TypeDefs): typeDefs is readonly TypeDefs[] => Array.isArray(typeDefs);

const isKind = (input: unknown, kind: Kind): input is DocumentNode =>
  typeof input === 'object' && input !== null && 'kind' in input && input.kind === kind;

/** By its tag, not by `instanceof`: a schema of another copy of graphql is to be recognised as one. */
const isSchema = (input: unknown): input is GraphQLSchema =>
  typeof input === 'object' &&
  input !== null &&
  (input as { readonly [Symbol.toStringTag]?: unknown })[Symbol.toStringTag] === 'GraphQLSchema';
