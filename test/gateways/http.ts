import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApolloServer, type ApolloServerOptions, type BaseContext } from '@apollo/server';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import { startStandaloneServer } from '@apollo/server/standalone';
import type { Answer, Running } from './product.js';

/** Something that serves GraphQL, to be closed. */
export interface Served {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Asks over HTTP; an answer that is no JSON fails with its text. */
export async function post(url: string, source: string): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ query: source }),
  });
  const text = await response.text();
  try {
    return JSON.parse(text) as Answer;
  } catch (error) {
    throw new Error(`${url} answered with HTTP ${response.status}: ${text}`, { cause: error });
  }
}

/** What asks the server at a URL, and closes it together with everything behind it. */
export const overHttp = (server: Served, behind: readonly Served[] = []): Running => ({
  ask: (source) => post(server.url, source),
  close: async () => {
    await server.close();
    await Promise.all(behind.map(({ close }) => close()));
  },
});

export async function serveApollo(
  options: Pick<ApolloServerOptions<BaseContext>, 'schema' | 'gateway'>,
): Promise<Served> {
  const apollo = new ApolloServer({
    ...options,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    // It announces itself on the console.
    plugins: [ApolloServerPluginInlineTraceDisabled()],
  } as ApolloServerOptions<BaseContext>);
  const { url } = await startStandaloneServer(apollo, { listen: { port: 0, host: '127.0.0.1' } });
  return { url, close: () => apollo.stop() };
}

/** @param listener what answers the requests, such as Yoga; its promise is for those who call it by hand */
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
