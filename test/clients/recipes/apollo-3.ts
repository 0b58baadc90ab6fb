import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, Observable, type FetchResult } from '@apollo/client-3';
import { RetryLink } from '@apollo/client-3/link/retry';
import { findPayloadErrors, type LocatedError } from 'graphql-error-codes/client';
import { isRetryableResponse, RetryableResponse } from './retryable-response.js';

type Report = (found: LocatedError, operationName: string | undefined) => void;

/** Reports the payload errors of every root field of every response. */
const createPayloadErrorLink = (report: Report) =>
  new ApolloLink((operation, forward) =>
    forward(operation).map((response) => {
      for (const found of findPayloadErrors(response.data)) report(found, operation.operationName);
      return response;
    }),
  );

const throwRetryable = new ApolloLink((operation, forward) =>
  forward(operation).map((response) => {
    if (isRetryableResponse(response.data)) throw new RetryableResponse(response);
    return response;
  }),
);

const returnLast = new ApolloLink(
  (operation, forward) =>
    new Observable<FetchResult>((observer) =>
      forward(operation).subscribe({
        next: (response) => observer.next(response),
        complete: () => observer.complete(),
        error(error: unknown) {
          if (!(error instanceof RetryableResponse)) return observer.error(error);
          observer.next(error.response as FetchResult);
          observer.complete();
        },
      }),
    ),
);

const retry = new RetryLink({
  delay: { initial: 300 },
  // Without it, mutations are also sent again after a network error, and may be executed twice.
  attempts: { max: 3, retryIf: (error) => error instanceof RetryableResponse },
});

export const createApolloClient = (uri: string, report: Report, headers: Readonly<Record<string, string>> = {}) =>
  new ApolloClient({
    link: ApolloLink.from([
      createPayloadErrorLink(report),
      returnLast,
      retry,
      throwRetryable,
      new HttpLink({ uri, headers }),
    ]),
    cache: new InMemoryCache({ possibleTypes: { DetailedError: ['ActiveModelError', 'MessageError'] } }),
  });
