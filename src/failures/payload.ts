import type { ErrorCode } from '../codes/error-code.js';
import type { ErrorCodeName } from '../generated/error-code-name.js';

/** A code by internal value (`'mfa_failed'`) or by public name (`'MFA_FAILED'`). */
export type AnyErrorCode = ErrorCode | ErrorCodeName;

/** One invalid input value. */
export interface ActiveModelError {
  /** The input field as the client spells it, nested fields with dots: `email`, `flow.name`. */
  readonly attribute: string;
  /** The validation that failed: `blank`, `taken`, ... */
  readonly type: string;
}

/** A detail in plain English, for developers. */
export interface MessageError {
  readonly message: string;
  /** Errors are not valid details; graphql treats them as thrown. */
  readonly stack?: never;
}

/** A detail of a host that extended the union `DetailedError`: a member with its fields. */
export interface HostDetail {
  readonly __typename: string;
  readonly [field: string]: unknown;
}

/** A member of the union `DetailedError`. */
export type ErrorDetail = ActiveModelError | MessageError | HostDetail;

/** The wire type `Error`, under a name that does not shadow the global. */
export interface PayloadError<Code extends string = AnyErrorCode> {
  /** By internal value or by public name; the client receives the name. */
  readonly errorCode: Code;
  readonly details: readonly ErrorDetail[];
}

/** The payload of a mutation that failed as expected. Its result field stays null. */
export interface FailurePayload<Code extends string = AnyErrorCode> {
  readonly errors: readonly PayloadError<Code>[];
}

/** The payload of a mutation that succeeded: its result, and no errors. */
export type SuccessPayload<Result extends object> = Result & { readonly errors: readonly never[] };

/**
 * Returns a successful payload: the result with an empty `errors`.
 *
 * @example
 * return success({ userSession });
 */
export const success = <Result extends object>(result: Result & { readonly errors?: never }): SuccessPayload<Result> =>
  // In this order: a property after a spread costs fifteen times as much.
  ({ errors: [], ...result });

/**
 * Returns a failed payload with one error. Use it where the resolver itself finds the failure; from
 * deeper code, throw a {@link MutationError}.
 *
 * @example
 * return failure(ErrorCode.INVALID_LOGIN_DATA, { attribute: 'email', type: 'taken' });
 */
export const failure = <const Code extends AnyErrorCode>(
  code: Code,
  ...details: readonly ErrorDetail[]
): FailurePayload<Code> => ({ errors: [{ errorCode: code, details }] });
