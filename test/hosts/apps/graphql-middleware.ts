import type { GraphQLSchema } from 'graphql';
import { MutationError } from 'graphql-error-codes';
import { applyMiddleware } from 'graphql-middleware';
import type { IMiddlewareResolver } from 'graphql-middleware/types';
import type { Host, Wrap } from '../host.js';
import { serveApollo } from '../http.js';
import { endIn, NotFound, type ActArguments } from '../service.js';
import { createSchema } from './schema.js';

/** Runs around every field, also those of payloads. */
const middleware: IMiddlewareResolver<unknown, unknown, Partial<ActArguments>> = async (
  resolve,
  parent,
  args,
  context,
  info,
) => {
  endIn('middleware', args);
  try {
    return await resolve(parent, args, context, info);
  } catch (error) {
    throw error instanceof NotFound ? new MutationError('MFA_REQUIRED') : error;
  }
};

const host = (order: string, build: (wrap: Wrap) => GraphQLSchema, unsupported: Host['unsupported'] = {}): Host => ({
  name: `graphql-middleware, ${order}`,
  layers: ['middleware', 'finds nothing'],
  unsupported,
  start: (wrap) => serveApollo(build(wrap)),
});

export const middlewareFirst = host('then withErrorPayloads', (withErrorPayloads) =>
  withErrorPayloads(applyMiddleware(createSchema(), middleware)),
);

export const middlewareLast = host(
  'after withErrorPayloads',
  (withErrorPayloads) => applyMiddleware(withErrorPayloads(createSchema()), middleware),
  { 'layers of the host may throw a MutationError': 'The middleware runs around the boundary.' },
);

export const middlewareBetween = host('between two withErrorPayloads', (withErrorPayloads) =>
  withErrorPayloads(applyMiddleware(withErrorPayloads(createSchema()), middleware)),
);
