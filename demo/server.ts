import { ApolloServer } from '@apollo/server';
import fastifyApollo, { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import { DrizzleQueryError } from 'drizzle-orm';
import Fastify, { type FastifyBaseLogger, type FastifyError } from 'fastify';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { createValidation } from 'graphql-no-alias';
import type { Pool } from 'pg';
import { createErrorPage } from 'graphql-error-codes/docs';
import { createContext } from './authentication.js';
import type { Context, Services } from './context.js';
import type { Database } from './database/open.js';
import { graphiql } from './graphiql.js';
import { createGuessLimiter, defaultGuessLimits, type GuessLimits } from './guess-limiter.js';
import { createIdentityProviders, type IdentityProvider } from './identity-providers.js';
import { openMailer, type MailerOptions } from './mailer.js';
import { openMetrics } from './metrics.js';
import { responseStatus } from './response-status.js';
import { createSchema } from './schema.js';
import { createSigner } from './signer.js';

export interface ServerOptions {
  /** Migrated and open; closing the server leaves it open. */
  readonly database: Database;
  /** The database's connections apart from transactions, if it has any: there the replicas count guesses together. */
  readonly apart?: Pool | undefined;
  readonly guessLimits?: GuessLimits;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Addresses of gateways that are believed when they say, by `X-Forwarded-For`, for whom they ask. */
  readonly trustedProxies?: readonly string[] | undefined;
  readonly secretKey: string;
  /** What the names of the module's types begin with: for a graph that has an `Error` of its own. */
  readonly typePrefix?: string | undefined;
  /** Tells the OpenID providers whose identities are accepted. */
  readonly findProviders: () => Promise<readonly IdentityProvider[]>;
  readonly smtpUrl?: string | undefined;
  /** Receives the mail that is not sent because there is no `smtpUrl`. */
  readonly onMessage: MailerOptions['onMessage'];
  /** Receives the log, one JSON object a line. */
  readonly logStream: { write(line: string): void };
  readonly now?: () => Date;
}

export interface OpenServer {
  /** Where GraphQL is served: `http://localhost:4000/graphql`. */
  readonly url: string;
  /** Takes no new requests, answers those under way and sends their mail. */
  close(): Promise<void>;
}

/** Starts the demo's server. Fails when the port is taken; nothing stays open then. */
export async function openServer(options: ServerOptions): Promise<OpenServer> {
  const { now = () => new Date() } = options;
  const app = Fastify({
    trustProxy: [...(options.trustedProxies ?? [])],
    logger: { level: 'warn', stream: options.logStream, serializers: { err: loggableError } },
  });
  const mailer = openMailer({
    smtpUrl: options.smtpUrl,
    from: 'demo@graphql-error-codes.example',
    onMessage: options.onMessage,
    onFailure: (err, { subject }) => app.log.error({ err, subject }, 'a mail could not be sent'),
  });
  const services: Services = {
    database: options.database,
    mailer,
    signer: createSigner(options.secretKey, now),
    identityProviders: createIdentityProviders(options.findProviders),
    guessLimiter: createGuessLimiter(options.guessLimits ?? defaultGuessLimits, options.apart),
    now,
  };
  const metrics = openMetrics();
  const schema = createSchema(
    {
      ...metrics.reporter,
      onDeprecated: ({ coordinate, code }) => app.log.warn({ coordinate, code }, 'a deprecated code was answered'),
    },
    options.typePrefix,
  );
  const apollo = new ApolloServer<Context>({
    schema,
    introspection: true,
    // One request is one guess: the same mutation twice, under aliases, is refused. Batches of requests are off by default.
    validationRules: [createValidation({ permissions: { Mutation: { '*': 1 } } }).validation],
    // The log has them. `npm start` is development by Apollo's reckoning, and a client's mistakes are no place for our paths.
    includeStacktraceInErrorResponses: false,
    formatError: (formatted, error) => maskUnexpected(app.log, formatted, error),
    plugins: [graphiql, responseStatus, fastifyApolloDrainPlugin(app)],
    stopOnTerminationSignals: false,
  });
  const close = async () => {
    await apollo.stop();
    await mailer.close();
    await metrics.close();
  };

  try {
    await apollo.start();
    app.setErrorHandler(answerAsGraphQL);
    // Else a client would keep its connection for its next request, and the close would wait for it.
    app.addHook('onSend', async (_request, reply) => {
      if (!app.server.listening) reply.header('connection', 'close');
    });
    await app.register(fastifyApollo(apollo), {
      method: ['GET', 'POST'],
      context: ({ ip, headers }) => createContext(services, ip, headers.authorization),
    });
    const page = createErrorPage(schema);
    app.get('/errors', (_request, reply) => reply.type('text/html; charset=utf-8').send(page));
    app.get('/', (_request, reply) => reply.redirect('/graphql'));
    app.get('/metrics', (request, reply) => {
      reply.hijack();
      metrics.answer(request.raw, reply.raw);
    });
    await app.listen({ host: options.host, port: options.port });
  } catch (error) {
    await app.close();
    await mailer.close();
    await metrics.close();
    throw error;
  }
  const { port } = app.server.address() as { port: number };
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  return { url: `http://${host}:${port}/graphql`, close };
}

/**
 * What the client may see of an error outside the payload: bad requests as they are; of everything unexpected, only that it happened.
 * The original goes to the log.
 */
function maskUnexpected(
  log: FastifyBaseLogger,
  formatted: GraphQLFormattedError,
  error: unknown,
): GraphQLFormattedError {
  if (formatted.extensions?.code !== 'INTERNAL_SERVER_ERROR') return formatted;
  // A resolver's error and the context's alike: Apollo wraps both.
  const err = error instanceof GraphQLError && error.originalError ? error.originalError : error;
  log.error({ err, path: formatted.path }, 'an unexpected error was masked');
  const { path, locations } = formatted;
  return {
    message: 'Internal server error',
    ...(locations && { locations }),
    ...(path && { path }),
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  };
}

/** Requests that never reach GraphQL (malformed JSON, too large, another content type) are answered in GraphQL's form all the same. */
function answerAsGraphQL(
  error: FastifyError,
  request: { readonly log: FastifyBaseLogger },
  reply: { code(status: number): { send(body: unknown): unknown } },
): void {
  const status = error.statusCode ?? 500;
  if (status >= 500) request.log.error({ err: error }, 'a request failed outside GraphQL');
  const [message, code] =
    status < 500 ? [error.message, 'BAD_REQUEST'] : ['Internal server error', 'INTERNAL_SERVER_ERROR'];
  reply.code(status).send({ errors: [{ message, extensions: { code } }] });
}

/** The error as the log keeps it. Drizzle's wrapper repeats the values of the statement, which are the users' data: its cause does not. */
function loggableError(error: Error): { type: string; message: string; stack: string; query?: string } {
  const { name, message, stack } = error instanceof DrizzleQueryError && error.cause ? error.cause : error;
  return { type: name, message, stack: stack ?? '', ...(error instanceof DrizzleQueryError && { query: error.query }) };
}
