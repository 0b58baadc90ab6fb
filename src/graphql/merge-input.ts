import {
  GraphQLSchema,
  Kind,
  parse,
  printSchema,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
} from 'graphql';

/** What is to be merged: SDL, an AST, a schema, or SDL with the resolvers that go with it. */
export type MergeInput = TypeDefs | GraphQLSchema | NamedMergeInput;

/** The same under a name, which the findings call it by. */
export type NamedMergeInput =
  | {
      readonly name?: string;
      readonly typeDefs: TypeDefs | readonly TypeDefs[];
      readonly resolvers?: object | readonly object[];
    }
  | { readonly name?: string; readonly schema: GraphQLSchema };

type TypeDefs = string | DocumentNode;

/** An input in the one form that the rules read. */
export interface Part {
  readonly name: string;
  readonly definitions: readonly DefinitionNode[];
  /** The directives of `schema` and `extend schema`: the @link of a subgraph is among them. */
  readonly schemaDirectives: readonly ConstDirectiveNode[];
  /** The resolvers by type, where they were given or a schema holds them; undefined where only SDL is known. */
  readonly resolvers: Readonly<Record<string, Readonly<Record<string, unknown>>>> | undefined;
  readonly schema: GraphQLSchema | undefined;
  /** Built by another copy of graphql: nothing else can be read of it. */
  readonly isForeign: boolean;
}

/** @throws GraphQLError when an SDL cannot be parsed; TypeError when an input is none of the kinds. */
export function readInput(input: MergeInput, index: number): Part {
  const called = `input ${index + 1}`;
  if (typeof input === 'string' || isDocument(input)) return readSdl(called, [input], undefined);
  if (isSchema(input)) return readSchema(called, input);
  if ('schema' in input) return readSchema(input.name ?? called, input.schema);
  if ('typeDefs' in input) {
    const { name = called, typeDefs, resolvers } = input;
    return readSdl(name, [typeDefs].flat(), resolvers && [resolvers].flat());
  }
  throw new TypeError(
    `checkMerge got ${called} as ${String(input)}: give SDL, a document, a schema, or { typeDefs, resolvers }.`,
  );
}

function readSdl(name: string, typeDefs: readonly TypeDefs[], resolvers: readonly object[] | undefined): Part {
  const definitions = typeDefs.flatMap((text) => (typeof text === 'string' ? parse(text) : text).definitions);
  const merged: Record<string, Readonly<Record<string, unknown>>> = {};
  for (const map of resolvers ?? []) {
    for (const [type, fields] of Object.entries(map)) merged[type] = { ...merged[type], ...fields };
  }
  const schemaDirectives = definitions.flatMap((definition) =>
    definition.kind === Kind.SCHEMA_DEFINITION || definition.kind === Kind.SCHEMA_EXTENSION
      ? (definition.directives ?? [])
      : [],
  );
  return { name, definitions, schemaDirectives, resolvers: resolvers && merged, schema: undefined, isForeign: false };
}

function readSchema(name: string, schema: GraphQLSchema): Part {
  if (!(schema instanceof GraphQLSchema)) {
    return { name, definitions: [], schemaDirectives: [], resolvers: undefined, schema: undefined, isForeign: true };
  }
  // Printed, a schema has no applied directives: those of its types are in the SDL that it was built from.
  const definitions = parse(printSchema(schema)).definitions.map((definition) => {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) return definition;
    const type = schema.getType(definition.name.value);
    const directives = [type?.astNode, ...(type?.extensionASTNodes ?? [])].flatMap((node) => node?.directives ?? []);
    return { ...definition, directives };
  });
  const schemaDirectives = [schema.astNode, ...schema.extensionASTNodes].flatMap((node) => node?.directives ?? []);
  return { name, definitions, schemaDirectives, resolvers: undefined, schema, isForeign: false };
}

const isDocument = (input: object): input is DocumentNode => 'kind' in input && input.kind === Kind.DOCUMENT;

/** By its tag, not by `instanceof`: a schema of another copy of graphql is to be recognised as one. */
const isSchema = (input: object): input is GraphQLSchema =>
  (input as { readonly [Symbol.toStringTag]?: unknown })[Symbol.toStringTag] === 'GraphQLSchema';
