import SchemaBuilder from '@pothos/core';
import DirectivesPlugin from '@pothos/plugin-directives';
import ErrorsPlugin from '@pothos/plugin-errors';
import type { GraphQLSchema } from 'graphql';
import { createYoga, maskError } from 'graphql-yoga';
import {
  ErrorCode,
  keepMutationErrors,
  MutationError,
  resolvers,
  type ActiveModelError,
  type ErrorDetail,
  type MessageError,
  type PayloadError,
} from 'graphql-error-codes';
import { expect } from 'vitest';
import type { Host } from '../host.js';
import { serve } from '../http.js';
import { act, lookUp, NotFound } from '../service.js';
import { codeDescriptions, errorsDirective } from './code-first.js';

interface LimitError {
  readonly __typename: 'LimitError';
  readonly limit: number;
}

interface ActPayload {
  readonly done?: boolean | null;
  readonly errors?: readonly PayloadError<ErrorCode>[];
}

interface Types {
  DefaultFieldNullability: false;
  Directives: { errors: { locations: 'FIELD_DEFINITION'; args: { codes: readonly string[] } } };
}

function buildSchema(unordered: boolean): GraphQLSchema {
  const builder = new SchemaBuilder<Types>({
    plugins: [ErrorsPlugin, DirectivesPlugin],
    directives: { useGraphQLToolsUnorderedDirectives: unordered },
    errors: { defaultTypes: [] },
    defaultFieldNullability: false,
  });

  const codes = builder.enumType('ErrorCodeEnum', {
    values: Object.fromEntries(
      Object.entries(ErrorCode).map(([name, value]) => [name, { value, ...codeDescriptions[name] }]),
    ),
  });
  const activeModelError = builder.objectRef<ActiveModelError>('ActiveModelError').implement({
    fields: (t) => ({ attribute: t.exposeString('attribute'), type: t.exposeString('type') }),
  });
  const messageError = builder.objectRef<MessageError>('MessageError').implement({
    fields: (t) => ({ message: t.exposeString('message') }),
  });
  const limitError = builder.objectRef<LimitError>('LimitError').implement({
    fields: (t) => ({ limit: t.exposeInt('limit') }),
  });
  const detailedError = builder.unionType('DetailedError', {
    types: [activeModelError, messageError, limitError],
    resolveType: resolvers.DetailedError.__resolveType as never,
  });
  const payloadError = builder.objectRef<PayloadError<ErrorCode>>('Error').implement({
    fields: (t) => ({
      errorCode: t.field({ type: codes, resolve: ({ errorCode }) => errorCode }),
      details: t.field({
        type: [detailedError],
        nullable: true,
        resolve: ({ details }) => details as (ErrorDetail & LimitError)[],
      }),
    }),
  });
  const payload = builder.objectRef<ActPayload>('ActPayload').implement({
    fields: (t) => ({
      done: t.exposeBoolean('done', { nullable: true }),
      errors: t.field({ type: [payloadError], resolve: ({ errors }) => errors as PayloadError<ErrorCode>[] }),
    }),
  });

  builder.objectType(NotFound, {
    name: 'NotFound',
    fields: (t) => ({ message: t.exposeString('message') }),
  });

  builder.queryType({
    fields: (t) => ({
      hello: t.string({ nullable: true, resolve: () => 'hello' }),
      lookUp: t.string({
        nullable: true,
        args: { code: t.arg.string({ required: true }) },
        resolve: (_parent, args) => lookUp(args),
      }),
    }),
  });
  builder.mutationType({
    fields: (t) => ({
      act: t.field({
        type: payload,
        nullable: true,
        args: { how: t.arg.string({ required: true }), code: t.arg.string(), details: t.arg.string() },
        directives: { errors: { codes: ['MFA_REQUIRED', 'MFA_FAILED', 'INVALID_SETTING'] } },
        resolve: (_parent, args) => act(args) as ActPayload,
      }),
      note: t.string({ nullable: true, resolve: () => 'noted' }),
      // A field of the errors plugin, which catches the classes that it lists.
      buy: t.string({
        nullable: true,
        args: { how: t.arg.string({ required: true }) },
        errors: { types: [NotFound] },
        resolve: (_parent, { how }) => {
          if (how === 'finds nothing') throw new NotFound('no such product');
          throw new MutationError('MFA_REQUIRED');
        },
      }),
    }),
  });
  return builder.toSchema({ directives: [errorsDirective] });
}

export const pothos = (unordered: boolean): Host => ({
  name: `Pothos, ${unordered ? 'directives as an object' : 'directives as a list'}`,
  layers: [],
  ownLaws: {
    'a field of the errors plugin has the errors that it lists': async ({ send, sendUnwrapped, events, defects }) => {
      const source = 'mutation { buy(how: "finds nothing") { __typename ... on NotFound { message } } }';
      expect(await send(source)).toEqual({ data: { buy: { __typename: 'NotFound', message: 'no such product' } } });
      expect(await sendUnwrapped(source)).toEqual(await send(source));
      expect([events, defects]).toEqual([[], []]);
    },
    'a MutationError in a field of the errors plugin is a top-level error': async ({ send }) => {
      expect(await send('mutation { buy(how: "throws") { __typename } note }')).toMatchObject({
        data: { buy: null, note: 'noted' },
        errors: [{ message: 'MFA_REQUIRED', path: ['buy'], extensions: { code: 'MFA_REQUIRED' } }],
      });
    },
  },
  start: (wrap) =>
    serve(
      createYoga({
        schema: wrap(buildSchema(unordered)),
        maskedErrors: { maskError: keepMutationErrors(maskError) },
        logging: false,
      }),
    ),
});
