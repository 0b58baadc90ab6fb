import { GraphQLError } from 'graphql';
import type { Context, Services } from './context.js';
import { findViewerByToken } from './domains/accounts/sessions.js';

/**
 * The context of one request.
 *
 * @param address where it came from
 * @param authorization the header of that name: absent for an anonymous caller, else `Session <token>`
 * @throws GraphQLError, answered as HTTP 401, when the header holds anything but the token of an active session.
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
      'The Authorization header holds no active session: send "Session <token>", or no header at all.',
      {
        extensions: { code: 'UNAUTHENTICATED', http: { status: 401 } },
      },
    );
  }
  return { ...services, address, viewer };
}
