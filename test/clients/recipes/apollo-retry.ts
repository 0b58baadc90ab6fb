import { ApolloLink } from '@apollo/client';
import { RetryLink } from '@apollo/client/link/retry';
import { catchError, map, of } from 'rxjs';
import { isRetryableResponse, RetryableResponse } from './retryable-response.js';

const throwRetryable = new ApolloLink((operation, forward) =>
  forward(operation).pipe(
    map((response) => {
      if (isRetryableResponse(response.data)) throw new RetryableResponse(response);
      return response;
    }),
  ),
);

const returnLast = new ApolloLink((operation, forward) =>
  forward(operation).pipe(
    catchError((error: unknown) => {
      if (error instanceof RetryableResponse) return of(error.response as ApolloLink.Result);
      throw error;
    }),
  ),
);

const retry = new RetryLink({
  delay: { initial: 300 },
  // Without it, mutations are also sent again after a network error, and may be executed twice.
  attempts: { max: 3, retryIf: (error) => error instanceof RetryableResponse },
});

/** Sends a mutation again while it fails with errors that may pass. Put it before the HttpLink. */
export const payloadRetryLink = ApolloLink.from([returnLast, retry, throwRetryable]);
