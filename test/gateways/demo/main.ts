/** `npm run demo:gateway`: runs the demo behind an existing gateway, until SIGINT or SIGTERM. */
import { ConfigurationError, readConfiguration } from '../../../demo/configuration.js';
import { openGraph, type Graph } from './graph.js';

/** Returns what to do about an expected failure; `undefined` for all others. */
function explain(error: unknown): string | undefined {
  if (error instanceof ConfigurationError) return error.message;
  const { code, port } = error as NodeJS.ErrnoException & { readonly port?: number };
  if (code !== 'EADDRINUSE') return undefined;
  return `Port ${port} is in use. Stop the other program, or set PORT to another port.`;
}

function welcome({ url, replicas }: Graph): string {
  const curl = (query: string) =>
    `  curl -s ${url} -H 'content-type: application/json' -d '${JSON.stringify({ query })}'`;
  return `
Hive Gateway at ${url}

  billing   a subgraph of another team, with its own type Error
  demo      two replicas on one PostgreSQL, in turn, with the renamed types DemoError and so on:
            ${replicas.join('\n            ')}

A typed error of the demo, through the gateway:

${curl('mutation { usersLogin(input: { username: "alice", password: "wrong" }) { userSession { token } errors { __typename errorCode } } }')}

The Error of the other team, unchanged:

${curl('{ lastPayment { amount error { __typename status reason } } }')}

Press Ctrl-C to stop.
`;
}

const stopped = new Promise<void>((resolve) => {
  // A second signal must not interrupt the shutdown: npm sends one after that of the terminal.
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
