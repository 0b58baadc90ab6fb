import {
  GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  printType,
  type DefinitionNode,
  type GraphQLDirective,
  type GraphQLNamedType,
} from 'graphql';
import { namedType } from '../internal/executable-schema.js';
import type { Part } from './part.js';

/**
 * Whether the value is a schema. This compares the tag instead of using `instanceof`, so that a
 * schema of another copy of graphql is recognized, too.
 */
export const isSchema = (value: unknown): value is GraphQLSchema =>
  typeof value === 'object' &&
  value !== null &&
  (value as { readonly [Symbol.toStringTag]?: unknown })[Symbol.toStringTag] === 'GraphQLSchema';

/**
 * Adds the applied directives, which printType omits. They are in the SDL that the type was built
 * from.
 */
function addDirectives(definition: DefinitionNode, type: GraphQLNamedType): DefinitionNode {
  if (definition.kind === Kind.ENUM_TYPE_DEFINITION && isEnumType(type)) {
    const values = (definition.values ?? []).map((value) => ({
      ...value,
      directives: type.getValue(value.name.value)?.astNode?.directives ?? value.directives ?? [],
    }));
    return { ...definition, values };
  }
  if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION || !isObjectType(type)) return definition;
  const directives = [type.astNode, ...type.extensionASTNodes].flatMap((node) => node?.directives ?? []);
  const fields = (definition.fields ?? []).map((field) => ({
    ...field,
    directives: type.getFields()[field.name.value]?.astNode?.directives ?? [],
  }));
  return { ...definition, directives, fields };
}

function parseDirective({ name, args, locations }: GraphQLDirective): readonly DefinitionNode[] {
  const list = args.map((arg) => `${arg.name}: ${String(arg.type)}`).join(' ');
  return parse(`directive @${name}${list && `(${list})`} on ${locations.join(' | ')}`).definitions;
}

function findInputPositions(schema: GraphQLSchema, name: string): readonly string[] {
  const isWanted = ({ type }: { readonly type: unknown }) => (namedType(type) as GraphQLNamedType).name === name;
  const inTypes = Object.values(schema.getTypeMap()).flatMap((type) => {
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields()).filter(isWanted);
      return fields.map((field) => `${type.name}.${field.name}`);
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

/** @param types the names of the types that the rules check */
export function readSchema(name: string, schema: GraphQLSchema, types: readonly string[]): Part {
  if (!(schema instanceof GraphQLSchema)) {
    const nothing = { definitions: [], inputPositions: () => [], schemaDirectives: [] };
    return { name, ...nothing, resolvers: undefined, schema: undefined, isForeign: true };
  }
  // Printing the whole schema could fail: default values that were built in code are not always
  // printable.
  const definitions = types.flatMap((each): readonly DefinitionNode[] => {
    const type = schema.getType(each);
    return type ? parse(printType(type)).definitions.map((definition) => addDirectives(definition, type)) : [];
  });
  const directives = ['errors', 'errorCode'].flatMap((each) => schema.getDirective(each) ?? []);
  return {
    name,
    definitions: [...definitions, ...directives.flatMap(parseDirective)],
    inputPositions: (type) => findInputPositions(schema, type),
    schemaDirectives: [schema.astNode, ...schema.extensionASTNodes].flatMap((node) => node?.directives ?? []),
    resolvers: undefined,
    schema,
    isForeign: false,
  };
}
