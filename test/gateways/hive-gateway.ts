import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Served } from './http.js';

export interface HiveGatewayOptions {
  readonly supergraphSdl: string;
  /** The port to listen on. Defaults to 0: any free port. */
  readonly port?: number;
  /** The path of a configuration file. Defaults to none. */
  readonly config?: string;
  /** Environment variables for the configuration. */
  readonly env?: Readonly<Record<string, string>>;
}

const program = fileURLToPath(new URL('node_modules/@graphql-hive/gateway/dist/bin.js', import.meta.url));

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch (error) {
    // The gateway does not listen yet.
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/**
 * Returns the port, or any free port for 0, which Hive Gateway does not support.
 *
 * @throws Error EADDRINUSE when the port is in use. Hive Gateway itself would print thirty lines.
 */
export async function findPort(requested = 0): Promise<number> {
  const probe = createServer().listen(requested, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

/**
 * Starts Hive Gateway in a process of its own, and waits until it is ready.
 *
 * @throws Error with the output of the process when it exits before that; Error EADDRINUSE when the
 * port is in use.
 */
export async function openHiveGateway({
  supergraphSdl,
  port: requested,
  config,
  env,
}: HiveGatewayOptions): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), 'hive-gateway-'));
  const file = join(folder, 'supergraph.graphql');
  writeFileSync(file, supergraphSdl);
  const port = await findPort(requested);
  const parameters = ['supergraph', file, '--host', '127.0.0.1', '--port', String(port)];
  const child = spawn(process.execPath, [program, ...parameters, ...(config ? ['--config-path', config] : [])], {
    cwd: folder,
    env: { PATH: process.env.PATH, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (printed += text));
  const exited = once(child, 'exit').then(() => rmSync(folder, { recursive: true }));

  const address = `http://127.0.0.1:${port}`;
  while (!(await isReady(`${address}/readiness`))) {
    if (child.exitCode !== null) throw new Error(`hive-gateway exited with code ${child.exitCode}:\n${printed}`);
    await setTimeout(50);
  }
  return {
    url: `${address}/graphql`,
    close: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
}
