import { createHash, timingSafeEqual } from 'node:crypto';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { DrizzleQueryError, sql } from 'drizzle-orm';
import Fastify, { type FastifyBaseLogger, type FastifyError, type FastifyReply } from 'fastify';
import { createValidation } from 'graphql-no-alias';
import type { Pool } from 'pg';
import { createErrorPage } from 'graphql-error-codes/docs';
import { createContext } from './authentication.js';
import { openBackground } from './background.js';
import type { Context, Services } from './context.js';
import { isUnavailable } from './database/failure.js';
import type { Database } from './database/open.js';
import { watchConnections } from './drain.js';
import { graphiqlPage } from './graphiql.js';
import { graphqlHandler } from './graphql-handler.js';
import { createIdentityProviders, type IdentityProvider } from './identity-providers.js';
import { openMailer, type MailerOptions } from './mailer.js';
import { openMetrics } from './metrics.js';
import { stringifyResponse } from './response-size.js';
import { responseStatus } from './response-status.js';
import { createSchema } from './schema.js';
import { createPage } from './page.js';
import { createRateLimits, defaultRateLimits, type RateLimitTable } from './rate-limits.js';
import { createRequestCheck } from './request-check.js';
import { requestLimits } from './request-limits.js';
import { responseHeaders } from './security-headers.js';
import { createSigner } from './signer.js';
import { openExposure, type Exposure } from './exposure.js';
import { formatTopLevelError, unavailableError } from './top-level-errors.js';

export interface ServerOptions {
  /** Migrated and open. Closing the server leaves it open. */
  readonly database: Database;
  /** Connections outside transactions, for the guess counts that all replicas share. */
  readonly guessPool?: Pool | undefined;
  readonly rateLimits?: Partial<RateLimitTable>;
  /** Multiplies the rate limits; 1 by default. */
  readonly rateLimitFactor?: number;
  /** What is shown to callers without a session; all by default. */
  readonly exposure?: Exposure;
  readonly host: string;
  /** 0 selects any free port. */
  readonly port: number;
  /** The addresses of gateways whose `X-Forwarded-For` is trusted. */
  readonly trustedProxies?: readonly string[] | undefined;
  readonly secretKey: string;
  /** The start of the names of the module's types, for a graph that already has an `Error`. */
  readonly typePrefix?: string | undefined;
  /** Returns the accepted OpenID providers. */
  readonly findProviders: () => Promise<readonly IdentityProvider[]>;
  /**
   * Whether the code of a provider needs the flow that it was asked for in: always in production.
   */
  readonly requireIdentityFlow?: boolean;
  readonly smtpUrl?: string | undefined;
  /** Called with each mail when there is no `smtpUrl`. */
  readonly onMessage: MailerOptions['onMessage'];
  /** Receives the log, one JSON object per line. */
  readonly logStream: { write(line: string): void };
  readonly now?: () => Date;
}

/** Milliseconds that a stopping server waits for requests that have not arrived completely. */
const incompleteRequestLimit = 1_000;

/** Milliseconds that it waits for the others: a client may never read its response. */
const closingLimit = 10_000;

/** Whether the header is `Bearer` and the token, compared in constant time. */
function isBearer(token: string, authorization: string | undefined): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(`Bearer ${token}`), digest(authorization ?? ''));
}

export interface OpenServer {
  /** The URL of the GraphQL endpoint: `http://localhost:4000/graphql`. */
  readonly url: string;
  /** Finishes in-flight requests, sends their mail and stops. */
  close(): Promise<void>;
}

const errorBody = (message: string, code: string) => ({ errors: [{ message, extensions: { code } }] });

/**
 * Responds in the format of GraphQL to requests that never reach it: malformed JSON, too large, or
 * with another content type.
 */
function sendGraphQLError(
  error: FastifyError,
  request: { readonly log: FastifyBaseLogger },
  reply: FastifyReply,
): void {
  const isOutage = isUnavailable(error);
  const status = isOutage ? 503 : (error.statusCode ?? 500);
  if (status >= 500) request.log.error({ err: error }, 'a request failed outside GraphQL');
  if (isOutage) reply.header('retry-after', '1');
  const [message, code] =
    status < 500
      ? [error.message.slice(0, 300), 'BAD_REQUEST']
      : isOutage
        ? ['The service is unavailable at the moment.', 'SERVICE_UNAVAILABLE']
        : ['Internal server error', 'INTERNAL_SERVER_ERROR'];
  reply.code(status).send(errorBody(message, code));
}

/** Returns the variables of the body of a request. What is no object of variables fails later. */
function variablesOf(body: unknown): Readonly<Record<string, unknown>> {
  const { variables } = (body ?? {}) as { readonly variables?: unknown };
  return typeof variables === 'object' && variables !== null ? (variables as Record<string, unknown>) : {};
}

/** Returns an error for the log. Drizzle's error contains user data; its cause does not. */
function loggableError(error: Error): { type: string; message: string; stack: string; query?: string } {
  const { name, message, stack } = error instanceof DrizzleQueryError && error.cause ? error.cause : error;
  return { type: name, message, stack: stack ?? '', ...(error instanceof DrizzleQueryError && { query: error.query }) };
}

/** Starts the server. Fails when the port is in use, and then closes everything it opened. */
export async function openServer(options: ServerOptions): Promise<OpenServer> {
  const { now = () => new Date(), exposure = openExposure } = options;
  const app = Fastify({
    bodyLimit: requestLimits.bodyBytes,
    // A client may take this long to send a request, in milliseconds.
    requestTimeout: 20_000,
    frameworkErrors: sendGraphQLError,
    http: { headersTimeout: 10_000, connectionsCheckingInterval: 2_000 },
    // An empty list would be searched for each request.
    trustProxy: options.trustedProxies?.length ? [...options.trustedProxies] : false,
    logger: { level: 'warn', stream: options.logStream, serializers: { err: loggableError } },
  });
  const mailer = openMailer({
    smtpUrl: options.smtpUrl,
    from: 'demo@graphql-error-codes.example',
    onMessage: options.onMessage,
    onFailure: (err, { subject }) => app.log.error({ err, subject }, 'failed to send a mail'),
  });
  const background = openBackground((err) => app.log.error({ err }, 'a job in the background failed'));
  const rateLimits = createRateLimits(
    { ...defaultRateLimits, ...options.rateLimits },
    options.rateLimitFactor ?? 1,
    options.guessPool,
  );
  const signer = createSigner(options.secretKey, now);
  const services: Services = {
    database: options.database,
    mailer,
    signer,
    identityProviders: createIdentityProviders({
      findProviders: options.findProviders,
      signer,
      requireFlow: options.requireIdentityFlow ?? false,
    }),
    rateLimits,
    background,
    now,
  };
  const metrics = openMetrics();
  const schema = createSchema(
    {
      ...metrics.reporter,
      onDeprecated: ({ coordinate, code }) => app.log.warn({ coordinate, code }, 'a deprecated code was returned'),
    },
    options.typePrefix,
  );
  const requestCheck = createRequestCheck(schema);
  const apollo = new ApolloServer<Context>({
    schema,
    introspection: exposure.introspection,
    hideSchemaDetailsFromClientErrors: !exposure.introspection,
    // One guess per request: aliases must not repeat a mutation. Batching is off by default.
    validationRules: [createValidation({ permissions: { Mutation: { '*': 1 } } }).validation],
    // Stack traces belong in the log. Apollo would include them here: `npm start` does not set
    // NODE_ENV to production.
    includeStacktraceInErrorResponses: false,
    formatError: (formatted, error) => formatTopLevelError(app.log, formatted, error),
    stringifyResult: stringifyResponse,
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      // It would run code for each field, and nothing here may be cached.
      ApolloServerPluginCacheControlDisabled(),
      responseStatus,
      { serverWillStart: async () => ({ drainServer: () => app.close() }) },
    ],
    stopOnTerminationSignals: false,
  });
  const closeServices = async () => {
    rateLimits.close();
    // Its jobs send mail.
    await background.close();
    await mailer.close();
    await metrics.close();
  };
  const drain = watchConnections(app.server);
  const close = async () => {
    const cutting = [
      setTimeout(drain.cutIncomplete, incompleteRequestLimit),
      setTimeout(() => app.server.closeAllConnections(), closingLimit),
    ];
    await apollo.stop();
    cutting.forEach(clearTimeout);
    await closeServices();
  };

  try {
    await apollo.start();
    app.setErrorHandler(sendGraphQLError);
    app.setNotFoundHandler((_request, reply) => reply.code(404).send(errorBody('Not found', 'NOT_FOUND')));
    const headers = responseHeaders(exposure.strictTransport);
    app.addHook('onRequest', (_request, reply, done) => {
      reply.headers(headers);
      done();
    });
    // Otherwise the close would wait for clients that keep their connection.
    app.addHook('onSend', (_request, reply, payload, done) => {
      if (!app.server.listening) reply.header('connection', 'close');
      done(null, payload);
    });
    const handle = graphqlHandler(apollo, async (request, reply) => {
      const { method, ip, body, query } = request;
      const refusal = requestCheck.refusal(method === 'GET' ? query : body);
      if (refusal) throw refusal;
      try {
        return await createContext(services, ip, variablesOf(body), request.headers.authorization);
      } catch (error) {
        throw unavailableError(error, reply);
      }
    });
    app.get('/graphql', (request, reply) => {
      const isPage = exposure.graphiql && request.headers.accept?.includes('text/html') === true;
      return isPage ? graphiqlPage.send(request, reply) : handle(request, reply);
    });
    app.post('/graphql', handle);
    if (exposure.introspection) {
      const errorPage = createPage(() => createErrorPage(schema));
      app.get('/errors', (request, reply) => errorPage.send(request, reply));
    }
    app.get('/', (_request, reply) => reply.redirect('/graphql'));
    if (exposure.metrics !== false) {
      const { metrics: token } = exposure;
      app.get('/metrics', (request, reply) => {
        if (token !== true && !isBearer(token, request.headers.authorization)) return reply.code(401).send();
        reply.hijack();
        for (const [name, value] of Object.entries(headers)) reply.raw.setHeader(name, value);
        metrics.respond(request.raw, reply.raw);
        return reply;
      });
    }
    // Whether the process runs, and whether it can serve requests.
    app.get('/health', () => ({ status: 'ok' }));
    app.get('/ready', async () => {
      await options.database.execute(sql`select 1`);
      return { status: 'ok' };
    });
    await app.listen({ host: options.host, port: options.port });
  } catch (error) {
    await app.close();
    await closeServices();
    throw error;
  }
  const { port } = app.server.address() as { port: number };
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  return { url: `http://${host}:${port}/graphql`, close };
}
