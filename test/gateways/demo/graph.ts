import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { buildClientSchema, getIntrospectionQuery, printSchema, type IntrospectionQuery } from 'graphql';
import { openPostgresql } from '../../demo/open-postgresql.js';
import { guild } from '../composers.js';
import { findPort, openHiveGateway } from '../hive-gateway.js';
import { post, type Served } from '../http.js';
import { billingSdl, openBilling } from './billing.js';

export interface Graph {
  /** Where the gateway answers. */
  readonly url: string;
  /** Where each replica of the demo answers. */
  readonly replicas: readonly string[];
  /** Ends the gateway, then what it stands before, then the database. */
  readonly close: () => Promise<void>;
}

/**
 * A graph as it may be there already, with the demo merged into it: Hive Gateway, a subgraph of another team that has an `Error` of its own,
 * and two replicas of the demo, in processes of their own, on one PostgreSQL.
 *
 * The demo is a subgraph without further ado: it has no entities, so the gateway sends it plain GraphQL and never asks for `_service`. The
 * supergraph is composed of what its introspection says.
 *
 * @param options `databaseUrl`: a PostgreSQL server; default: one that is started. `port`: the gateway's; default: 0, any free one
 * @throws Error EADDRINUSE, before anything is started, when something listens on the port
 */
export async function openGraph(options: { databaseUrl?: string | undefined; port?: number } = {}): Promise<Graph> {
  const port = await findPort(options.port);
  const opened: { close: () => Promise<void> }[] = [];
  // The last one opened is the first one to close.
  const close = async () => {
    for (const each of opened.toReversed()) await each.close();
  };
  const keep = <Each extends { close: () => Promise<void> }>(each: Each): Each => {
    opened.push(each);
    return each;
  };
  try {
    const databaseUrl = options.databaseUrl ?? keep(await openPostgresql()).url;
    const billing = keep(await openBilling());
    const replicas = [keep(await openReplica(databaseUrl)), keep(await openReplica(databaseUrl))].map(({ url }) => url);
    const supergraphSdl = compose([
      { name: 'billing', url: billing.url, typeDefs: billingSdl },
      { name: 'demo', url: subgraphUrl, typeDefs: await readSdl(replicas[0]!) },
    ]);
    const { url } = keep(
      await openHiveGateway({
        supergraphSdl,
        config: fileURLToPath(new URL('gateway.config.ts', import.meta.url)),
        env: { SUBGRAPH_URL: subgraphUrl, REPLICA_URLS: replicas.join(',') },
        port,
      }),
    );
    return { url, replicas, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Stands for all replicas; the gateway's configuration puts one of them in its place. */
const subgraphUrl = 'http://demo.internal/graphql';

function compose(subgraphs: Parameters<typeof guild.compose>[0]): string {
  const { supergraphSdl, errors } = guild.compose(subgraphs);
  if (supergraphSdl === undefined) throw new Error(`The subgraphs do not compose:\n${errors.join('\n')}`);
  return supergraphSdl;
}

async function readSdl(url: string): Promise<string> {
  const { data } = await post(url, getIntrospectionQuery());
  return printSchema(buildClientSchema(data as unknown as IntrospectionQuery));
}

/** The demo as a supervisor runs it, with its types renamed: the graph has an `Error` already. */
async function openReplica(databaseUrl: string): Promise<Served> {
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, ['demo/start.mjs'], {
    env: {
      PATH,
      HOME,
      PORT: '0',
      HOST: '127.0.0.1',
      DATABASE_URL: databaseUrl,
      TYPE_PREFIX: 'Demo',
      TRUSTED_PROXIES: '127.0.0.1',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  let printed = '';
  for await (const text of child.stdout.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
    printed += String(text);
    if (printed.includes('Ctrl-C stops.')) break;
  }
  const url = /http:\S+\/graphql/.exec(printed)?.[0];
  if (url === undefined) throw new Error(`A replica of the demo did not start; it printed:\n${printed}`);
  // What it prints from here on must be read by somebody, lest it wait for that.
  child.stdout.resume();
  return {
    url,
    close: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
}
