import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApolloServer, type BaseContext } from '@apollo/server';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import { startStandaloneServer } from '@apollo/server/standalone';
import type { GraphQLSchema } from 'graphql';
import type { GraphQLResult, RunningHost, Send } from './host.js';

/** Returns a function that sends documents over HTTP. It throws for a response that is not JSON. */
export const sendTo =
  (url: string): Send =>
  async (source) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ query: source }),
    });
    const body = await response.text();
    try {
      return JSON.parse(body) as GraphQLResult;
    } catch (error) {
      throw new Error(`${url} returned HTTP ${response.status} with invalid JSON: ${body}`, { cause: error });
    }
  };

/** Starts an Apollo Server, as users without a framework do. */
export async function serveApollo(schema: GraphQLSchema): Promise<RunningHost & { readonly url: string }> {
  const server = new ApolloServer<BaseContext>({
    schema,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    // The default plugin logs a message when it is active.
    plugins: [ApolloServerPluginInlineTraceDisabled()],
  });
  const { url } = await startStandaloneServer(server, { listen: { port: 0, host: '127.0.0.1' } });
  return { url, send: sendTo(url), close: () => server.stop() };
}

/** @param listener a request handler, such as Yoga. A promise that it returns is ignored. */
export async function serve(
  listener: (...parameters: Parameters<RequestListener>) => unknown,
): Promise<RunningHost & { readonly url: string }> {
  const server = createServer((request, response) => void listener(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  return {
    url,
    send: sendTo(url),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
