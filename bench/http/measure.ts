import { execFileSync, fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import autocannon from 'autocannon';
import type { ServerMessage } from './answer.js';

/** One request, and a part of the response to it. */
export interface BenchRequest {
  readonly query: string;
  readonly expected: string;
  readonly variables?: (index: number) => Readonly<Record<string, unknown>>;
}

/**
 * With how many requests a server is measured: in seconds, a slow machine would measure code that
 * the engine has not optimized yet.
 */
export interface Load {
  readonly connections: number;
  /** Before the measurement, and during it. */
  readonly requests: readonly [warmUp: number, measured: number];
}

export interface HttpTime {
  /** CPU time of the server, in microseconds a request. */
  readonly cpu: number;
  /** In milliseconds. */
  readonly p99: number;
}

/** A server in a process of its own. */
export interface OpenServer {
  readonly url: string;
  /** Returns the CPU time of the process, in microseconds. */
  readonly usage: () => Promise<number>;
  readonly close: () => Promise<void>;
}

/** Returns the cores that this process may use, if the system can keep a process on one of them. */
function usableCores(): readonly number[] {
  if (!existsSync('/usr/bin/taskset')) return [];
  const [, list = ''] = /^Cpus_allowed_list:\s*(\S+)$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  return list.split(',').flatMap((range) => {
    const [first = 0, last = first] = range.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
}

const cores = usableCores();

/** Lets a process run on some cores only. */
function keepOn(allowed: readonly number[], pid: number): void {
  if (cores.length < 2) return;
  const parameters = ['--all-tasks', '--cpu-list', '--pid', allowed.join(','), String(pid)];
  execFileSync('/usr/bin/taskset', parameters, { stdio: 'ignore' });
}

/** Keeps load and server on a core each, so that they do not take each other's time. */
function separate(server: number): void {
  keepOn(cores.slice(0, 1), process.pid);
  keepOn(cores.slice(1, 2), server);
}

const nextMessage = async (child: ChildProcess): Promise<ServerMessage> => {
  const [message] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => {
      throw new Error(`The server ended with ${String(code)}.`);
    }),
  ])) as [ServerMessage];
  return message;
};

/**
 * Starts a program that sends its URL.
 *
 * @throws Error when the program ends before.
 */
export async function openServer(
  file: string,
  parameters: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<OpenServer> {
  // Without this flag, the times of graphql-jit fall into two groups at random.
  const child = fork(file, parameters, {
    env: { ...process.env, ...env },
    execArgv: ['--no-allocation-site-pretenuring'],
  });
  const { url } = await nextMessage(child);
  separate(child.pid!);
  return {
    url: url!,
    async usage() {
      child.send('usage');
      const { cpu } = await nextMessage(child);
      return cpu!;
    },
    async close() {
      const exited = once(child, 'exit');
      child.kill();
      await exited;
      // Programs that start now must see all cores: the engine has as many threads.
      keepOn(cores, process.pid);
    },
  };
}

/** @throws Error when the server does not return what it is measured for. */
async function check(url: string, { query, expected, variables }: BenchRequest): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables: variables?.(0) }),
  });
  const text = await response.text();
  if (!text.includes(expected)) throw new Error(`${url} returned ${text}, expected ${expected}`);
}

/**
 * Keeps this process busy until the returned function is called: waking the load up for each
 * response would count as CPU time of the server, 12 us, and of a slow server more often.
 */
function stayAwake(): () => void {
  let isAwake = true;
  const spin = (): void => {
    if (isAwake) setImmediate(spin);
  };
  spin();
  return () => {
    isAwake = false;
  };
}

/** Sends one request so many times. */
function send(url: string, { query, variables }: BenchRequest, connections: number, amount: number) {
  let next = 0;
  return autocannon({
    url,
    connections,
    amount,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables: variables?.(0) }),
    // Each connection has variables of its own.
    ...(variables && {
      setupClient: (client) => client.setBody(JSON.stringify({ query, variables: variables(next++) })),
    }),
  });
}

/** The CPU time of a request behind a gateway, in microseconds. */
export interface GatewayTime {
  readonly gateway: number;
  readonly replicas: number;
}

/**
 * Measures a request through the gateway of the demo.
 *
 * @param replicas how many replicas are behind it
 */
export async function measureGateway(replicas: number, request: BenchRequest): Promise<GatewayTime> {
  const child = fork('bench/http/gateway.ts', [String(replicas)], { execArgv: ['--import', 'tsx'] });
  const ask = async () => {
    child.send('usage');
    return (await nextMessage(child)) as { readonly cpu: number; readonly replicas: number };
  };
  const { url } = await nextMessage(child);
  await check(url!, request);
  await send(url!, request, 32, 4000);
  const before = await ask();
  const { requests } = await send(url!, request, 32, 8000);
  const after = await ask();
  const exited = once(child, 'exit');
  child.disconnect();
  await exited;
  return {
    gateway: (after.cpu - before.cpu) / requests.total,
    replicas: (after.replicas - before.replicas) / requests.total,
  };
}

/** Measures one request of a server under load. */
export async function measureHttp(server: OpenServer, request: BenchRequest, load: Load): Promise<HttpTime> {
  await check(server.url, request);
  const run = (amount: number) => send(server.url, request, load.connections, amount);
  const rest = stayAwake();
  await run(load.requests[0]);
  const before = await server.usage();
  const { requests, latency, non2xx, errors } = await run(load.requests[1]);
  const after = await server.usage();
  rest();
  if (non2xx + errors > 0) throw new Error(`${server.url} failed ${non2xx + errors} of ${requests.total} requests.`);
  return { cpu: (after - before) / requests.total, p99: latency.p99 };
}
