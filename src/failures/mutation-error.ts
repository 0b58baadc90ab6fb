import { errorCodeName } from '../codes/error-code.js';
import { isProduction } from '../internal/environment.js';
import { isIterable } from '../internal/executable-schema.js';
import type { AnyErrorCode, ErrorDetail, PayloadError } from './payload.js';

/** Marks the prototype of every MutationError, including those of other copies of this package. */
const brand = Symbol.for('graphql-error-codes.MutationError');

/** V8 captures as many stack frames as this says. Other engines ignore it. */
const StackLimit = Error as { stackTraceLimit?: unknown };

function setStackLimit(limit: unknown): void {
  try {
    StackLimit.stackTraceLimit = limit;
  } catch (error) {
    // A host that froze Error keeps its stacks.
    if (!(error instanceof TypeError)) throw error;
  }
}

/**
 * An expected failure, thrown from any depth below a mutation's resolver. Under
 * {@link withErrorPayloads} the client receives it as the payload's only error, as if the resolver
 * had returned `failure(code, ...details)`. To return several errors, throw an AggregateError of
 * MutationErrors. In queries and nested fields it becomes an ordinary top-level error.
 *
 * @example
 * throw new MutationError(ErrorCode.INVALID_SETTING, { attribute: 'name', type: 'taken' });
 */
export class MutationError extends Error {
  /**
   * Whether new errors capture a stack trace, which is most of the cost of a throw. Defaults to
   * `true`, and to `false` when `NODE_ENV` is `production`.
   */
  static captureStack: boolean = !isProduction;

  static {
    Object.defineProperty(this.prototype, brand, { value: true });
    Object.defineProperty(this.prototype, 'name', { value: 'MutationError' });
  }

  /** As it was given: by internal value or by name. */
  readonly code: AnyErrorCode;
  readonly details: readonly ErrorDetail[];

  constructor(code: AnyErrorCode, ...details: readonly ErrorDetail[]) {
    if (MutationError.captureStack) {
      super(errorCodeName(code) ?? code);
    } else {
      const limit = StackLimit.stackTraceLimit;
      setStackLimit(0);
      super(errorCodeName(code) ?? code);
      setStackLimit(limit);
    }
    this.code = code;
    this.details = details;
  }
}

/**
 * Whether `error` is a MutationError, of this or of another copy of the package: `instanceof` would
 * only match this one.
 */
export const isMutationError = (error: unknown): error is MutationError =>
  typeof error === 'object' && error !== null && brand in error;

/**
 * Returns the payload errors for a thrown value: one for a MutationError, and one each for an
 * AggregateError, nested or not, that contains MutationErrors only. Returns `undefined` for
 * everything else, which is unexpected.
 */
export function payloadErrorsOf(
  thrown: unknown,
  ancestors: readonly unknown[] = [],
): readonly PayloadError[] | undefined {
  if (isMutationError(thrown)) return [{ errorCode: thrown.code, details: thrown.details }];
  // An AggregateError may contain itself.
  if (!(thrown instanceof AggregateError) || thrown.errors.length === 0 || ancestors.includes(thrown)) return undefined;

  const parts = thrown.errors.map((part) => payloadErrorsOf(part, [...ancestors, thrown]));
  return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
}

/**
 * Whether a mutation's payload is a failure, so that a transaction can roll back. A returned error
 * counts as thrown, and a list of payloads is a failure when one of them is. Await promises in the
 * payload first.
 */
export function isFailure(payload: unknown): boolean {
  if (payload instanceof Error) return true;
  if (Array.isArray(payload)) return payload.some(isFailure);
  if (typeof payload !== 'object' || payload === null || !('errors' in payload)) return false;
  const { errors } = payload;
  return isIterable(errors) && Array.from(errors).length > 0;
}
