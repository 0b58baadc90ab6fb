import type { CheckedPayload, ErrorOf } from './checked-payload.js';
import { fieldErrors, type FieldErrors } from './field-errors.js';
import type { Payload, PayloadError } from './payload-error.js';
import { isKey, isObject } from './values.js';

/** The outcome of a mutation: its value, which is never null, or a failure. */
export type Result<Value, ErrorType extends PayloadError = PayloadError> =
  { readonly ok: true; readonly value: Value } | Failure<ErrorType>;

/** The outcome of a mutation that failed. */
export interface Failure<ErrorType extends PayloadError = PayloadError> {
  readonly ok: false;
  /**
   * Empty when the failure was unexpected. The client library then reports the cause, as a
   * top-level or network error.
   */
  readonly errors: readonly ErrorType[];
  readonly fieldErrors: FieldErrors;
}

/** Returns the outcome of a mutation, and reads each error with `unmask`. */
export function readPayload(
  payload: Payload | null | undefined,
  key?: PropertyKey,
  unmask = (error: PayloadError): PayloadError => error,
): Result<unknown> {
  const { errors: given = [] } = (isObject(payload) ? payload : {}) as Partial<Payload>;
  // What is not a list violates the server's contract, as an error without a code does.
  const items: readonly (PayloadError | null | undefined)[] = Array.isArray(given) ? given : given ? [null] : [];
  const value =
    key === undefined ? payload : isKey(key) ? (payload as Readonly<Record<PropertyKey, unknown>> | null)?.[key] : null;
  if (value !== null && value !== undefined && !items.length) return { ok: true, value };
  // An error that the server failed to serialize is null in the list. The mutation failed anyway.
  const errors = items.filter(isObject).map((error) => unmask(error));
  return { ok: false, errors, fieldErrors: fieldErrors(errors) };
}

/**
 * Returns the outcome of a mutation. A payload with a value and without errors is a success. All
 * others are failures:
 *
 * - a payload with errors, even beside a value: the failure has these errors;
 * - a payload that is null or absent, after a top-level or network error: no errors;
 * - a payload with neither value nor errors, which violates the server's contract: no errors.
 *
 * `errors[0]` may therefore be undefined. `matchError` and `message` accept that.
 *
 * Without a key, the value is the payload: for mutations that return several fields or none.
 *
 * @example
 * const login = result(data?.usersLogin, 'userSession');
 * if (login.ok) login.value.token;
 */
export function result<PayloadType extends object>(
  payload: CheckedPayload<PayloadType> | null | undefined,
): Result<PayloadType, ErrorOf<PayloadType>>;
/**
 * Returns the outcome of a mutation, with one field of the payload as its value.
 *
 * @param key the field that contains the value
 */
export function result<PayloadType extends object, Key extends Exclude<keyof PayloadType, 'errors'>>(
  payload: CheckedPayload<PayloadType> | null | undefined,
  key: Key,
): Result<NonNullable<PayloadType[Key]>, ErrorOf<PayloadType>>;
export function result(payload: unknown, key?: PropertyKey): Result<unknown> {
  // The overloads have checked the payload and the key.
  return readPayload(payload as Payload | null | undefined, key);
}
