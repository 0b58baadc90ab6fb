import type { GraphQLSchema } from 'graphql';
import { isMutationError, MutationError } from 'graphql-error-codes';
import { applyMiddleware } from 'graphql-middleware';
import { allow, rule, shield } from 'graphql-shield';
import { expect } from 'vitest';
import type { Host, Wrap } from '../host.js';
import { serveApollo } from '../http.js';
import type { ActArguments } from '../service.js';
import { createSchema } from './schema.js';

const mayAct = rule({ cache: 'no_cache' })((_parent: unknown, { how }: ActArguments) => {
  if (how === 'rule') return new MutationError('MFA_REQUIRED');
  return how !== 'is forbidden';
});

const rules = { Query: { '*': allow }, Mutation: { act: mayAct } };

const host = (name: string, build: (wrap: Wrap) => GraphQLSchema, unsupported: Host['unsupported'] = {}): Host => ({
  name: `graphql-shield, ${name}`,
  layers: ['rule'],
  unsupported,
  ownLaws: {
    'a rule that returns false is reported as without the boundary': async ({ send, sendUnwrapped, events }) => {
      const source = 'mutation { act(how: "is forbidden") { done errors { errorCode } } note }';
      expect(await send(source)).toEqual(await sendUnwrapped(source));
      expect(await send(source)).toMatchObject({
        data: { act: null, note: 'noted' },
        errors: [{ path: ['act'] }],
      });
      expect(events).toEqual([]);
    },
  },
  start: (wrap) => serveApollo(build(wrap)),
});

/** Shield replaces the errors that are thrown below it by what this function returns. */
const permissions = shield(rules, {
  fallbackRule: allow,
  fallbackError: (error) => (isMutationError(error) ? error : new Error('Not permitted', { cause: error })),
});

export const shieldFallback = host('fallbackError', (withErrorPayloads) =>
  withErrorPayloads(applyMiddleware(createSchema(), permissions)),
);

export const shieldExternal = host('allowExternalErrors', (withErrorPayloads) =>
  withErrorPayloads(applyMiddleware(createSchema(), shield(rules, { fallbackRule: allow, allowExternalErrors: true }))),
);

export const shieldBetween = host(
  'between two withErrorPayloads',
  (withErrorPayloads) =>
    withErrorPayloads(applyMiddleware(withErrorPayloads(createSchema()), shield(rules, { fallbackRule: allow }))),
  {
    'a MutationError in a query is a top-level error with its code': 'Shield replaces it. Use `fallbackError`.',
    'onDefect is called once for everything that is not an expected failure':
      'It is also called for the errors that shield creates. Use `fallbackError`.',
  },
);
