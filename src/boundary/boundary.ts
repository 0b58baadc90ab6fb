import { MutationError, payloadErrorsOf, type AnyMutationError } from '../failures/mutation-error.js';
import type { AnyErrorCode, PayloadError } from '../failures/payload.js';
import type { ErrorPayloadField } from '../internal/error-payload-fields.js';
import {
  isObjectLike,
  isThenable,
  namedType,
  type CallableResolve,
  type ObjectType,
  type ResolveInfo,
} from '../internal/executable-schema.js';
import { inspect } from '../internal/inspect.js';
import { acceptBatch, recoverBatch } from './accept-batch.js';
import { acceptPayload, recoverPayload, type PayloadRules } from './accept-payload.js';
import { createCall, positionKey, type Call } from './call.js';
import type { Concealment, Disguises } from './concealment.js';
import { ErrorCheck, type ErrorCheckOptions } from './error-check.js';
import { createReporter, type ErrorHooks, type Reporter } from './hooks.js';
import { resolveProperty, type PayloadFields } from './payload-fields.js';
import { selectsErrors } from './selection.js';
import { markReported, wasReported, type Wrapping } from './wrapping.js';

/** How the boundary treats what resolvers throw and return. */
export interface BoundaryOptions<Code extends string = string> extends ErrorCheckOptions {
  /**
   * Converts what a resolver threw to a MutationError: a unique violation of the database, a
   * `NotFound` of an ORM. Called for everything that is not a MutationError; `undefined` leaves it
   * unexpected. Its code is checked like any other. An error that it throws is reported to
   * `onDefect`.
   */
  readonly translate?: (thrown: unknown, coordinate: string) => AnyMutationError | undefined;
  /**
   * The `fieldResolver` that the schema is executed with, if it is not graphql's default: for
   * payloads that are Maps or entities with a `get` method. Also resolves mutations that have no
   * resolver.
   */
  readonly fieldResolver?: (parent: never, args: never, context: never, info: never) => unknown;
  /**
   * `'error'`: a failure whose `errors` the client does not select becomes a top-level error with
   * the code in `extensions.code`, and the mutation's field is null. By default, such a client
   * takes a failure for a success. Errors that only a host's own resolver of `errors` knows are not
   * found.
   */
  readonly unselected?: 'error';
  /**
   * Codes that the client receives as another code: a failure that reveals whether something
   * exists becomes one that does not. The result and the details of such a payload are not sent,
   * and errors that are the same then are sent once. Hooks are called with the code that the
   * resolver returned, and `concealedAs` of the event has the other. How long a request takes, and
   * errors that only a resolver of the host knows, are not concealed.
   *
   * @example
   * { EXTERNAL_IDENTITY_DOES_NOT_EXIST: 'IDENTITY_VALIDATION_FAILED' }
   */
  readonly conceal?: Concealment<Code>;
}

/** What the boundary knows of the mutation and its place in the schema. */
export interface BoundaryTarget {
  readonly field: ErrorPayloadField;
  /** The codes that the mutation declares; `undefined` when it has no declaration. */
  readonly declared: readonly string[] | undefined;
  readonly type: Pick<PayloadFields, 'hasErrorsResolver' | 'hasResolvers'>;
  readonly wrapping: Wrapping;
  /** The boundary inside of this one, if it is still there. */
  readonly inner: Wrapping | undefined;
  /** The codes to conceal; `undefined` for none. */
  readonly disguises: Disguises | undefined;
}

const silentReporter: Reporter = createReporter('', {});

/** Returns the hooks that are not the same as those of another wrapping. */
function otherHooks(options: ErrorHooks, other: ErrorHooks): ErrorHooks {
  const hooks: { -readonly [Name in keyof ErrorHooks]: ErrorHooks[Name] } = {};
  if (options.onError && options.onError !== other.onError) hooks.onError = options.onError;
  if (options.onDeprecated && options.onDeprecated !== other.onDeprecated) hooks.onDeprecated = options.onDeprecated;
  if (options.onDefect) hooks.onDefect = options.onDefect;
  return hooks;
}

/** Returns the `info` of a field of an error, for a field resolver that is asked for it early. */
const infoOf = (info: ResolveInfo, error: ObjectType, fieldName: string): ResolveInfo => ({
  ...info,
  fieldName,
  parentType: error,
  returnType: error.getFields()[fieldName]?.type,
  path: { prev: { prev: info.path, key: 'errors' }, key: fieldName },
});

/** Creates the rules of one mutation. */
export function createPayloadRules(target: BoundaryTarget, options: BoundaryOptions): PayloadRules {
  const { field, declared, type, wrapping, inner, disguises } = target;
  const { coordinate, payload } = field;
  const { onDefect, translate, unselected } = options;
  const fieldResolver = options.fieldResolver as CallableResolve | undefined;
  // Most mutations never fail in the lifetime of a process, so the check is created on demand.
  let created: ErrorCheck | undefined;
  const check = (): ErrorCheck =>
    (created ??= new ErrorCheck(field, declared, { ...options, onDefect: reportDefect }, disguises));

  /** Whether another boundary, or the host's resolver of `errors`, may return the same errors. */
  const mayComeTwice = (): boolean => wrapping.isNested || inner !== undefined || type.hasErrorsResolver;

  /** Calls the hooks that the inner boundary does not call. */
  const besideInner = inner && createReporter(coordinate, otherHooks(options, inner.options));

  function reportDefect(error: unknown): void {
    if (typeof error === 'object' && error !== null) {
      if (inner?.defects.has(error) && inner.options.onDefect === onDefect) return;
      if (wrapping.isNested) wrapping.defects.add(error);
    }
    onDefect?.(error, coordinate);
  }

  /** Returns the reporter for errors that were reported before; `undefined` for new ones. */
  function reporterFor(info: ResolveInfo, position: string): Reporter | undefined {
    if (wasReported(wrapping, info, position)) return silentReporter;
    return inner && wasReported(inner, info, position) ? besideInner : undefined;
  }

  function translated(thrown: unknown): readonly PayloadError[] | undefined {
    let error: unknown;
    try {
      error = translate?.(thrown, coordinate);
    } catch (failed) {
      reportDefect(failed);
      return undefined;
    }
    if (error === undefined || error === null) return undefined;
    // Unhandled, its rejection would end the process.
    if (isThenable(error)) error.then(undefined, reportDefect);
    const errors = payloadErrorsOf(error);
    if (!errors) {
      const expected = `withErrorPayloads: "translate" must return a MutationError or undefined, got ${inspect(error)}`;
      reportDefect(new TypeError(`${expected} for an error of ${coordinate}.`, { cause: thrown }));
    }
    return errors;
  }

  const readField =
    fieldResolver &&
    (({ context, info }: Call) =>
      (error: object, name: string) =>
        fieldResolver(error, {}, context, infoOf(info, field.error, name)));

  return {
    coordinate,
    payload,
    conceals: disguises !== undefined,
    readsErrors: !type.hasErrorsResolver,
    hasCode: (errorCode) => check().nameOf(errorCode) !== undefined,
    toErrors: (thrown) => payloadErrorsOf(thrown) ?? (translate ? translated(thrown) : undefined),
    checkErrors(errors, call, thrown) {
      if (!mayComeTwice()) return check().accept(errors, call, thrown, undefined, readField?.(call));
      const { info, index, isLate } = call;
      const position = positionKey(isLate ? info.path.prev : info.path, index);
      const accepted = check().accept(errors, call, thrown, reporterFor(info, position), readField?.(call));
      markReported(wrapping, info, position);
      return accepted;
    },
    reportDefect,
    hasEcho: !field.isBatch && 'clientMutationId' in payload.getFields(),
    requireSelection:
      unselected === 'error'
        ? (errors, call) => {
            const error = errors[0] as Partial<PayloadError> | undefined;
            if (error && !selectsErrors(namedType(call.info.returnType) as ObjectType, call.info))
              throw unselectedError(error, call);
          }
        : undefined,
    acceptsValues: type.hasResolvers || fieldResolver !== undefined,
  };

  function unselectedError(failed: Partial<PayloadError>, call: Call): Error {
    const errorCode: unknown = failed.errorCode ?? readField?.(call)(failed, 'errorCode');
    // By its public name: the enum may have internal values of the host.
    const code = check().nameOf(errorCode) as AnyErrorCode | undefined;
    const select = `Select "errors" of ${payload.name} to handle it.`;
    if (code === undefined) return new Error(`${coordinate} failed. ${select}`);
    const error = new MutationError(code);
    error.message = `${coordinate} failed with ${code}. ${select}`;
    return error;
  }
}

/**
 * Creates the resolver that wraps a mutation's own. It is not `async`: a synchronous resolver stays
 * synchronous, and an asynchronous one gets one more `then`.
 */
export function createBoundary(
  { isBatch }: ErrorPayloadField,
  resolve: CallableResolve,
  rules: PayloadRules,
): CallableResolve {
  const accept = isBatch ? acceptBatch : acceptPayload;
  const recover = isBatch ? recoverBatch : recoverPayload;

  return (parent, args, context, info) => {
    let returned: unknown;
    try {
      returned = resolve(parent, args, context, info);
    } catch (thrown) {
      return recover(rules, thrown, createCall(args, context, info));
    }
    return isThenable(returned)
      ? Promise.resolve(returned).then(
          (settled: unknown) => accept(rules, settled, args, context, info),
          (thrown: unknown) => recover(rules, thrown, createCall(args, context, info)),
        )
      : accept(rules, returned, args, context, info);
  };
}

/**
 * Creates the resolver of a mutation that has none: of the root value, as graphql resolves it.
 *
 * @throws TypeError when the root value does not have the mutation: an operation that does nothing
 * must not look like one that succeeded.
 */
export const createRootResolver =
  (coordinate: string): CallableResolve =>
  (parent, args, context, info) => {
    const resolved = resolveProperty(parent, args, context, info);
    if (resolved !== undefined || (isObjectLike(parent) && info.fieldName in parent)) return resolved;
    throw new TypeError(
      `${coordinate} has no resolver, and the root value has no "${info.fieldName}". Add a resolver. ` +
        'If the schema is executed with a custom fieldResolver, pass it to withErrorPayloads as "fieldResolver".',
    );
  };
