import { GraphQLError } from 'graphql';
import type { Context, Services } from './context.js';
import { findViewerByToken } from './domains/accounts/sessions.js';

/**
 * Creates the context of one request.
 *
 * @param address the client's IP address
 * @param authorization the header: absent for an anonymous caller, else `Session <token>`
 * @throws GraphQLError with HTTP status 401 when the header is not the token of an active session.
 */
export async function createContext(
  services: Services,
  address: string,
  authorization: string | undefined,
): Promise<Context> {
  if (authorization === undefined) return { ...services, address, viewer: null };

  const token = /^Session (\S+)$/.exec(authorization)?.[1];
  const viewer = token === undefined ? null : await findViewerByToken(services.database, token);
  if (!viewer) {
    throw new GraphQLError(
      'The Authorization header is not an active session: send "Session <token>", or omit the header.',
      {
        extensions: { code: 'UNAUTHENTICATED', http: { status: 401 } },
      },
    );
  }
  return { ...services, address, viewer };
}
