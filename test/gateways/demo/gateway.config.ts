/** The configuration of Hive Gateway for the demo: one subgraph with several replicas, in turn. */
import { defineConfig } from '@graphql-hive/gateway';

const { SUBGRAPH_URL, REPLICA_URLS } = process.env;
const replicas = REPLICA_URLS!.split(',');
let turn = 0;

export const gatewayConfig = defineConfig({
  // The demo needs the session of a client, and its address to count wrong guesses.
  propagateHeaders: {
    fromClientToSubgraphs: ({ request, context }) => ({
      authorization: request.headers.get('authorization'),
      'x-forwarded-for': context.req?.socket.remoteAddress,
    }),
  },
  plugins: () => [
    {
      onFetch(request) {
        if (request.url === SUBGRAPH_URL) request.setURL(replicas[turn++ % replicas.length]!);
      },
    },
  ],
});
