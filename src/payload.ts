import { errorCodeName, type ErrorCode } from './catalogue.js';
import type { ErrorCodeName } from './generated/error-code-name.js';

/** One unacceptable input value: the input field as the client spells it, and the validation that failed (`blank`, `taken`, ...). */
export interface ActiveModelError {
  readonly attribute: string;
  readonly type: string;
}

/** A detail in words, for people who debug. */
export interface MessageError {
  readonly message: string;
}

/** What the union `DetailedError` holds. A host that extends the union gives its own members a `__typename`. */
export type ErrorDetail = ActiveModelError | MessageError | { readonly __typename: string };

/** The wire type `Error`, under a name that does not shadow the global. Internal value or public name: both reach the client. */
export interface PayloadError {
  readonly errorCode: ErrorCode | ErrorCodeName;
  readonly details: readonly ErrorDetail[];
}

/** What a mutation answers when it fails as expected; its result field stays null. */
export interface FailurePayload {
  readonly errors: readonly PayloadError[];
}

/**
 * A successful payload: the result with an empty `errors`.
 *
 * @example success({ userSession })
 */
export const success = <Result extends object>(result: Result): Result & FailurePayload => ({ ...result, errors: [] });

/**
 * A failed payload with one error. Return it where the failure is found in the resolver itself; throw {@link MutationError} from deeper.
 *
 * @example failure(ErrorCode.INVALID_LOGIN_DATA, { attribute: 'email', type: 'taken' })
 */
export const failure = (code: ErrorCode | ErrorCodeName, ...details: readonly ErrorDetail[]): FailurePayload => ({
  errors: [{ errorCode: code, details }],
});

/** Found on the prototype of every MutationError, also of those that another copy of this package made. */
const brand = Symbol.for('graphql-error-codes.MutationError');

/**
 * An expected failure, thrown from any depth below a mutation's resolver. Under `withErrorPayloads` the client receives it as the
 * payload's only error, as if the resolver had returned `failure(code, ...details)`.
 *
 * @example throw new MutationError(ErrorCode.INVALID_SETTING, { attribute: 'name', type: 'taken' })
 */
export class MutationError extends Error {
  static {
    Object.defineProperty(this.prototype, brand, { value: true });
    Object.defineProperty(this.prototype, 'name', { value: 'MutationError' });
  }

  readonly code: ErrorCode | ErrorCodeName;
  readonly details: readonly ErrorDetail[];

  constructor(code: ErrorCode | ErrorCodeName, ...details: readonly ErrorDetail[]) {
    super(errorCodeName(code) ?? code);
    this.code = code;
    this.details = details;
  }
}

/** Whether `error` is a MutationError, of this or of another copy of the package: by its brand, not by `instanceof`. */
export const isMutationError = (error: unknown): error is MutationError =>
  typeof error === 'object' && error !== null && brand in error;
