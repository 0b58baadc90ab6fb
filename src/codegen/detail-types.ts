import type { KnownCodes } from '../codes/known-code.js';
import { shapeFinder } from '../failures/detail-type-resolver.js';
import {
  typeTag,
  type EnumType,
  type ExecutableSchema,
  type ObjectType,
  type UnionType,
} from '../internal/executable-schema.js';
import type { CodeNames } from './code-names.js';
import { inBraces, quote } from './source-text.js';

/**
 * The TypeScript types of scalars, as the plugin `typescript` has them: `Date`, `./money.js#Money`,
 * or one type each for input and output. The name of a package has no types that can be read here.
 */
export type Scalars =
  string | Readonly<Record<string, string | { readonly input?: string; readonly output?: string } | undefined>>;

/** The models of types, as the option `mappers` of typescript-resolvers: `./prices.js#Price`. */
export type Mappers = Readonly<Record<string, unknown>>;

const builtInScalars: Readonly<Record<string, string>> = {
  Int: 'number',
  Float: 'number',
  String: 'string',
  ID: 'string',
  Boolean: 'boolean',
};

/** Returns a type that may be one of a file: `./money.js#Money`. */
function givenType(type: string): string {
  const [, path, exported] = /^([^#]+)#(\w+)(?: as \w+)?$/.exec(type) ?? [];
  return path === undefined ? type : `import('${path}').${exported}`;
}

function scalarType(name: string, scalars: Scalars): string {
  const given = typeof scalars === 'object' && Object.hasOwn(scalars, name) ? scalars[name] : undefined;
  const type = typeof given === 'object' ? given.output : given;
  if (type === undefined) return Object.hasOwn(builtInScalars, name) ? builtInScalars[name]! : 'unknown';
  return givenType(type);
}

/** Returns the model of a type, if any. A model made of the type, `Partial<{T}>`, is unknown. */
function mappedType(name: string, mappers: Mappers): string | undefined {
  const given = Object.hasOwn(mappers, name) ? mappers[name] : undefined;
  if (given === undefined) return undefined;
  const type = typeof given === 'string' ? givenType(given) : '';
  return type === '' || /#|\{T\}/.test(type) ? 'unknown' : type;
}

const inParentheses = (type: string): string => (/^[\w.]+$/.test(type) ? type : `(${type})`);

const orNull = (type: string): string => (type === 'unknown' ? type : `${type} | null`);

interface WrappedType {
  readonly name: string;
  readonly ofType: unknown;
}

const isNonNull = (type: unknown): boolean => typeTag(type) === 'GraphQLNonNull';

/** Where the types of details come from. */
export interface DetailSource {
  readonly schema: ExecutableSchema;
  /** The names of the members of the union of details; `undefined` without a union. */
  readonly members: readonly string[] | undefined;
  readonly scalars: Scalars;
  readonly mappers: Mappers;
  readonly names: CodeNames;
}

/** Returns the object types that an interface or a union may be. */
function possibleTypes(type: unknown, schema: ExecutableSchema): readonly ObjectType[] {
  if (typeTag(type) === 'GraphQLUnionType') return (type as UnionType).getTypes();
  const objects = Object.values(schema.getTypeMap()).filter((other) => typeTag(other) === 'GraphQLObjectType');
  return (objects as (ObjectType & { getInterfaces(): readonly unknown[] })[]).filter((object) =>
    object.getInterfaces().includes(type),
  );
}

/** The module's own members of the union, each with a value of its shape. */
const ownMembers = { ActiveModelError: { attribute: '', type: '' }, MessageError: { message: '' } };

/** Finds the type of the package for a member that has exactly its fields; hosts may rename it. */
function findOwnMember(type: ObjectType, members: readonly ObjectType[]): keyof typeof ownMembers | undefined {
  for (const [name, shape] of Object.entries(ownMembers)) {
    const isSame = Object.keys(type.getFields()).length === Object.keys(shape).length;
    if (isSame && shapeFinder(members)(shape) === type.name) return name as keyof typeof ownMembers;
  }
  return undefined;
}

/** The types of details that codes declare. */
export interface DetailTypes {
  /** What to import from the package, as `X as Y`. */
  readonly imports: readonly string[];
  /** The declarations of the host's own types, and of the objects in them. */
  readonly interfaces: readonly string[];
  /** The names in the generated file of what codes declare, by name in the schema. */
  readonly names: ReadonlyMap<string, string>;
  /** All names that the imports and the declarations add to the generated file. */
  readonly generatedNames: readonly string[];
}

/** Returns the types of the details that codes declare with `@errorCode(details:)`. */
export function createDetailTypes(codes: KnownCodes, source: DetailSource): DetailTypes {
  const { schema, scalars, mappers } = source;
  const typeMap = schema.getTypeMap();
  const members = (source.members ?? []).map((member) => typeMap[member] as ObjectType);
  const declaredNames = [...new Set(Object.values(codes).flatMap(({ details = [] }) => details))];
  const declared = new Set(declaredNames.flatMap((name) => members.find((member) => member.name === name) ?? []));
  // Grows while it is iterated over: objects may contain others, and themselves.
  const types = new Set(declared);
  const nameOf = (type: ObjectType): string => source.names.typeName(`${type.name}Detail`);
  const isTagged = (type: ObjectType): boolean => declared.has(type) && !findOwnMember(type, members);

  /** Returns the type of an object in a detail. */
  const objectType = (type: ObjectType): string => {
    types.add(type);
    const name = nameOf(type);
    return isTagged(type) ? `Omit<${name}, '__typename'> & Partial<Pick<${name}, '__typename'>>` : name;
  };
  /** Returns the type of an object that graphql resolves the type of, by its `__typename`. */
  const taggedType = (type: ObjectType): string => {
    const mapped = mappedType(type.name, mappers);
    if (mapped !== undefined) return mapped;
    types.add(type);
    return isTagged(type) ? nameOf(type) : `(${nameOf(type)} & { readonly __typename: ${quote(type.name)} })`;
  };
  /** Returns the type of a field in TypeScript, without `null` at its top. */
  const valueType = (type: unknown): string => {
    const { name, ofType } = type as WrappedType;
    switch (typeTag(type)) {
      case 'GraphQLNonNull':
        return valueType(ofType);
      case 'GraphQLList': {
        const item = valueType(ofType);
        return `readonly ${inParentheses(isNonNull(ofType) ? item : orNull(item))}[]`;
      }
      case 'GraphQLEnumType':
        return (type as EnumType)
          .getValues()
          .map((value) => quote(value.name))
          .join(' | ');
      case 'GraphQLScalarType':
        return scalarType(name, scalars);
      case 'GraphQLObjectType':
        return mappedType(name, mappers) ?? objectType(type as ObjectType);
      default:
        return mappedType(name, mappers) ?? (possibleTypes(type, schema).map(taggedType).join(' | ') || 'never');
    }
  };
  const renderInterface = (type: ObjectType): string => {
    const isDetail = declared.has(type);
    const fields = Object.values(type.getFields()).map((field) => {
      const value = valueType(field.type);
      return isNonNull(field.type) ? `readonly ${field.name}: ${value};` : `readonly ${field.name}?: ${orNull(value)};`;
    });
    const typename = `readonly __typename${isDetail ? '' : '?'}: ${quote(type.name)};`;
    return `/** ${isDetail ? 'A detail' : 'An object in a detail,'} of the type \`${type.name}\`. */
export interface ${nameOf(type)} ${inBraces([typename, ...fields])}`;
  };

  const imports: string[] = [];
  const interfaces: string[] = [];
  for (const type of types) {
    const own = findOwnMember(type, members);
    if (own) imports.push(`${own} as ${nameOf(type)}`);
    else interfaces.push(renderInterface(type));
  }
  return {
    imports,
    interfaces,
    // The enum may be in a schema without errors, which has no union.
    names: new Map(
      declaredNames.map((name) => [
        name,
        members.some((member) => member.name === name) ? source.names.typeName(`${name}Detail`) : 'unknown',
      ]),
    ),
    generatedNames: [...types].map(nameOf),
  };
}
