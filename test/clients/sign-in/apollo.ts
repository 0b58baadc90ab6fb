import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import { findPayloadErrors, type LocatedError } from 'graphql-error-codes/client';
import { tap } from 'rxjs';

type Report = (found: LocatedError, operationName: string | undefined) => void;

/** Reports the payload errors of every root field of every response. */
export const createPayloadErrorLink = (report: Report) =>
  new ApolloLink((operation, forward) =>
    forward(operation).pipe(
      tap(({ data }) => {
        for (const found of findPayloadErrors(data)) report(found, operation.operationName);
      }),
    ),
  );

export const createApolloClient = (uri: string, report: Report) =>
  new ApolloClient({
    link: ApolloLink.from([createPayloadErrorLink(report), new HttpLink({ uri })]),
    // The cache warns about details of types that are not listed here, and may drop them.
    cache: new InMemoryCache({ possibleTypes: { DetailedError: ['ActiveModelError', 'MessageError'] } }),
  });
