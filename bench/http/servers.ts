import { execFileSync } from 'node:child_process';
import { openPostgresql } from '../../test/postgresql/open-postgresql.js';
import type { Goal, Row } from '../goals.js';
import {
  measureGateway,
  measureHttp,
  openServer,
  type BenchRequest,
  type HttpTime,
  type Load,
  type OpenServer,
} from './measure.js';
import { peers, requests, type PeerName } from './peers.js';

const peerFile = 'bench/.build/http/peer.js';
const demoFile = '.build/bench/demo.js';

/** The same kinds of request as {@link requests}: neither touches a row. */
const demoRequests = {
  query: { query: '{ currentUser { id } }', expected: '"currentUser":null' },
  failure: {
    query:
      'mutation { applicationSettingsUpdate(input: {}) { errors { errorCode details { __typename ... on ActiveModelError { attribute type } } } } }',
    expected: '"errorCode":"MISSING_PERMISSION"',
  },
} as const;

/** Without details, whose types have other names in the graph of the gateway. */
const gatewayRequest: BenchRequest = {
  query: 'mutation { applicationSettingsUpdate(input: {}) { errors { errorCode } } }',
  expected: '"errorCode":"MISSING_PERMISSION"',
};

const loginRequest: BenchRequest = {
  query:
    'mutation ($input: UsersLoginInput!) { usersLogin(input: $input) { userSession { token } errors { errorCode } } }',
  variables: (index) => ({ input: { username: `bench-${index % 64}`, password: 'password' } }),
  expected: '"token":"s_ust_',
};

/** A server, and what it is asked. */
interface Contender {
  readonly name: string;
  readonly open: () => Promise<OpenServer>;
  readonly requests: Readonly<Record<string, BenchRequest>>;
}

const peer = (name: PeerName): Contender => ({ name, open: () => openServer(peerFile, [name]), requests });
const demo: Contender = { name: 'the demo', open: () => openServer(demoFile, []), requests: demoRequests };

const baseline = 'Apollo standalone, by hand' satisfies PeerName;

/** How many times as much as the baseline a server must answer. */
const goals: Readonly<Record<string, Goal>> = {
  'the demo: failure': { atLeast: 1 },
  'the demo: query': { atLeast: 1.5 },
};

/**
 * Measures each server, in both orders, and returns the means: machines that share their cores
 * become slower under load, so the first server would look the fastest.
 */
async function measureEach(contenders: readonly Contender[], load: Load) {
  const times = new Map<string, HttpTime[]>();
  for (const order of [contenders, contenders.toReversed()]) {
    for (const { name, open, requests: asked } of order) {
      const server = await open();
      for (const [kind, request] of Object.entries(asked)) {
        const key = `${name}: ${kind}`;
        times.set(key, [...(times.get(key) ?? []), await measureHttp(server, request, load)]);
      }
      await server.close();
    }
  }
  const mean = (all: readonly HttpTime[]) => all.reduce((sum, { cpu }) => sum + cpu, 0) / all.length;
  return new Map([...times].map(([key, all]) => [key, mean(all)]));
}

/** Compares the CPU time of a request of each server, also as a part of that of the baseline. */
async function compareServers(isQuick: boolean): Promise<Row[]> {
  const contenders = isQuick ? [peer(baseline), demo] : [...(Object.keys(peers) as PeerName[]).map(peer), demo];
  const load: Load = { connections: 64, requests: isQuick ? [10_000, 10_000] : [20_000, 40_000] };
  const times = await measureEach(contenders, load);
  return [...times].map(([key, cpu]) => {
    const name = `${baseline}: ${key.split(': ')[1]!}`;
    return {
      name: key,
      value: cpu,
      unit: 'us',
      // How many requests it answers in the time in which the baseline answers one.
      ...(key !== name && { baseline: `requests of ${name}`, ratio: times.get(name)! / cpu }),
      ...(goals[key] && { goal: goals[key] }),
    };
  });
}

/** Measures a login with the right password, without the hashing of it, on each engine. */
async function measureLogin(load: Load): Promise<Row[]> {
  const postgresql = await openPostgresql();
  const engines = { PGlite: {}, PostgreSQL: { DATABASE_URL: postgresql.url } };
  const rows: Row[] = [];
  for (const [engine, env] of Object.entries(engines)) {
    const server = await openServer(demoFile, [], env);
    const { cpu } = await measureHttp(server, loginRequest, load);
    rows.push({ name: `the demo: login without hashing, on ${engine}`, value: cpu, unit: 'us' });
    await server.close();
  }
  await postgresql.close();
  return rows;
}

/** Measures one server with a growing number of connections. */
async function measureConnections(): Promise<Row[]> {
  const server = await openServer(demoFile, []);
  const rows: Row[] = [];
  for (const connections of [1, 8, 64, 512]) {
    const { cpu, p99 } = await measureHttp(server, demoRequests.failure, { connections, requests: [10_000, 30_000] });
    rows.push({ name: `the demo: failure, ${connections} connections`, value: cpu, unit: 'us' });
    rows.push({ name: `the demo: failure, ${connections} connections, 99 %`, value: p99, unit: 'ms' });
  }
  await server.close();
  return rows;
}

/** Measures the demo behind a gateway. One machine cannot show more than the CPU time. */
async function measureReplicas(): Promise<Row[]> {
  execFileSync(process.execPath, ['tools/install.mjs', 'test/gateways'], { stdio: 'inherit' });
  const rows: Row[] = [];
  for (const count of [1, 2, 4]) {
    const { gateway, replicas } = await measureGateway(count, gatewayRequest);
    const name = `behind Hive Gateway: failure, ${count} ${count === 1 ? 'replica' : 'replicas'}`;
    rows.push({ name: `${name}, all replicas`, value: replicas, unit: 'us' });
    rows.push({ name: `${name}, the gateway`, value: gateway, unit: 'us' });
  }
  return rows;
}

/** Measures the demo and its peers over HTTP. */
export async function measureServers(isQuick: boolean): Promise<Row[]> {
  const compared = await compareServers(isQuick);
  if (isQuick) return compared;
  const login = await measureLogin({ connections: 64, requests: [1000, 2000] });
  return [...compared, ...login, ...(await measureConnections()), ...(await measureReplicas())];
}
