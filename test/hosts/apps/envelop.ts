import {
  defaultMaskError,
  envelop,
  useEngine,
  useErrorHandler,
  useMaskedErrors,
  useSchema,
  type Plugin,
} from '@envelop/core';
import * as graphql from 'graphql';
import { isMutationError, keepMutationErrors } from 'graphql-error-codes';
import { createYoga, maskError } from 'graphql-yoga';
import { expect } from 'vitest';
import type { GraphQLResult, Host } from '../host.js';
import { serve } from '../http.js';
import { createSchema } from './schema.js';

/** The messages that `useErrorHandler` was called with, before they are masked. */
const handled: string[] = [];

const errorHandler = (): Plugin =>
  useErrorHandler(({ errors }) => {
    for (const error of errors as readonly graphql.GraphQLError[]) {
      // A MutationError of a query or a nested field is expected, too.
      if (!isMutationError(error.originalError)) handled.push(error.message);
    }
  });

const ownLaws: Host['ownLaws'] = {
  'other errors are masked, and handled before that': async ({ send }) => {
    handled.length = 0;
    expect(await send('mutation { act(how: "crashes") { done } }')).toMatchObject({
      data: { act: null },
      errors: [{ message: 'Unexpected error.' }],
    });
    expect(handled).toEqual(['connection to 10.0.0.7 lost']);
  },
  'expected errors do not reach the error handler': async ({ send }) => {
    handled.length = 0;
    await send('mutation { act(how: "throws") { errors { errorCode } } }');
    await send('{ lookUp(code: "MFA_FAILED") }');
    expect(handled).toEqual([]);
  },
};

export const envelopHost: Host = {
  name: 'Envelop',
  layers: [],
  ownLaws,
  start: async (wrap) => {
    const getEnveloped = envelop({
      plugins: [
        useEngine(graphql),
        useSchema(wrap(createSchema())),
        // Before `useMaskedErrors`, which hides the original errors from what follows it.
        errorHandler(),
        useMaskedErrors({ maskError: keepMutationErrors(defaultMaskError) }),
      ],
    });
    return {
      send: async (source) => {
        const { parse, validate, contextFactory, execute, schema } = getEnveloped({});
        const document = parse(source) as graphql.DocumentNode;
        expect(validate(schema, document)).toEqual([]);
        const result: unknown = await execute({ schema, document, contextValue: await contextFactory() });
        return JSON.parse(JSON.stringify(result)) as GraphQLResult;
      },
      close: () => Promise.resolve(),
    };
  },
};

export const yoga: Host = {
  name: 'GraphQL Yoga',
  layers: [],
  ownLaws,
  start: (wrap) =>
    serve(
      createYoga({
        schema: wrap(createSchema()),
        plugins: [errorHandler()],
        maskedErrors: { maskError: keepMutationErrors(maskError) },
        logging: false,
      }),
    ),
};
