import { errorCodeName } from './catalogue.js';
import { isIterable } from './executable-schema.js';
import type { AnyErrorCode, ErrorDetail, PayloadError } from './payload.js';

/** Found on the prototype of every MutationError, also of those that another copy of this package made. */
const brand = Symbol.for('graphql-error-codes.MutationError');

/** `process` where there is one: the module also runs where there is none. */
const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } };

/** Whether this is production: there, speed and answers come before early complaints. */
export const isProduction = process?.env?.NODE_ENV === 'production';

/**
 * An expected failure, thrown from any depth below a mutation's resolver. Under `withErrorPayloads` the client receives it as the
 * payload's only error, as if the resolver had returned `failure(code, ...details)`. Throw an AggregateError of several to answer
 * several errors.
 *
 * @example throw new MutationError(ErrorCode.INVALID_SETTING, { attribute: 'name', type: 'taken' })
 */
export class MutationError extends Error {
  /**
   * Whether new errors know where they were thrown. Capturing the stack is most of what a throw costs; the default is true, but in
   * production (`NODE_ENV`) false.
   */
  static captureStack = !isProduction;

  static {
    Object.defineProperty(this.prototype, brand, { value: true });
    Object.defineProperty(this.prototype, 'name', { value: 'MutationError' });
  }

  readonly code: AnyErrorCode;
  readonly details: readonly ErrorDetail[];

  constructor(code: AnyErrorCode, ...details: readonly ErrorDetail[]) {
    if (MutationError.captureStack) {
      super(errorCodeName(code) ?? code);
    } else {
      const limit = StackLimit.stackTraceLimit;
      limitStack(0);
      super(errorCodeName(code) ?? code);
      limitStack(limit);
    }
    this.code = code;
    this.details = details;
  }
}

/** V8 keeps as many frames of a stack as this says. Other engines do not look at it. */
const StackLimit = Error as { stackTraceLimit?: unknown };

function limitStack(limit: unknown): void {
  try {
    StackLimit.stackTraceLimit = limit;
  } catch (error) {
    // A host that froze Error keeps its stacks.
    if (!(error instanceof TypeError)) throw error;
  }
}

/** Whether `error` is a MutationError, of this or of another copy of the package: by its brand, not by `instanceof`. */
export const isMutationError = (error: unknown): error is MutationError =>
  typeof error === 'object' && error !== null && brand in error;

/**
 * The payload errors that a thrown value stands for: one for a MutationError, one each for an AggregateError (or nested ones) of nothing
 * but MutationErrors.
 *
 * @returns `undefined` for everything else: that is no expected failure.
 */
export function payloadErrors(thrown: unknown, within: readonly unknown[] = []): readonly PayloadError[] | undefined {
  if (isMutationError(thrown)) return [{ errorCode: thrown.code, details: thrown.details }];
  // An AggregateError that holds itself stands for nothing.
  if (!(thrown instanceof AggregateError) || thrown.errors.length === 0 || within.includes(thrown)) return undefined;

  const parts = thrown.errors.map((part) => payloadErrors(part, [...within, thrown]));
  return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
}

/**
 * Whether what a mutation returned is a failure: what a transaction asks to know whether to roll back. A returned error counts as thrown,
 * and a list of payloads (a batch) is a failure when one of them is. Await promises in it before you ask.
 */
export function isFailure(payload: unknown): boolean {
  if (payload instanceof Error) return true;
  if (Array.isArray(payload)) return payload.some(isFailure);
  if (typeof payload !== 'object' || payload === null || !('errors' in payload)) return false;
  const { errors } = payload;
  return isIterable(errors) && Array.from(errors).length > 0;
}
