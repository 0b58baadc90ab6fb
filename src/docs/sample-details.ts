import {
  namedType,
  typeTag,
  type EnumType,
  type ExecutableSchema,
  type ObjectType,
  type UnionType,
} from '../internal/executable-schema.js';

/** Texts for the fields of the module's own details, whatever their types are called. */
const textsByField: Readonly<Record<string, string>> = {
  attribute: 'email',
  type: 'blank',
  message: 'The reason, in English.',
};

/** Samples of custom scalars, by a part of their names. The first that matches counts. */
const scalarSamples: readonly (readonly [name: RegExp, sample: unknown])[] = [
  [/^Int$|Int\d*$|Long|Duration|Timestamp/, 30],
  [/^Float$|Double/, 0.5],
  [/^Boolean$/, true],
  [/^ID$/, '1'],
  [/DateTime|Instant/i, '2026-01-31T12:00:00Z'],
  [/Date/i, '2026-01-31'],
  [/^Time|Time$/, '12:00:00'],
  [/ur[li]/i, 'https://example.com'],
  [/json|object/i, {}],
];

function sampleScalar(scalar: string, field: string): unknown {
  const found = scalarSamples.find(([name]) => name.test(scalar));
  if (found) return found[1];
  return Object.hasOwn(textsByField, field) ? textsByField[field] : 'text';
}

/** Returns a value of a type, or `undefined` for objects below `depth` and for interfaces. */
function sampleOf(type: unknown, field: string, depth: number): unknown {
  const tag = typeTag(type);
  if (tag === 'GraphQLNonNull') return sampleOf((type as { readonly ofType: unknown }).ofType, field, depth);
  if (tag === 'GraphQLList') {
    const item = sampleOf((type as { readonly ofType: unknown }).ofType, field, depth);
    return item === undefined ? undefined : [item];
  }
  if (tag === 'GraphQLEnumType') return (type as EnumType).getValues()[0]?.name;
  if (tag === 'GraphQLScalarType') return sampleScalar((type as { readonly name: string }).name, field);
  if (depth === 0) return undefined;
  if (tag === 'GraphQLObjectType') return sampleFields(type as ObjectType, depth - 1);
  const [member] = tag === 'GraphQLUnionType' ? (type as UnionType).getTypes() : [];
  return member && { __typename: member.name, ...sampleFields(member, depth - 1) };
}

/** Whether a selection without arguments is valid. */
const isSelectable = ({ args }: ObjectType['getFields'] extends () => Record<string, infer Field> ? Field : never) =>
  args.every((argument) => {
    const { type, defaultValue } = argument as { readonly type?: unknown; readonly defaultValue?: unknown };
    return typeTag(type) !== 'GraphQLNonNull' || defaultValue !== undefined;
  });

const sampleFields = (type: ObjectType, depth: number): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.values(type.getFields())
      .filter(isSelectable)
      .map((field) => [field.name, sampleOf(field.type, field.name, depth)] as const)
      .filter(([, sample]) => sample !== undefined),
  );

const findObject = (schema: ExecutableSchema, name: string): ObjectType | undefined => {
  const type = schema.getTypeMap()[name];
  return typeTag(type) === 'GraphQLObjectType' ? (type as ObjectType) : undefined;
};

/**
 * Returns a detail of a type as it may be in a response, with a sample for each of its fields. A
 * type that the schema does not have has `__typename` only.
 */
export function sampleDetail(schema: ExecutableSchema, name: string): Readonly<Record<string, unknown>> {
  const type = findObject(schema, name);
  return { __typename: name, ...(type && sampleFields(type, 1)) };
}

/** Returns the names of the fields of a type that have no fields of their own. */
export function leafFields(schema: ExecutableSchema, name: string): readonly string[] {
  const fields = Object.values(findObject(schema, name)?.getFields() ?? {}).filter(isSelectable);
  const isLeaf = (type: unknown): boolean => /^GraphQL(?:Scalar|Enum)Type$/.test(String(typeTag(namedType(type))));
  return fields.filter(({ type }) => isLeaf(type)).map((field) => field.name);
}
