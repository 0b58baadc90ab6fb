/** How Hive Gateway serves the demo: one subgraph, several replicas in turn. */
import { defineConfig } from '@graphql-hive/gateway';

const { SUBGRAPH_URL, REPLICA_URLS } = process.env;
const replicas = REPLICA_URLS!.split(',');
let turn = 0;

export const gatewayConfig = defineConfig({
  // Without its session every client is anonymous; without its address the guesses of all count as those of one.
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
