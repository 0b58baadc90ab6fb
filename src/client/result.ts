import { fieldErrors, type FieldErrors } from './field-errors.js';
import type { Payload, PayloadError } from './payload-error.js';

/** What a mutation came to: its value, which is never null, or why there is none. */
export type Result<Value, Problem extends PayloadError = PayloadError> =
  { readonly ok: true; readonly value: Value } | Failure<Problem>;

export interface Failure<Problem extends PayloadError = PayloadError> {
  readonly ok: false;
  /** Empty when the failure was not expected: then the client library holds the reason, as a top-level or a network error. */
  readonly errors: readonly Problem[];
  readonly fieldErrors: FieldErrors;
}

/** The type of one error in the payload. */
export type ErrorOf<Source extends Payload> = NonNullable<NonNullable<Source['errors']>[number]>;

/**
 * Tells success from failure. Only a payload that has its value and no errors is a success; all else is a failure.
 *
 * - A payload with errors: with these errors, even beside a value.
 * - A payload that is null or absent, as after a top-level error or a request that never came back: without errors.
 * - A payload with neither value nor errors, by which the server broke its word: without errors.
 *
 * So `errors[0]` may be absent; `matchError` and `message` know that.
 *
 * @param key the field of the payload that holds the value. Without it the value is the payload: for mutations that answer several fields
 * or none.
 * @example
 * const login = result(data?.usersLogin, 'userSession');
 * if (login.ok) login.value.token;
 */
export function result<Source extends Payload>(payload: Source | null | undefined): Result<Source, ErrorOf<Source>>;
export function result<Source extends Payload, Key extends Exclude<keyof Source, 'errors'>>(
  payload: Source | null | undefined,
  key: Key,
): Result<NonNullable<Source[Key]>, ErrorOf<Source>>;
export function result(payload: Payload | null | undefined, key?: string): Result<unknown> {
  const all = payload?.errors ?? [];
  const value = key === undefined ? payload : (payload as Readonly<Record<string, unknown>> | null | undefined)?.[key];
  if (all.length === 0 && value !== null && value !== undefined) return { ok: true, value };
  // An error that the server could not write stands in the list as null. It is an error all the same.
  const errors = all.filter((error) => error !== null && error !== undefined);
  return { ok: false, errors, fieldErrors: fieldErrors(errors) };
}
