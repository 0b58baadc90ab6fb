/** `npm run demo:gateway`: the demo behind a gateway that was there before it, until SIGINT or SIGTERM. */
import { openGraph } from './graph.js';

const stopped = new Promise<void>((resolve) => {
  // A second signal, such as npm's after the terminal's, must not cut the close short.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve());
});

const { DATABASE_URL: databaseUrl, PORT: port = '4000' } = process.env;
const graph = await openGraph({ databaseUrl, ...(port !== '0' && { port: Number(port) }) });
const curl = (query: string) =>
  `  curl -s ${graph.url} -H 'content-type: application/json' -d '${JSON.stringify({ query })}'`;
console.log(`
Hive Gateway at ${graph.url}

  billing   a subgraph of another team, with an Error of its own
  demo      two replicas on one PostgreSQL, in turn, their types renamed to DemoError and so on:
            ${graph.replicas.join('\n            ')}

The demo's typed error, through the gateway:

${curl('mutation { usersLogin(input: { username: "alice", password: "wrong" }) { userSession { token } errors { __typename errorCode } } }')}

The other team's Error, as before:

${curl('{ lastPayment { amount error { __typename status reason } } }')}

Ctrl-C stops.
`);
await stopped;
await graph.close();
console.log('Stopped.');
