/** `npm run demo:gateway`: the demo behind a gateway that was there before it, until SIGINT or SIGTERM. */
import { ConfigurationError, readConfiguration } from '../../../demo/configuration.js';
import { openGraph, type Graph } from './graph.js';

const stopped = new Promise<void>((resolve) => {
  // A second signal, such as npm's after the terminal's, must not cut the close short.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve());
});

try {
  const { database, port } = readConfiguration(process.env);
  const graph = await openGraph({ databaseUrl: database.url, port });
  console.log(welcome(graph));
  await stopped;
  await graph.close();
  console.log('Stopped.');
} catch (error) {
  const explanation = explain(error);
  if (explanation === undefined) throw error;
  console.error(explanation);
  process.exitCode = 1;
}

/** What to do about a failure that is not a bug; undefined for all others. */
function explain(error: unknown): string | undefined {
  if (error instanceof ConfigurationError) return error.message;
  const { code, port } = error as NodeJS.ErrnoException & { readonly port?: number };
  if (code !== 'EADDRINUSE') return undefined;
  return `Port ${port} is in use: stop what listens there, or set PORT to another number.`;
}

function welcome({ url, replicas }: Graph): string {
  const curl = (query: string) =>
    `  curl -s ${url} -H 'content-type: application/json' -d '${JSON.stringify({ query })}'`;
  return `
Hive Gateway at ${url}

  billing   a subgraph of another team, with an Error of its own
  demo      two replicas on one PostgreSQL, in turn, their types renamed to DemoError and so on:
            ${replicas.join('\n            ')}

The demo's typed error, through the gateway:

${curl('mutation { usersLogin(input: { username: "alice", password: "wrong" }) { userSession { token } errors { __typename errorCode } } }')}

The other team's Error, as before:

${curl('{ lastPayment { amount error { __typename status reason } } }')}

Ctrl-C stops.
`;
}
