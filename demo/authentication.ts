import { GraphQLError } from 'graphql';
import type { Context, Services } from './context.js';
import { createLoaders } from './database/loaders.js';
import { findViewerByToken } from './domains/accounts/sessions.js';

/**
 * Creates the context of one request.
 *
 * @param address the IP address of the client
 * @param sentVariables the variables in the body of the request, if it has any
 * @param authorization the Authorization header, or undefined for an anonymous caller
 * @throws GraphQLError with HTTP status 401 when the header is not the token of an active session.
 */
export async function createContext(
  services: Services,
  address: string,
  sentVariables: Context['sentVariables'],
  authorization: string | undefined,
): Promise<Context> {
  const load = createLoaders(services.database);
  // In this order: properties after the spread would take 2 us, more than the rest of the context.
  const contextOf = (viewer: Context['viewer']): Context => ({ load, address, sentVariables, viewer, ...services });
  if (authorization === undefined) return contextOf(null);

  const token = /^Session (\S+)$/.exec(authorization)?.[1];
  const viewer = token === undefined ? null : await findViewerByToken(services.database, token, services.now());
  if (!viewer) {
    throw new GraphQLError(
      'The Authorization header must be "Session <token>" with the token of an active session, or absent.',
      {
        extensions: { code: 'UNAUTHENTICATED', http: { status: 401 } },
      },
    );
  }
  return contextOf(viewer);
}
