import type { KnownCodes } from '../codes/known-code.js';
import { typeOfShape } from '../failures/detail-type-resolver.js';
import { errorCodeEnum } from '../internal/error-code-enum.js';
import { typeTag, type EnumType, type ExecutableSchema, type ObjectType } from '../internal/executable-schema.js';
import type { CodeNames } from './code-names.js';
import { inBraces, quote } from './source-text.js';

/**
 * The TypeScript types of scalars, as the plugin `typescript` has them: `Date`, `./money.js#Money`,
 * or one type each for input and output. The name of a package has no types that can be read here.
 */
export type Scalars =
  string | Readonly<Record<string, string | { readonly input?: string; readonly output?: string } | undefined>>;

const builtInScalars: Readonly<Record<string, string>> = {
  Int: 'number',
  Float: 'number',
  String: 'string',
  ID: 'string',
  Boolean: 'boolean',
};

function scalarType(name: string, scalars: Scalars): string {
  const given = typeof scalars === 'object' && Object.hasOwn(scalars, name) ? scalars[name] : undefined;
  const type = typeof given === 'object' ? given.output : given;
  if (type === undefined) return Object.hasOwn(builtInScalars, name) ? builtInScalars[name]! : 'unknown';
  const [, path, exported] = /^([^#]+)#(\w+)(?: as \w+)?$/.exec(type) ?? [];
  return path === undefined ? type : `import('${path}').${exported}`;
}

const inParentheses = (type: string): string => (/^[\w.]+$/.test(type) ? type : `(${type})`);

const orNull = (type: string): string => (type === 'unknown' ? type : `${type} | null`);

interface WrappedType {
  readonly name: string;
  readonly ofType: unknown;
}

const isNonNull = (type: unknown): boolean => typeTag(type) === 'GraphQLNonNull';

/** Returns the type of a field in TypeScript, without `null` at its top. */
function valueType(type: unknown, scalars: Scalars): string {
  const { name, ofType } = type as WrappedType;
  switch (typeTag(type)) {
    case 'GraphQLNonNull':
      return valueType(ofType, scalars);
    case 'GraphQLList': {
      const item = valueType(ofType, scalars);
      return `readonly ${inParentheses(isNonNull(ofType) ? item : orNull(item))}[]`;
    }
    case 'GraphQLEnumType':
      return (type as EnumType)
        .getValues()
        .map((value) => quote(value.name))
        .join(' | ');
    case 'GraphQLScalarType':
      return scalarType(name, scalars);
    default:
      return 'unknown';
  }
}

function renderInterface(name: string, type: ObjectType, scalars: Scalars): string {
  const fields = Object.values(type.getFields()).map((field) => {
    const value = valueType(field.type, scalars);
    return isNonNull(field.type) ? `readonly ${field.name}: ${value};` : `readonly ${field.name}?: ${orNull(value)};`;
  });
  return `/** A detail of the type \`${type.name}\`. */
export interface ${name} ${inBraces([`readonly __typename: ${quote(type.name)};`, ...fields])}`;
}

/** The module's own members of the union, each with a value of its shape. */
const ownMembers = { ActiveModelError: { attribute: '', type: '' }, MessageError: { message: '' } };

/** Finds the type of the package for a member that has exactly its fields; hosts may rename it. */
function findOwnMember(type: ObjectType, members: readonly ObjectType[]): keyof typeof ownMembers | undefined {
  for (const [name, shape] of Object.entries(ownMembers)) {
    const isSame = Object.keys(type.getFields()).length === Object.keys(shape).length;
    if (isSame && typeOfShape(shape, members) === type.name) return name as keyof typeof ownMembers;
  }
  return undefined;
}

/** The types of details that codes declare. */
export interface DetailTypes {
  /** What to import from the package, as `X as Y`. */
  readonly imports: readonly string[];
  /** The declarations of the host's own types. */
  readonly interfaces: readonly string[];
  /** The names of all types in the generated file, by name in the schema. */
  readonly names: ReadonlyMap<string, string>;
}

/** Returns the types of the details that codes declare with `@errorCode(details:)`. */
export function createDetailTypes(
  codes: KnownCodes,
  schema: ExecutableSchema,
  scalars: Scalars,
  { typeName }: CodeNames,
): DetailTypes {
  const typeMap = schema.getTypeMap();
  const members = (errorCodeEnum(schema).members ?? []).map((member) => typeMap[member] as ObjectType);
  const imports: string[] = [];
  const interfaces: string[] = [];
  const names = new Map<string, string>();
  for (const member of new Set(Object.values(codes).flatMap(({ details = [] }) => details))) {
    const type = members.find((other) => other.name === member);
    const name = typeName(`${member}Detail`);
    // The enum may be in a schema without errors, which has no union.
    names.set(member, type ? name : 'unknown');
    if (!type) continue;
    const own = findOwnMember(type, members);
    if (own) imports.push(`${own} as ${name}`);
    else interfaces.push(renderInterface(name, type, scalars));
  }
  return { imports, interfaces, names };
}
