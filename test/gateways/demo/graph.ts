import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { buildClientSchema, getIntrospectionQuery, printSchema, type IntrospectionQuery } from 'graphql';
import { openPostgresql } from '../../postgresql/open-postgresql.js';
import { guild } from '../composers.js';
import { findPort, openHiveGateway } from '../hive-gateway.js';
import { post, type Served } from '../http.js';
import { billingSdl, openBilling } from './billing.js';

export interface Graph {
  /** The URL of the gateway. */
  readonly url: string;
  /** The URL of each replica of the demo. */
  readonly replicas: readonly string[];
  /** Stops the gateway, then its subgraphs, then the database. */
  readonly close: () => Promise<void>;
}

/** Stands for all replicas. The gateway's configuration replaces it with one of them. */
const subgraphUrl = 'http://demo.internal/graphql';

function compose(subgraphs: Parameters<typeof guild.compose>[0]): string {
  const { supergraphSdl, errors } = guild.compose(subgraphs);
  if (supergraphSdl === undefined) throw new Error(`Composition failed:\n${errors.join('\n')}`);
  return supergraphSdl;
}

async function readSdl(url: string): Promise<string> {
  const { data } = await post(url, getIntrospectionQuery());
  return printSchema(buildClientSchema(data as unknown as IntrospectionQuery));
}

/**
 * Starts the demo in a process of its own, with renamed types: the graph already has an `Error`.
 */
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
  let url: string | undefined;
  for await (const text of child.stdout.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
    printed += String(text);
    url = /(http:\S+\/graphql)\s/.exec(printed)?.[1];
    if (url !== undefined) break;
  }
  if (url === undefined) throw new Error(`A replica of the demo did not start. Its output:\n${printed}`);
  // Unread output would block the process.
  child.stdout.resume();
  return {
    url,
    close: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

/**
 * Opens an existing graph with the demo merged into it: Hive Gateway, a subgraph of another team
 * with its own `Error`, and two replicas of the demo on one PostgreSQL, in processes of their own.
 *
 * The demo needs no code for federation. It has no entities, so the gateway sends it plain GraphQL
 * and never queries `_service`. The supergraph is composed from its introspection.
 *
 * @param options `databaseUrl`: a PostgreSQL server, by default a new one. `port`: the port of the
 * gateway, by default 0 for any free port. `replicas`: how many of the demo.
 * @throws Error EADDRINUSE when the port is in use, before anything is started.
 */
export async function openGraph(
  options: { databaseUrl?: string | undefined; port?: number; replicas?: number } = {},
): Promise<Graph> {
  const port = await findPort(options.port);
  const opened: { close: () => Promise<void> }[] = [];
  // In reverse order: the gateway before its subgraphs, the replicas before the database.
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
    const replicas: string[] = [];
    for (let replica = 0; replica < (options.replicas ?? 2); replica++) {
      replicas.push(keep(await openReplica(databaseUrl)).url);
    }
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
