import type { Resolve } from '../internal/executable-schema.js';

/** What the boundary changes in a payload. */
interface Amendment {
  readonly errors?: unknown;
  readonly clientMutationId?: unknown;
}

/** The changes of payloads that cannot be copied: instances of the host's classes. */
const amendments = new WeakMap<object, Amendment>();

/** Returns the payload with the change: a copy, or the same instance with an amendment. */
export function amend(payload: object, amendment: Amendment): object {
  const prototype: unknown = Object.getPrototypeOf(payload);
  if (prototype === Object.prototype || prototype === null) return { ...payload, ...amendment };
  amendments.set(payload, { ...amendments.get(payload), ...amendment });
  return payload;
}

/** Resolves a field as graphql does when the field has no resolver. */
export const resolveProperty = (
  parent: Record<string, unknown> | null | undefined,
  args: unknown,
  context: unknown,
  info: { readonly fieldName: string },
): unknown => {
  const property = parent?.[info.fieldName];
  return typeof property === 'function' ? (property.call(parent, args, context, info) as unknown) : property;
};

/** Resolves `errors` of a payload: a missing list is empty. */
export const resolveErrors: Resolve = (payload: { readonly errors?: unknown }, args, context, info) => {
  const errors: unknown = resolveProperty(payload, args, context, info);
  if (errors === undefined || errors === null) return [];
  return Array.isArray(errors) && errors.length === 0 ? errors : (amendments.get(payload)?.errors ?? errors);
};

/** Resolves `clientMutationId` of a payload: the payload's own, else the client's. */
export const resolveClientMutationId: Resolve = (payload: object, args, context, info) =>
  resolveProperty(payload as never, args, context, info) ?? amendments.get(payload)?.clientMutationId;
