import {
  isObjectLike,
  isPlainObject,
  isThenable,
  type CallableResolve,
  type ObjectType,
  type ResolveInfo,
} from '../internal/executable-schema.js';
import { inspect } from '../internal/inspect.js';
import { acceptErrors, recoverErrors, settle, type PayloadRules } from './accept-payload.js';
import { amendmentOf, hasAmendments, type Call } from './call.js';
import { isFailedPayload } from './failed-payload.js';
import { coordinateAt } from './selection.js';

/** Resolves a field as graphql does when the field has no resolver. */
export const resolveProperty: CallableResolve = (parent, args, context, info) => {
  if (!isObjectLike(parent)) return undefined;
  const property = (parent as Readonly<Record<string, unknown>>)[info.fieldName];
  return typeof property === 'function' ? (property.call(parent, args, context, info) as unknown) : property;
};

/** Whether a payload is a failure without a result: thrown, or as `failure` creates it. */
export const isBareFailure = (parent: unknown): boolean =>
  isFailedPayload(parent) ||
  (isPlainObject(parent) && Object.hasOwn(parent, 'errors') && Object.keys(parent).length === 1);

const isEmpty = (errors: unknown): boolean =>
  errors === undefined || errors === null || (Array.isArray(errors) && errors.length === 0);

/** What the fields of a payload type need of the mutations that return it. */
export interface PayloadFields {
  readonly payload: ObjectType;
  /** The fields of the payload that say whether it can be read. */
  readonly resultFields: readonly string[];
  /** Whether a field of the result has a resolver, which may read the payload in its own way. */
  readonly hasResolvers: boolean;
  /** Whether the schema is executed with a custom field resolver, which can read every payload. */
  readonly readsFields: boolean;
  /** Whether `errors` has a resolver of the host, or is resolved like one. */
  readonly hasErrorsResolver: boolean;
  /** Whether `errors` has arguments, so that it can only be read when it is selected. */
  readonly hasArguments: boolean;
  /** Whether `errors` may be null. */
  readonly isNullable: boolean;
  /** The rules of the mutations by coordinate, where a resolver of the host knows the errors. */
  readonly rules: Map<string, PayloadRules> | undefined;
}

/** Names a payload without its values, which may be of the user. */
const describe = (payload: object): string =>
  isPlainObject(payload)
    ? `an object with ${Object.keys(payload).join(', ')}`
    : `an instance of ${(payload.constructor as { name?: string } | undefined)?.name ?? 'a class'}`;

/**
 * Returns the `errors` of a payload that has none: an empty list.
 *
 * @throws TypeError for a payload that cannot be read. An empty list would hide its errors.
 */
function missingErrors(fields: PayloadFields, parent: unknown): unknown {
  const { payload, resultFields, hasResolvers, readsFields, isNullable } = fields;
  // The usual case, without the steps that the others need.
  const [first] = resultFields;
  if (readsFields || (first !== undefined && isPlainObject(parent) && first in parent)) return [];
  const coordinate = `${payload.name}.errors`;
  if (!isObjectLike(parent)) {
    if (isNullable) return null;
    throw new TypeError(
      `${coordinate} has no errors to read: the mutation returned ${inspect(parent)}, not an object.`,
    );
  }
  const isReadable = hasResolvers || resultFields.length === 0 || resultFields.some((name) => name in parent);
  if (isPlainObject(parent) ? isReadable || Object.keys(parent).length === 0 : isReadable && !(parent instanceof Map)) {
    return [];
  }
  // As without the boundary.
  if (isNullable) return null;
  throw new TypeError(
    `${coordinate} cannot be read: the payload, ${describe(parent)}, has none of the fields of ${payload.name}. ` +
      'If the schema is executed with a custom fieldResolver, pass it to withErrorPayloads as "fieldResolver".',
  );
}

/** Returns the errors that were read from a payload, or that the boundary accepted instead. */
function completeErrors(
  fields: PayloadFields,
  errors: unknown,
  parent: unknown,
  args: unknown,
  context: unknown,
  info: ResolveInfo,
): unknown {
  const accepted = amendmentOf(info)?.errors;
  if (accepted) return accepted;
  if (!isObjectLike(parent) || errors === undefined || errors === null) return missingErrors(fields, parent);
  if (typeof errors !== 'function' || isThenable(errors)) return errors;
  const resolved: unknown = errors.call(parent, args, context, info);
  const complete = (list: unknown) => list ?? missingErrors(fields, parent);
  return isThenable(resolved) ? resolved.then(complete) : complete(resolved);
}

/** Returns what the boundary accepted of a getter that throws a MutationError. */
function recoverRead(thrown: unknown, info: ResolveInfo): unknown {
  const accepted = amendmentOf(info)?.errors;
  if (accepted) return accepted;
  throw thrown;
}

/**
 * Creates the resolver of `errors` for a payload that is read as graphql does. It is called for
 * each payload, so it is small enough for the engine to inline it.
 */
export const createErrorsResolver =
  (fields: PayloadFields): CallableResolve =>
  (parent, args, context, info) => {
    let errors: unknown;
    try {
      ({ errors } = parent as { readonly errors?: unknown });
    } catch (thrown) {
      return recoverRead(thrown, info);
    }
    return Array.isArray(errors) && !hasAmendments()
      ? errors
      : completeErrors(fields, errors, parent, args, context, info);
  };

/**
 * Creates the resolver of `errors` for a payload whose `errors` has a resolver of the host, which
 * is asked for everything but failures: those that the boundary accepted always reach the client.
 */
export function createHostErrorsResolver(fields: PayloadFields, host: CallableResolve): CallableResolve {
  return (parent, args, context, info) => {
    if (isFailedPayload(parent)) return parent.errors;
    const accepted = amendmentOf(info)?.errors;
    const call: Call = { args: {}, context, info, index: undefined, isLate: true };

    const accept = (errors: unknown): unknown => {
      if (isEmpty(errors)) {
        // With arguments, the host may have left all errors out.
        if (accepted && (!fields.hasArguments || errors === undefined || errors === null)) return accepted;
        return errors ?? missingErrors(fields, parent);
      }
      if (accepted && errors === (parent as { readonly errors?: unknown }).errors) return accepted;
      const rules = findRules(fields, info);
      return rules ? acceptErrors(rules, errors, call) : errors;
    };
    const recover = (thrown: unknown): unknown => {
      const rules = findRules(fields, info);
      if (!rules) throw thrown;
      if (!accepted) return recoverErrors(rules, thrown, call);
      rules.reportDefect(thrown);
      return accepted;
    };
    let errors: unknown;
    try {
      errors = host(parent, args, context, info);
    } catch (thrown) {
      return recover(thrown);
    }
    return isThenable(errors) ? settle(errors, accept, recover) : accept(errors);
  };
}

/** Finds the rules of the mutation that returned a payload. */
function findRules({ rules }: PayloadFields, info: ResolveInfo): PayloadRules | undefined {
  const coordinate = coordinateAt(info.path.prev, info);
  if (coordinate === undefined || !rules) return undefined;
  // A field may have been renamed after it was wrapped.
  return rules.get(coordinate) ?? (rules.size === 1 ? [...rules.values()][0] : undefined);
}

/** Creates the resolver of `clientMutationId`: the payload's own, else the client's. */
export function createEchoResolver(host: CallableResolve): CallableResolve {
  return (parent, args, context, info) => {
    const echo = (own: unknown): unknown => own ?? amendmentOf(info)?.clientMutationId;
    if (isFailedPayload(parent)) return echo(undefined);
    const own = host(parent, args, context, info);
    return isThenable(own) ? own.then(echo) : echo(own);
  };
}

/** Creates the resolver of a field that only a custom field resolver can read. */
export const createFieldReader =
  (fieldResolver: CallableResolve, isOwn: (parent: unknown, name: string) => boolean): CallableResolve =>
  (parent, args, context, info) =>
    isOwn(parent, info.fieldName)
      ? resolveProperty(parent, args, context, info)
      : fieldResolver(parent, args, context, info);
