import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApolloServer, type ApolloServerOptions, type BaseContext } from '@apollo/server';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import { startStandaloneServer } from '@apollo/server/standalone';
import type { GraphQLResult, RunningProduct } from './product.js';

/** A running GraphQL server. */
export interface Served {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/**
 * Sends a document over HTTP.
 *
 * @throws Error with the status and the text of a response that is not JSON.
 */
export async function post(url: string, source: string): Promise<GraphQLResult> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ query: source }),
  });
  const text = await response.text();
  try {
    return JSON.parse(text) as GraphQLResult;
  } catch (error) {
    throw new Error(`${url} returned HTTP ${response.status} with invalid JSON: ${text}`, { cause: error });
  }
}

/** Sends requests to a server, and closes it together with the services behind it. */
export const overHttp = (server: Served, services: readonly Served[] = []): RunningProduct => ({
  send: (source) => post(server.url, source),
  close: async () => {
    await server.close();
    await Promise.all(services.map(({ close }) => close()));
  },
});

export async function serveApollo(
  options: Pick<ApolloServerOptions<BaseContext>, 'schema' | 'gateway'>,
): Promise<Served> {
  const apollo = new ApolloServer({
    ...options,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    // The default plugin logs a message when it is active.
    plugins: [ApolloServerPluginInlineTraceDisabled()],
    // TypeScript cannot tell which member of the union of options this is.
  } as ApolloServerOptions<BaseContext>);
  const { url } = await startStandaloneServer(apollo, { listen: { port: 0, host: '127.0.0.1' } });
  return { url, close: () => apollo.stop() };
}

/**
 * @param listener a request handler, such as Yoga. If it returns a promise, the promise is ignored.
 */
export async function serve(listener: (...parameters: Parameters<RequestListener>) => unknown): Promise<Served> {
  const server = createServer((request, response) => void listener(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
