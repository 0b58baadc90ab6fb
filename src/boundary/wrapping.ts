import { isObjectLike, type Field, type Resolve, type ResolveInfo } from '../internal/executable-schema.js';

/**
 * How a mutation was wrapped. Other copies of this package read it, so its fields may only be added
 * to.
 */
export interface Wrapping {
  /** The options, without those that are undefined. */
  readonly options: Readonly<Record<string, unknown>>;
  /** The name of the module's `Error`, where a module wrapped it. */
  readonly errorType: string | undefined;
  /** The resolver that was wrapped. */
  readonly original: Resolve | undefined;
  /** Whether the mutation was wrapped again, with other resolvers in between. */
  isNested: boolean;
  /** The positions of the payloads whose errors were reported, in each request. */
  readonly reported: WeakMap<object, Set<string>>;
  /** The defects that were reported. */
  readonly defects: WeakSet<object>;
}

/** Marks the resolvers of all copies of this package. */
const resolverKey: unique symbol = Symbol.for('graphql-error-codes.wrapping');
/** The name in the extensions of a field, which survive a transformation of the schema. */
const extensionKey = 'graphql-error-codes';

/** Creates what all mutations have in common that are wrapped together. */
export const createWrapping = (options: object, errorType: string | undefined): Wrapping => ({
  options: Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)),
  errorType,
  original: undefined,
  isNested: false,
  reported: new WeakMap(),
  defects: new WeakSet(),
});

/** Marks a resolver, and the field that has it. */
export function markWrapped(field: Field, resolve: Resolve & { [resolverKey]?: Wrapping }, wrapping: Wrapping): void {
  resolve[resolverKey] = wrapping;
  // A new object, without a prototype like graphql's: transformed schemas share the old one. The
  // function, since tools that merge schemas may merge the objects in extensions, too.
  // In this order: a new property after a spread takes a microsecond.
  const extensions = { __proto__: null, [extensionKey]: resolve, ...field.extensions };
  extensions[extensionKey] = resolve;
  field.extensions = extensions;
}

/** Returns how a resolver wraps a mutation; `undefined` when it is not of this package. */
export const wrappingOf = (resolve: Resolve | undefined): Wrapping | undefined =>
  (resolve as { readonly [resolverKey]?: Wrapping } | undefined)?.[resolverKey];

/** Returns how a mutation was wrapped before its boundary was surrounded or replaced. */
export const earlierWrapping = ({ extensions }: Field): Wrapping | undefined =>
  wrappingOf((extensions as Readonly<Record<string, Resolve | undefined>> | null | undefined)?.[extensionKey]);

/** Remembers that the errors of the payload at a position were reported. */
export function markReported({ reported }: Wrapping, { variableValues }: ResolveInfo, position: string): void {
  // Called without an executor, as in a test of a resolver, there is no request.
  if (!isObjectLike(variableValues)) return;
  let positions = reported.get(variableValues);
  if (!positions) reported.set(variableValues, (positions = new Set<string>()));
  positions.add(position);
}

/** Whether the errors of the payload at a position were reported. */
export const wasReported = ({ reported }: Wrapping, { variableValues }: ResolveInfo, position: string): boolean =>
  reported.get(variableValues)?.has(position) ?? false;
