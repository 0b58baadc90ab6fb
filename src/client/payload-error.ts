import type { ReceivedErrorCode } from './known-error-code.js';

/**
 * The wire type `Error`, as far as the client selected it: the types that codegen makes of an operation fit, and so do types written by
 * hand. `errorCode` may be typed as a union, as an enum or as string.
 */
export interface PayloadError {
  readonly errorCode: ReceivedErrorCode;
  readonly details?: readonly unknown[] | null | undefined;
}

/** A mutation's payload. A type without `errors` does not fit: a payload without its errors selected looks like a success. */
export interface Payload {
  readonly errors?: readonly (PayloadError | null | undefined)[] | null | undefined;
}

/**
 * Selects everything of an error: put it behind your operations and write `errors { ...PayloadError }`. Tools that read operations from
 * files do not see a constant of a package: copy it for them.
 */
export const payloadErrorFragment = /* GraphQL */ `
  fragment PayloadError on Error {
    errorCode
    details {
      __typename
      ... on ActiveModelError {
        attribute
        type
      }
      ... on MessageError {
        message
      }
    }
  }
`;

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
