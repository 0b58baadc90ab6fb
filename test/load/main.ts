/**
 * Runs the demo under load, on this machine only, with faults, and compares the database with what
 * the clients were told: `npm run test:load`. Prints what it measured, and writes it to
 * `.build/hardening/load.json`. Ends with 1 when anything was lost, doubled or half-made, or when a
 * client got a response that it must not get.
 */
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { PGlite } from '@electric-sql/pglite';
import { Client } from 'pg';
import { SMTPServer } from 'smtp-server';
import { openPostgresql } from '../postgresql/open-postgresql.js';
import { LoadClient } from './client.js';
import { freePort, openReplica, type Replica } from './replica.js';
import { verify, type Findings, type Query } from './verify.js';
import { createClientLedger, work, type ClientLedger } from './work.js';

/** What one run measured. */
export interface LoadResult {
  readonly name: string;
  readonly connections: number;
  readonly seconds: number;
  readonly requests: number;
  readonly created: number;
  /** In milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly unavailable: number;
  readonly disconnected: number;
  /** Bytes in use after a garbage collection: after ten seconds, and at the end. */
  readonly heap: readonly [number, number];
  readonly faults: readonly string[];
  readonly findings: Findings & { readonly wrong: readonly string[] };
}

const { values } = parseArgs({
  options: {
    connections: { type: 'string', default: '64' },
    seconds: { type: 'string', default: '60' },
    engine: { type: 'string', default: 'all' },
  },
});
const connections = Number(values.connections);
const seconds = Number(values.seconds);
if (!(connections > 0 && seconds >= 15) || !['all', 'pglite', 'postgresql'].includes(values.engine)) {
  throw new Error('--connections must be above 0, --seconds at least 15, --engine all, pglite or postgresql.');
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Receives and drops the mail of the demo: production requires a mail server. */
async function openMailSink() {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, _session, done) => void stream.on('end', () => done()).resume(),
  });
  const port = await freePort();
  server.listen(port, '127.0.0.1');
  return {
    url: `smtp://127.0.0.1:${port}`,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

const created = ({ users, organizations, roles, projects }: ClientLedger): number =>
  [users, organizations, roles, projects]
    .flatMap((map) => [...map.values()])
    .filter((known) => known === 'acknowledged').length;

/** Runs the load, and `disturb` beside it, on replicas that are up. */
async function load(
  replicas: readonly Replica[],
  disturb: (elapsed: (seconds: number) => Promise<void>) => Promise<void>,
) {
  const client = new LoadClient(replicas.map(({ url }) => url));
  const ledger = createClientLedger();
  const started = Date.now();
  const elapsed = (second: number) => pause(Math.max(0, started + second * 1000 - Date.now()));
  const stopped = () => Date.now() - started > seconds * 1000;
  // The last replica is the one that no fault restarts.
  const steady = replicas.at(-1)!;
  const early = elapsed(10).then(() => steady.heap());
  await Promise.all([
    ...Array.from({ length: connections }, (_, connection) => work(client, ledger, connection, stopped)),
    disturb(elapsed),
  ]);
  return { client, ledger, heap: [await early, await steady.heap()] as const };
}

function resultOf(
  name: string,
  faults: readonly string[],
  { client, ledger, heap }: Awaited<ReturnType<typeof load>>,
  findings: Findings,
): LoadResult {
  return {
    name,
    connections,
    seconds,
    requests: client.latencies.length,
    created: created(ledger),
    p50: Math.round(client.percentile(0.5)),
    p99: Math.round(client.percentile(0.99)),
    unavailable: client.counts.unavailable,
    disconnected: client.counts.disconnected,
    heap,
    faults,
    findings: { ...findings, wrong: client.wrong },
  };
}

const secrets = () => ({ SECRET_KEY: randomBytes(32).toString('base64url'), RATE_LIMIT_FACTOR: '1000000' });

async function onPglite(smtpUrl: string): Promise<LoadResult> {
  const folder = mkdtempSync(join(tmpdir(), 'graphql-error-codes-load-'));
  const dataDir = join(folder, 'data');
  const replica = await openReplica({ ...secrets(), SMTP_URL: smtpUrl, DATA_DIR: dataDir });
  try {
    const run = await load([replica], async () => {});
    // Its data must survive: what was acknowledged is on disk.
    await replica.kill();
    const database = await PGlite.create({ dataDir });
    const query: Query = async (statement) => (await database.query<Record<string, unknown>>(statement)).rows;
    const findings = await verify(query, run.ledger);
    await database.close();
    return resultOf('PGlite, one process', ['kill -9 of the process at the end'], run, findings);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function onPostgresql(smtpUrl: string): Promise<LoadResult> {
  const { url, crash, close } = await openPostgresql('durable');
  const replicas: Replica[] = [];
  try {
    const env = { ...secrets(), SMTP_URL: smtpUrl, DATABASE_URL: url };
    for (let number = 0; number < 2; number++) replicas.push(await openReplica(env));
    const run = await load(replicas, async (elapsed) => {
      await elapsed(seconds / 3);
      await replicas[0]!.kill();
      await pause(1000);
      await replicas[0]!.restart();
      await elapsed((seconds * 2) / 3);
      await crash();
    });
    const codes = await Promise.all(replicas.map((replica) => replica.stop()));
    if (codes.some((code) => code !== 0))
      run.client.wrong.push(`After SIGTERM, the replicas ended with ${codes.join(', ')}.`);
    const database = new Client({ connectionString: url });
    await database.connect();
    const query: Query = async (statement) => (await database.query<Record<string, unknown>>(statement)).rows;
    const findings = await verify(query, run.ledger);
    await database.end();
    const faults = ['kill -9 of a replica', 'immediate shutdown and restart of PostgreSQL'];
    return resultOf('PostgreSQL, two replicas', faults, run, findings);
  } finally {
    await Promise.all(replicas.map((replica) => replica.stop()));
    await close();
  }
}

const mail = await openMailSink();
const results: LoadResult[] = [];
try {
  if (values.engine !== 'postgresql') results.push(await onPglite(mail.url));
  if (values.engine !== 'pglite') results.push(await onPostgresql(mail.url));
} finally {
  await mail.close();
}

const megabytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MB`;
for (const { name, heap, findings, ...measured } of results) {
  console.log(
    `\n${name}: ${measured.connections} connections for ${measured.seconds} s, ${measured.requests} requests, ${measured.created} things created\n` +
      `  p50 ${measured.p50} ms, p99 ${measured.p99} ms; heap after GC ${heap.map(megabytes).join(' -> ')} (${(heap[1] / heap[0]).toFixed(2)}x)\n` +
      `  faults: ${measured.faults.join('; ')}; 503 with Retry-After: ${measured.unavailable}, connections cut: ${measured.disconnected}\n` +
      Object.entries(findings)
        .map(
          ([kind, list]) =>
            `  ${kind}: ${list.length}${list
              .slice(0, 5)
              .map((finding: string) => `\n    ${finding}`)
              .join('')}`,
        )
        .join('\n'),
  );
}
mkdirSync('.build/hardening', { recursive: true });
writeFileSync('.build/hardening/load.json', `${JSON.stringify(results, null, 2)}\n`);
if (results.some(({ findings }) => Object.values(findings).some((list) => list.length > 0))) process.exitCode = 1;
