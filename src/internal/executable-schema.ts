/*
 * The parts of a built graphql schema that the module touches, declared here instead of imported.
 * So the module works with every version of graphql, and with a second copy of it. `never` in a
 * parameter accepts whatever type the host's graphql has there.
 */

/** The resolver of a field. */
export type Resolve = (parent: never, args: never, context: never, info: never) => unknown;

/** A field of a GraphQLObjectType. */
export interface Field {
  readonly name: string;
  readonly type: unknown;
  readonly args: readonly { readonly name: string }[];
  description?: string | null | undefined;
  readonly extensions?: object | null | undefined;
  readonly astNode?: unknown;
  resolve?: Resolve | undefined;
}

/** A GraphQLObjectType. */
export interface ObjectType {
  readonly name: string;
  /** Returns the fields by name. */
  getFields(): Record<string, Field>;
  /** Whether a value is of this type. */
  readonly isTypeOf?: ((value: never, context: never, info: never) => unknown) | null | undefined;
}

/** A GraphQLEnumType. */
export interface EnumType {
  readonly name: string;
  /** Returns the value of that name. */
  getValue(name: string): { readonly value: unknown } | null | undefined;
  /** Returns all values, in the order of the schema. */
  getValues(): readonly {
    readonly name: string;
    readonly value: unknown;
    readonly description?: string | null | undefined;
    readonly deprecationReason?: string | null | undefined;
  }[];
}

/** A GraphQLUnionType. */
export interface UnionType {
  readonly name: string;
  resolveType?: unknown;
  getTypes(): readonly ObjectType[];
}

/** The part of a GraphQLSchema that holds its mutations. Every version of graphql matches it. */
export interface ExecutableSchema {
  /** Returns the root type of mutations, if the schema has one. */
  getMutationType(): Pick<ObjectType, 'name' | 'getFields'> | null | undefined;
}

/** Every version and copy of graphql tags its types. */
interface Tagged {
  readonly ofType?: unknown;
  readonly [Symbol.toStringTag]?: unknown;
}

/** Returns the named type inside all lists and non-nulls. */
export function namedType(type: unknown): unknown {
  let named = type as { readonly ofType?: unknown };
  while (named.ofType) named = named.ofType;
  return named;
}

/** Counts the lists around the named type. */
export function listDepth(type: unknown): number {
  let depth = 0;
  for (let inner = type as Tagged; inner; inner = inner.ofType as Tagged) {
    if (inner[Symbol.toStringTag] === 'GraphQLList') depth += 1;
  }
  return depth;
}

/** A mutation whose payload has typed errors. */
export interface ErrorPayloadField {
  /** Its schema coordinate: `Mutation.usersLogin`. */
  readonly coordinate: string;
  readonly field: Field;
  /** Whether it returns a list of payloads. */
  readonly isBatch: boolean;
  readonly payload: ObjectType;
  /** The wire type `Error`, whatever its name in this schema. */
  readonly error: ObjectType;
  /** `ErrorCodeEnum`, whatever its name in this schema. */
  readonly codes: EnumType;
}

/** Returns a field of an object type, or `undefined` for a type without fields. */
function fieldOf(type: unknown, name: string): Field | undefined {
  const { getFields } = type as Partial<ObjectType>;
  return getFields?.call(type)[name];
}

/** Returns the types in a payload's `errors`, or `undefined` when the type has no typed errors. */
export function errorTypes(payload: unknown): Pick<ErrorPayloadField, 'error' | 'codes'> | undefined {
  if ((payload as Tagged)[Symbol.toStringTag] !== 'GraphQLObjectType') return undefined;
  const errors = fieldOf(payload, 'errors');
  if (!errors || listDepth(errors.type) !== 1) return undefined;
  const error = namedType(errors.type);
  const codes = namedType(fieldOf(error, 'errorCode')?.type ?? {});
  // Only enum types have `getValue`.
  return 'getValue' in (codes as object) ? { error: error as ObjectType, codes: codes as EnumType } : undefined;
}

/**
 * Returns the mutations of a schema that return a payload, or a list of payloads, with a list
 * `errors` of a type whose `errorCode` is an enum. Matching these types leaves other `errors`
 * fields alone. A payload is an object type: with an interface or a union, the type of a failure
 * would be unknown.
 */
export function errorPayloadFields(schema: ExecutableSchema): ErrorPayloadField[] {
  const found: ErrorPayloadField[] = [];
  const mutations = schema.getMutationType();
  for (const field of Object.values(mutations?.getFields() ?? {})) {
    const payload = namedType(field.type) as ObjectType;
    const types = errorTypes(payload);
    const depth = listDepth(field.type);
    if (!types || depth > 1) continue;
    const { error, codes } = types;
    found.push({
      coordinate: `${mutations!.name}.${field.name}`,
      field,
      isBatch: depth === 1,
      payload,
      error,
      codes,
    });
  }
  return found;
}

export const isThenable = (value: unknown): value is Promise<unknown> =>
  typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';

/** Whether graphql accepts the value as a list. */
export const isIterable = (value: unknown): value is Iterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.iterator in value;

/**
 * Memoizes a function of a type: a schema has hundreds of mutations and one `ErrorCodeEnum`.
 * Results are dropped together with their type.
 */
export function oncePer<Type extends object, Result>(compute: (type: Type) => Result): (type: Type) => Result {
  const computed = new WeakMap<Type, Result>();
  return (type) => {
    const present = computed.get(type);
    if (present !== undefined) return present;
    const result = compute(type);
    computed.set(type, result);
    return result;
  };
}
