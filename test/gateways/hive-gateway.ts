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
  /** Where it listens. Default: 0, any free port. */
  readonly port?: number;
  /** The path of its configuration. Default: none. */
  readonly config?: string;
  /** More of the environment, for the configuration to read. */
  readonly env?: Readonly<Record<string, string>>;
}

const program = fileURLToPath(new URL('node_modules/@graphql-hive/gateway/dist/bin.js', import.meta.url));

/** Hive Gateway as its own process, ready to answer. Fails with what it printed when it ends before that. */
export async function openHiveGateway({
  supergraphSdl,
  port: wanted,
  config,
  env,
}: HiveGatewayOptions): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), 'hive-gateway-'));
  const file = join(folder, 'supergraph.graphql');
  writeFileSync(file, supergraphSdl);
  const port = await findPort(wanted);
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
    if (child.exitCode !== null) throw new Error(`hive-gateway ended with ${child.exitCode}:\n${printed}`);
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

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch (error) {
    // Not listening yet.
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/**
 * The port, when nothing listens there, or any free one for 0, which Hive Gateway does not take. Fails with EADDRINUSE when something does:
 * the gateway would say so in thirty lines.
 */
export async function findPort(wanted = 0): Promise<number> {
  const probe = createServer().listen(wanted, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
