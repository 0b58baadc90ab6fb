/*
 * The parts of a built graphql schema that the module touches, spelt out instead of imported: so it works with every version of graphql
 * and with a second copy of it. `never` in a parameter accepts whatever type the host's own graphql has there.
 */

export type Resolve = (parent: never, args: never, context: never, info: never) => unknown;

export interface Field {
  readonly name: string;
  readonly type: unknown;
  readonly args: readonly { readonly name: string }[];
  description?: string | null | undefined;
  readonly extensions?: object | null | undefined;
  readonly astNode?: unknown;
  resolve?: Resolve | undefined;
}

export interface ObjectType {
  readonly name: string;
  getFields(): Record<string, Field>;
  readonly isTypeOf?: ((value: never, context: never, info: never) => unknown) | null | undefined;
}

export interface EnumType {
  readonly name: string;
  getValue(name: string): { readonly value: unknown } | null | undefined;
  getValues(): readonly {
    readonly name: string;
    readonly value: unknown;
    readonly description?: string | null | undefined;
    readonly deprecationReason?: string | null | undefined;
  }[];
}

export interface UnionType {
  readonly name: string;
  resolveType?: unknown;
  getTypes(): readonly ObjectType[];
}

/** The parts of a schema that hold its mutations. */
export interface ExecutableSchema {
  getMutationType(): Pick<ObjectType, 'name' | 'getFields'> | null | undefined;
}

/** The named type inside all lists and non-nulls. */
export function namedType(type: unknown): unknown {
  let named = type as { readonly ofType?: unknown };
  while (named.ofType) named = named.ofType;
  return named;
}

/** How many lists there are around the named type. Every version and copy of graphql tags its types so. */
export function listDepth(type: unknown): number {
  let depth = 0;
  for (let inner = type as Tagged; inner; inner = inner.ofType as Tagged) {
    if (inner[Symbol.toStringTag] === 'GraphQLList') depth += 1;
  }
  return depth;
}

interface Tagged {
  readonly ofType?: unknown;
  readonly [Symbol.toStringTag]?: unknown;
}

/** A mutation whose payload holds typed errors. */
export interface ErrorPayloadField {
  /** Its schema coordinate: `Mutation.usersLogin`. */
  readonly coordinate: string;
  readonly field: Field;
  /** Whether it answers a list of payloads. */
  readonly isBatch: boolean;
  readonly payload: ObjectType;
  /** The wire type `Error`, whatever its name in this schema. */
  readonly error: ObjectType;
  /** `ErrorCodeEnum`, whatever its name in this schema. */
  readonly codes: EnumType;
}

/**
 * The mutations of a schema that answer a payload, or a list of payloads, with a list `errors` of a type with an `errorCode` that is an
 * enum. They are found by these types, so that an `errors` field of another kind stays what it is. A payload is an object type: an
 * interface or a union could not tell which of its types a failure is.
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

/** The types in a payload's list of errors; `undefined` when the type is no payload with errors. */
export function errorTypes(payload: unknown): Pick<ErrorPayloadField, 'error' | 'codes'> | undefined {
  if ((payload as Tagged)[Symbol.toStringTag] !== 'GraphQLObjectType') return undefined;
  const errors = fieldOf(payload, 'errors');
  if (!errors || listDepth(errors.type) !== 1) return undefined;
  const error = namedType(errors.type);
  const codes = namedType(fieldOf(error, 'errorCode')?.type ?? {});
  // Only enum types have `getValue`.
  return 'getValue' in (codes as object) ? { error: error as ObjectType, codes: codes as EnumType } : undefined;
}

/** A field of an object type; `undefined` for a type that has no fields at all. */
function fieldOf(type: unknown, name: string): Field | undefined {
  const { getFields } = type as Partial<ObjectType>;
  return getFields?.call(type)[name];
}

export const isThenable = (value: unknown): value is Promise<unknown> =>
  typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';

/** Whether graphql would take it as a list. */
export const isIterable = (value: unknown): value is Iterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.iterator in value;

/** Computes something of a type the first time it is asked for: a schema has hundreds of mutations and one `ErrorCodeEnum`. */
export function onceFor<Type extends object, Result>(compute: (type: Type) => Result): (type: Type) => Result {
  const computed = new WeakMap<Type, Result>();
  return (type) => {
    const present = computed.get(type);
    if (present !== undefined) return present;
    const result = compute(type);
    computed.set(type, result);
    return result;
  };
}
