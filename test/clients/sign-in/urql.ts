import { cacheExchange, Client, fetchExchange, getOperationName, mapExchange } from '@urql/core';
import { findPayloadErrors, type LocatedError } from 'graphql-error-codes/client';

type Report = (found: LocatedError, operationName: string | undefined) => void;

/** Reports the payload errors of every root field of every response. */
export const createPayloadErrorExchange = (report: Report) =>
  mapExchange({
    onResult({ data, operation }) {
      for (const found of findPayloadErrors(data)) report(found, getOperationName(operation.query));
    },
  });

export const createUrqlClient = (url: string, report: Report) =>
  new Client({
    url,
    preferGetMethod: false,
    // After the cache, so that cached results are not reported again.
    exchanges: [cacheExchange, createPayloadErrorExchange(report), fetchExchange],
  });
