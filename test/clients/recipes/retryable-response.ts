import { isRetryable, result, type Payload } from 'graphql-error-codes/client';

/** Whether every mutation of a response failed, and each of its errors may pass later. */
export function isRetryableResponse(data: unknown): boolean {
  const payloads = Object.values(data ?? {}).flat() as readonly (Payload | null)[];
  return (
    payloads.length > 0 &&
    payloads.every((payload) => {
      const outcome = result(payload);
      return !outcome.ok && outcome.errors.length > 0 && outcome.errors.every((error) => isRetryable(error));
    })
  );
}

/** Carries a response through a retry link or exchange, which retries errors only. */
export class RetryableResponse<Response> extends Error {
  readonly response: Response;

  constructor(response: Response) {
    super('The mutation failed, and may succeed later.');
    this.response = response;
  }
}
