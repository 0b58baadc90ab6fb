import type { ReceivedErrorCode } from './known-error-code.js';
import type { PayloadError } from './payload-error.js';
import { isObject, isString } from './values.js';

/** An error, and the location of its payload. */
export interface LocatedError {
  /**
   * The path of the payload in `data`: the response key of the root field, followed by the index in
   * a list of payloads.
   */
  readonly path: readonly [key: string, ...indexes: number[]];
  readonly error: PayloadError & { readonly errorCode: ReceivedErrorCode };
}

const isPayloadError = (error: unknown): error is LocatedError['error'] => isObject(error) && isString(error.errorCode);

const errorsAt = (path: LocatedError['path'], field: unknown): readonly LocatedError[] =>
  Array.isArray(field)
    ? // Lists of payloads have one level. A list could contain itself.
      (path.length > 9 ? [] : field).flatMap((payload: unknown, index) => errorsAt([...path, index], payload))
    : isObject(field) && Array.isArray(field.errors)
      ? field.errors.filter(isPayloadError).map((error) => ({ path, error }))
      : [];

/**
 * Returns all payload errors of a response: of every root field, including lists of payloads. For
 * code that handles whole responses, such as links and exchanges. Items of `errors` without an
 * `errorCode` are ignored.
 *
 * @param data the `data` of any response
 */
export const findPayloadErrors = (data: unknown): readonly LocatedError[] =>
  Object.entries(data ?? {}).flatMap(([key, field]) => errorsAt([key], field));
