/** How Hive Gateway serves the demo: one subgraph, several replicas in turn. */
import { defineConfig } from '@graphql-hive/gateway';

const { SUBGRAPH_URL, REPLICA_URLS } = process.env;
const replicas = REPLICA_URLS!.split(',');
let turn = 0;

export const gatewayConfig = defineConfig({
  // The session of the client: without it, everybody is anonymous.
  propagateHeaders: {
    fromClientToSubgraphs: ({ request }) => ({ authorization: request.headers.get('authorization') }),
  },
  plugins: () => [
    {
      onFetch(request) {
        if (request.url === SUBGRAPH_URL) request.setURL(replicas[turn++ % replicas.length]!);
      },
    },
  ],
});
