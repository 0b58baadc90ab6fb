import type { FastifyBaseLogger, FastifyReply } from 'fastify';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { isUnavailable } from './database/failure.js';
import { OverloadedError } from './overload.js';

/** Characters of a message: graphql's own messages repeat the value that they refuse. */
const maximumMessage = 300;

/** Locations of one error: a repeated name has one for each time. */
const maximumLocations = 4;

const serviceUnavailable = 'SERVICE_UNAVAILABLE';

/** Seconds after which a request that found no database may be sent again. */
const retryAfter = 1;

export const isServiceUnavailable = ({ extensions }: GraphQLFormattedError): boolean =>
  extensions?.code === serviceUnavailable;

/** Sets the status of a response that found no database, or too much work that waits. */
export const markUnavailable = (http: { status?: number | undefined; readonly headers: Map<string, string> }): void => {
  http.status = 503;
  http.headers.set('retry-after', String(retryAfter));
};

const canBeRetried = (error: unknown): boolean => error instanceof OverloadedError || isUnavailable(error);

const unavailableMessage = 'The service is unavailable at the moment. Send the request again later.';

/**
 * Returns the error for a request that failed before GraphQL read it: with status 503 if the
 * database cannot be reached, otherwise `error` itself.
 *
 * @param reply gets the header Retry-After
 */
export function unavailableError(error: unknown, reply: FastifyReply): unknown {
  if (!(error instanceof Error) || !canBeRetried(error)) return error;
  reply.header('retry-after', String(retryAfter));
  const extensions = { code: serviceUnavailable, http: { status: 503 } };
  return new GraphQLError(unavailableMessage, { extensions, originalError: error });
}

const cut = (message: string): string =>
  message.length > maximumMessage ? `${message.slice(0, maximumMessage)}...` : message;

/**
 * Returns a top-level error as the client may see it. Mistakes of the request are kept, with a
 * message of bounded length. Unexpected errors are logged and masked.
 */
export function formatTopLevelError(
  log: FastifyBaseLogger,
  formatted: GraphQLFormattedError,
  error: unknown,
): GraphQLFormattedError {
  const { path, locations, extensions } = formatted;
  // Apollo wraps errors of resolvers and of the context.
  const err = error instanceof GraphQLError && error.originalError ? error.originalError : error;
  const placed = locations && { locations: locations.slice(0, maximumLocations) };
  const place = { ...placed, ...(path && { path }) };
  if (canBeRetried(err)) {
    log.error({ err, path }, 'the service was unavailable');
    return { message: unavailableMessage, ...place, extensions: { code: serviceUnavailable } };
  }
  if (extensions?.code !== 'INTERNAL_SERVER_ERROR') return { ...formatted, ...placed, message: cut(formatted.message) };
  // graphql itself refused the variables, without saying so in a code: no resolver ran.
  if (err instanceof GraphQLError && path === undefined) {
    return { ...formatted, ...placed, message: cut(err.message), extensions: { code: 'BAD_USER_INPUT' } };
  }
  log.error({ err, path }, 'an unexpected error was masked');
  return { message: 'Internal server error', ...place, extensions: { code: 'INTERNAL_SERVER_ERROR' } };
}
