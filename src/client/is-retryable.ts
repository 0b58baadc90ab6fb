import { retryableCodes } from '../generated/retryable-codes.js';
import type { PayloadError } from './payload-error.js';
import { PayloadErrorsError } from './payload-errors-error.js';
import { isObject, ownProperty } from './values.js';

/**
 * Whether the same mutation may succeed later without any change: whether `retry` of the code is
 * `later` in the catalogue. For a {@link PayloadErrorsError}, that must apply to all of its errors.
 * False for unknown codes, for all other errors, and without an error.
 *
 * Before you send an operation again, make sure that none of its mutations succeeded.
 *
 * @param errorRetries the generated map of your codes to their `retry`; that of the built-in codes
 * by default
 */
export function isRetryable(
  error: PayloadError | Error | null | undefined,
  errorRetries?: Readonly<Record<string, string | null>>,
): boolean {
  if (error instanceof PayloadErrorsError) {
    return error.errors.length > 0 && error.errors.every((each) => isRetryable(each, errorRetries));
  }
  const { errorCode } = (error ?? {}) as PayloadError;
  // `errors.every(isRetryable)` passes an index as the second argument.
  return (
    ownProperty<string | null>(isObject(errorRetries) ? errorRetries : retryableCodes, errorCode as string) === 'later'
  );
}
