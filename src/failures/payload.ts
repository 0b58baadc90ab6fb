import type { BuiltInCodes } from '../codes/error-code.js';
import type { ErrorCodes } from '../codes/known-code.js';

/** A code by public name (`'MFA_FAILED'`) or by internal value (`'mfa_failed'`). */
export type CodeOf<Codes extends ErrorCodes> = (keyof Codes & string) | Codes[keyof Codes];

/** A built-in code by internal value or by public name. */
export type AnyErrorCode = CodeOf<BuiltInCodes>;

declare const unlisted: unique symbol;

/** A code that the compiler accepts, and editors do not suggest. */
export type Unlisted<Code extends string> = Code & { readonly [unlisted]?: never };

/** {@link CodeOf}, of which editors suggest only the names: every code once. */
export type SuggestedCode<Codes extends ErrorCodes> = (keyof Codes & string) | Unlisted<Codes[keyof Codes]>;

/**
 * The type of a parameter that takes a code. For any other string it is the union of the names, so
 * that the compiler prints these.
 */
export type CheckedCode<Codes extends ErrorCodes, Code> =
  Code extends Unlisted<Codes[keyof Codes]> ? Code : keyof Codes & string;

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
export type HostDetail =
  | { readonly __typename: string; readonly [field: string]: unknown }
  // An interface has no index signature.
  | { readonly __typename: string };

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

/** The names of a code that is given by name or by internal value. */
export type NameOfCode<Codes extends ErrorCodes, Code> = {
  [Name in keyof Codes]: Code extends Name | Codes[Name] ? Name : never;
}[keyof Codes];

/**
 * The details that a code may have.
 *
 * @typeParam Details the details of codes that declare them with `@errorCode(details:)`, by name
 */
export type DetailOfCode<Codes extends ErrorCodes, Details, Code> = Code extends unknown
  ? NameOfCode<Codes, Code> extends keyof Details
    ? Details[NameOfCode<Codes, Code> & keyof Details]
    : ErrorDetail
  : never;

/** `failure` for the codes of a module. */
export type FailureFunction<Codes extends ErrorCodes, Details = {}> = <
  const Code extends string = SuggestedCode<Codes>,
>(
  code: CheckedCode<Codes, Code>,
  ...details: readonly DetailOfCode<Codes, Details, Code>[]
) => FailurePayload<Code>;

/**
 * Returns a failed payload with one error. Use it where the resolver itself finds the failure; from
 * deeper code, throw a {@link MutationError}.
 *
 * @example
 * return failure(ErrorCode.INVALID_LOGIN_DATA, { attribute: 'email', type: 'taken' });
 */
export const failure: FailureFunction<BuiltInCodes> = (code, ...details) => ({
  // The type of the parameter is the type of the code, for every code that it accepts.
  errors: [{ errorCode: code as never, details }],
});
