import { cacheExchange, Client, CombinedError, fetchExchange, mapExchange } from '@urql/core';
import { retryExchange } from '@urql/exchange-retry';
import { isRetryableResponse, RetryableResponse } from './retryable-response.js';

const isRetryableError = (error: CombinedError | undefined) => error?.networkError instanceof RetryableResponse;

const returnLast = mapExchange({
  onResult: ({ error, ...rest }) => (error && !isRetryableError(error) ? { ...rest, error } : rest),
});

const retry = retryExchange({
  maxNumberAttempts: 3,
  initialDelayMs: 300,
  // Without it, mutations are also sent again after a network error, and may be executed twice.
  retryIf: isRetryableError,
});

const failRetryable = mapExchange({
  onResult: (result) =>
    isRetryableResponse(result.data)
      ? { ...result, error: new CombinedError({ networkError: new RetryableResponse(result) }) }
      : result,
});

export const createUrqlClient = (url: string, headers: Readonly<Record<string, string>> = {}) =>
  new Client({
    url,
    preferGetMethod: false,
    fetchOptions: { headers },
    exchanges: [cacheExchange, returnLast, retry, failRetryable, fetchExchange],
  });
