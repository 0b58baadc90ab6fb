import type { ErrorCode } from './catalogue.js';
import type { ErrorCodeName } from './generated/error-code-name.js';

/** A code as resolvers may give it: by internal value (`'mfa_failed'`) or by public name (`'MFA_FAILED'`). */
export type AnyErrorCode = ErrorCode | ErrorCodeName;

/** One unacceptable input value: the input field as the client spells it, and the validation that failed (`blank`, `taken`, ...). */
export interface ActiveModelError {
  readonly attribute: string;
  readonly type: string;
}

/** A detail in words, for people who debug. */
export interface MessageError {
  readonly message: string;
  /** An Error is no detail: graphql takes it as thrown. */
  readonly stack?: never;
}

/** What the union `DetailedError` holds. A host that extends the union gives its own members a `__typename`. */
export type ErrorDetail = ActiveModelError | MessageError | { readonly __typename: string };

/** The wire type `Error`, under a name that does not shadow the global. Internal value or public name: both reach the client. */
export interface PayloadError<Code extends string = AnyErrorCode> {
  readonly errorCode: Code;
  readonly details: readonly ErrorDetail[];
}

/** What a mutation answers when it fails as expected; its result field stays null. */
export interface FailurePayload<Code extends string = AnyErrorCode> {
  readonly errors: readonly PayloadError<Code>[];
}

/**
 * A successful payload: the result with an empty `errors`.
 *
 * @example success({ userSession })
 */
export const success = <Result extends object & { readonly errors?: never }>(
  result: Result,
): Result & { readonly errors: readonly never[] } =>
  // In this order: behind a spread, a property costs fifteen times as much.
  ({ errors: [], ...result });

/**
 * A failed payload with one error. Return it where the failure is found in the resolver itself; throw {@link MutationError} from deeper.
 *
 * @example failure(ErrorCode.INVALID_LOGIN_DATA, { attribute: 'email', type: 'taken' })
 */
export const failure = <const Code extends AnyErrorCode>(
  code: Code,
  ...details: readonly ErrorDetail[]
): FailurePayload<Code> => ({ errors: [{ errorCode: code, details }] });
