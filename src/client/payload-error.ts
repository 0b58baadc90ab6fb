import type { ReceivedErrorCode } from './known-error-code.js';

/**
 * An error as the client selected it: the wire type `Error`. Accepts the types that codegen
 * generates from an operation, and types written by hand. `errorCode` may be a union, an enum or a
 * string. It may be null in types of tools that make every field nullable.
 */
export interface PayloadError {
  readonly errorCode?: ReceivedErrorCode | null | undefined;
  readonly details?: readonly unknown[] | null | undefined;
}

/**
 * The payload of a mutation. A type without `errors` is not accepted: without its errors, a failed
 * payload looks like a success.
 */
export interface Payload {
  readonly errors?: readonly (PayloadError | null | undefined)[] | null | undefined;
}

/**
 * A fragment that selects all fields of an error. Append it to an operation that is a string, and
 * select `errors { ...PayloadError }`. Tools that read operations from files cannot see a constant
 * of a package; copy the fragment into a file for them.
 */
export const payloadErrorFragment =
  'fragment PayloadError on Error{errorCode details{__typename ...on ActiveModelError{attribute type}...on MessageError{message}}}';
