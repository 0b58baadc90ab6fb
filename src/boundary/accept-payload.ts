import { payloadErrorsOf } from '../failures/mutation-error.js';
import type { PayloadError } from '../failures/payload.js';
import {
  isObjectLike,
  isPlainObject,
  isThenable,
  type ObjectType,
  type ResolveInfo,
} from '../internal/executable-schema.js';
import { inspect } from '../internal/inspect.js';
import { amend, createCall, type Call } from './call.js';
import { isConcealed } from './concealment.js';
import { isSettled, itemsOf, unpack } from './error-items.js';
import { FailedPayload } from './failed-payload.js';

/** What accepting a payload needs of its mutation. */
export interface PayloadRules {
  /** The schema coordinate of the mutation. */
  readonly coordinate: string;
  readonly payload: ObjectType;
  /**
   * Whether `errors` of a payload are read as the executor will. `false` where the host has a
   * resolver for it: then only that resolver knows the errors, and they are checked when the client
   * selects them.
   */
  readonly readsErrors: boolean;
  /** Whether codes may be concealed. */
  readonly conceals: boolean;
  /** Whether a code is one of the enum. */
  readonly hasCode: (errorCode: unknown) => boolean;
  /** Returns the errors for what was thrown, or `undefined` where it is unexpected. */
  readonly toErrors: (thrown: unknown) => readonly PayloadError[] | undefined;
  /** See `ErrorCheck.accept`. */
  readonly checkErrors: (errors: readonly unknown[], call: Call, thrown?: unknown) => readonly unknown[];
  readonly reportDefect: (error: unknown) => void;
  /** Whether the payload has the field `clientMutationId`. */
  readonly hasEcho: boolean;
  /** @throws the failure, where it must become a top-level error, too. */
  readonly requireSelection: ((errors: readonly unknown[], call: Call) => void) | undefined;
  /** Whether a value that is not an object may be a payload: fields of the type have resolvers. */
  readonly acceptsValues: boolean;
}

/** Adds one `then`, also to a thenable whose own `then` returns nothing. */
export const settle = <Settled>(
  value: PromiseLike<Settled>,
  accept: (settled: Settled) => unknown,
  recover: (thrown: unknown) => unknown,
): Promise<unknown> => Promise.resolve(value).then(accept, recover);

/** Stitching gateways mark the results of subschemas with it. */
const subschemaMark = Symbol.for('initialSubschema');

/** Echoes the `clientMutationId` that the client sent, unless the payload has its own. */
function echo({ hasEcho }: PayloadRules, payload: object, call: Call): object {
  const clientMutationId = hasEcho ? call.args.input?.clientMutationId : undefined;
  if (clientMutationId !== undefined && !('clientMutationId' in payload) && !(subschemaMark in payload)) {
    amend(call, { clientMutationId });
  }
  return payload;
}

/**
 * Returns the errors in a list that a resolver returned, checked and reported.
 *
 * @throws what the field must fail with.
 */
export function acceptErrors(
  rules: PayloadRules,
  errors: unknown,
  call: Call,
): readonly unknown[] | Promise<readonly unknown[]> {
  const items = itemsOf(rules, errors);
  if (Array.isArray(items)) return rules.checkErrors(unpack(rules, items), call);
  return (items as Promise<readonly unknown[]>).then((settled) => rules.checkErrors(unpack(rules, settled), call));
}

/**
 * Returns the errors for what the source of `errors` threw.
 *
 * @throws what was thrown, unchanged, when it is unexpected.
 */
export function recoverErrors(rules: PayloadRules, thrown: unknown, call: Call): readonly unknown[] {
  const errors = rules.toErrors(thrown);
  if (errors) return rules.checkErrors(errors, call, thrown);
  rules.reportDefect(thrown);
  throw thrown;
}

/**
 * Returns the payload for what a resolver threw.
 *
 * @throws what was thrown, unchanged, when it is unexpected.
 */
export function recoverPayload(rules: PayloadRules, thrown: unknown, call: Call): unknown {
  const errors = recoverErrors(rules, thrown, call);
  rules.requireSelection?.(errors, call);
  return echo(rules, new FailedPayload(errors), call);
}

/** Returns a payload whose errors were accepted. */
function deliver(rules: PayloadRules, payload: object, errors: readonly unknown[], call: Call): object {
  if (errors.length > 0) {
    rules.requireSelection?.(errors, call);
    // A result would reveal what the errors do not say.
    if (rules.conceals && isConcealed(errors)) return echo(rules, new FailedPayload(errors), call);
    // As `failure` creates it. A type with `isTypeOf` only accepts instances of its class.
    if (rules.payload.isTypeOf && isPlainObject(payload) && Object.keys(payload).length === 1) {
      return echo(rules, new FailedPayload(errors), call);
    }
  }
  // A getter or a method may return something else later, and a resolver of the host does.
  if (!rules.readsErrors || !hasErrors(payload, errors)) amend(call, { errors });
  return echo(rules, payload, call);
}

function hasErrors(payload: object, errors: readonly unknown[]): boolean {
  try {
    return (payload as { readonly errors?: unknown }).errors === errors;
  } catch {
    // A getter that throws a MutationError, which was accepted.
    return false;
  }
}

/** Accepts the errors that were read from a payload. */
function acceptRead(rules: PayloadRules, payload: object, errors: unknown, call: Call): unknown {
  const accepted = acceptErrors(rules, errors, call);
  return Array.isArray(accepted)
    ? deliver(rules, payload, accepted, call)
    : (accepted as Promise<readonly unknown[]>).then((list) => deliver(rules, payload, list, call));
}

/**
 * Accepts what reading the errors of a payload threw. What is unexpected is reported and left to
 * graphql, which only fails where the client selects the errors.
 */
function acceptThrown(rules: PayloadRules, payload: object, thrown: unknown, call: Call): object {
  const errors = rules.toErrors(thrown);
  if (errors) return deliver(rules, payload, rules.checkErrors(errors, call, thrown), call);
  // A resolver of the host does not read the property.
  if (rules.readsErrors) rules.reportDefect(thrown);
  return echo(rules, payload, call);
}

/** Whether a list consists of failures of this package: with known codes, or MutationErrors. */
const areOwnErrors = (rules: PayloadRules, errors: unknown): errors is readonly unknown[] =>
  Array.isArray(errors) &&
  errors.every((item: unknown) => {
    if (item instanceof Error) return payloadErrorsOf(item) !== undefined;
    return typeof item === 'object' && item !== null && 'errorCode' in item && rules.hasCode(item.errorCode);
  });

/**
 * Accepts the errors of a payload whose `errors` have a resolver of the host. That resolver may map
 * errors of any form, so those that are not known are left to it.
 */
function acceptOwnErrors(rules: PayloadRules, payload: object, call: Call): object {
  let errors: unknown;
  try {
    ({ errors } = payload as { readonly errors?: unknown });
  } catch (thrown) {
    return acceptThrown(rules, payload, thrown, call);
  }
  if (!areOwnErrors(rules, errors) || errors.length === 0) return echo(rules, payload, call);
  return deliver(rules, payload, rules.checkErrors(unpack(rules, errors), call), call);
}

/** Returns a value that is not an object. */
function acceptValue(rules: PayloadRules, value: unknown): unknown {
  if (value === null || value === undefined || rules.acceptsValues) return value;
  const invalid = new TypeError(
    `${rules.coordinate} returned ${inspect(value)}: expected a payload, an object with the fields of ${rules.payload.name}.`,
  );
  rules.reportDefect(invalid);
  throw invalid;
}

/** Accepts what was read as the `errors` of a payload. */
function acceptErrorsOf(rules: PayloadRules, payload: object, property: unknown, call: Call): unknown {
  let errors = property;
  if (typeof property === 'function' && !isThenable(property)) {
    try {
      errors = property.call(payload, {}, call.context, call.info) as unknown;
    } catch (thrown) {
      return acceptThrown(rules, payload, thrown, call);
    }
  }
  if (errors === undefined || errors === null || (Array.isArray(errors) && errors.length === 0)) {
    return echo(rules, payload, call);
  }
  // The usual case, without the steps that the others need.
  if (Array.isArray(errors) && errors.every(isSettled)) {
    return deliver(rules, payload, rules.checkErrors(errors, call), call);
  }
  if (!isThenable(errors)) return acceptRead(rules, payload, errors, call);
  return settle(
    errors,
    (read) => acceptRead(rules, payload, read, call),
    (thrown) => acceptThrown(rules, payload, thrown, call),
  );
}

/**
 * Returns the payload as graphql may serialize it. A success needs nothing but this function, which
 * is small enough for the engine to inline it.
 *
 * @param index the position of the payload in a list
 * @throws what the field must fail with.
 */
export function acceptPayload(
  rules: PayloadRules,
  payload: unknown,
  args: unknown,
  context: unknown,
  info: ResolveInfo,
  index?: number,
): unknown {
  if (!isObjectLike(payload)) return acceptValue(rules, payload);
  if (payload instanceof Error || !rules.readsErrors) {
    const call = createCall(args, context, info, index);
    // graphql treats a returned error as thrown.
    return payload instanceof Error ? recoverPayload(rules, payload, call) : acceptOwnErrors(rules, payload, call);
  }
  let errors: unknown;
  try {
    ({ errors } = payload as { readonly errors?: unknown });
  } catch (thrown) {
    return acceptThrown(rules, payload, thrown, createCall(args, context, info, index));
  }
  if (!rules.hasEcho && Array.isArray(errors) && errors.length === 0) return payload;
  return acceptErrorsOf(rules, payload, errors, createCall(args, context, info, index));
}
