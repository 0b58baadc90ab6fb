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
  extensions?: object | null | undefined;
  readonly astNode?: unknown;
  resolve?: Resolve | undefined;
}

/** A GraphQLObjectType. */
export interface ObjectType {
  readonly name: string;
  /** Returns the fields by name. */
  getFields(): Record<string, Field>;
  /** Whether a value is of this type. */
  isTypeOf?: ((value: never, context: never, info: never) => unknown) | null | undefined;
}

/** A GraphQLEnumType. */
export interface EnumType {
  readonly name: string;
  /** Returns the value of that name. */
  getValue(name: string): { readonly value: unknown } | null | undefined;
  /** Returns all values, in the order of the schema. */
  getValues(): readonly EnumValue[];
}

/** A value of a GraphQLEnumType. */
export interface EnumValue {
  readonly name: string;
  readonly value: unknown;
  readonly description?: string | null | undefined;
  readonly deprecationReason?: string | null | undefined;
  readonly extensions?: object | null | undefined;
  readonly astNode?: unknown;
}

/** A GraphQLUnionType. */
export interface UnionType {
  readonly name: string;
  resolveType?: unknown;
  getTypes(): readonly ObjectType[];
}

/** The part of a GraphQLSchema that the package reads. Every version of graphql matches it. */
export interface ExecutableSchema {
  /** Returns the root type of mutations, if the schema has one. */
  getMutationType(): Pick<ObjectType, 'name' | 'getFields'> | null | undefined;
  /** Returns the root type of queries, if the schema has one. */
  getQueryType(): unknown;
  /** Returns all types by name. */
  getTypeMap(): Readonly<Record<string, unknown>>;
}

/** The position of a field in the response. */
export interface ResponsePath {
  readonly prev: ResponsePath | undefined;
  readonly key: string | number;
}

/** The parts of graphql's GraphQLResolveInfo that the boundary reads. */
export interface ResolveInfo {
  readonly fieldName: string;
  readonly fieldNodes: readonly FieldNode[];
  readonly returnType: unknown;
  readonly parentType?: unknown;
  readonly path: ResponsePath;
  readonly operation: { readonly operation: string; readonly selectionSet: SelectionSetNode };
  readonly fragments: Readonly<Record<string, SelectionNode | undefined>>;
  /** A new object in every request. In graphql 17, the values are in its `coerced`. */
  readonly variableValues: Readonly<Record<string, unknown>>;
  readonly schema: {
    getMutationType(): ObjectType | null | undefined;
    getType(name: string): unknown;
    isSubType(abstractType: never, type: never): boolean;
  };
}

/** A selection of a GraphQL document: a field, an inline fragment, or the name of a fragment. */
export interface SelectionNode {
  readonly kind: string;
  readonly name?: { readonly value: string } | undefined;
  readonly alias?: { readonly value: string } | undefined;
  readonly typeCondition?: { readonly name: { readonly value: string } } | undefined;
  readonly directives?: readonly DirectiveNode[] | undefined;
  readonly selectionSet?: SelectionSetNode | undefined;
}

/** A resolver as an executor calls it. */
export type CallableResolve = (parent: unknown, args: unknown, context: unknown, info: ResolveInfo) => unknown;

/** The selection of a field. */
export type FieldNode = SelectionNode;

export interface SelectionSetNode {
  readonly selections: readonly SelectionNode[];
}

/** A directive of a GraphQL document. */
export interface DirectiveNode {
  readonly name: { readonly value: string };
  readonly arguments?:
    | readonly {
        readonly value: {
          readonly kind: string;
          readonly value?: unknown;
          readonly name?: { readonly value: string } | undefined;
        };
      }[]
    | undefined;
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

/** Returns the kind of a type as graphql tags it: `GraphQLObjectType`. */
export const typeTag = (type: unknown): unknown => (type as Tagged | null | undefined)?.[Symbol.toStringTag];

/** Returns a field of a type, or `undefined` for a type without fields. */
export function fieldOf(type: unknown, name: string): Field | undefined {
  const { getFields } = type as Partial<ObjectType>;
  return getFields?.call(type)[name];
}

/** Whether graphql awaits the value: a promise, or a proxy or function with a `then`. */
export const isThenable = (value: unknown): value is Promise<unknown> =>
  ((typeof value === 'object' && value !== null) || typeof value === 'function') &&
  typeof (value as { readonly then?: unknown }).then === 'function';

/** Whether a value has properties, which graphql's default resolver then reads. */
export const isObjectLike = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

/** Whether an object is a literal, not an instance of a class. */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

export const isAsyncIterable = (value: unknown): value is AsyncIterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value;

/** Whether graphql accepts the value as a list. */
export const isIterable = (value: unknown): value is Iterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.iterator in value;

/**
 * Memoizes a function of an object, such as a type: a schema has hundreds of mutations and one
 * `ErrorCodeEnum`. Results are dropped together with their object.
 */
export function oncePer<Key extends object, Result>(compute: (key: Key) => Result): (key: Key) => Result {
  const computed = new WeakMap<Key, Result>();
  return (key) => {
    const present = computed.get(key);
    if (present !== undefined) return present;
    const result = compute(key);
    computed.set(key, result);
    return result;
  };
}
