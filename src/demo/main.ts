/** `npm start`: runs the demo with what the environment sets, until SIGINT or SIGTERM. */
import { once } from 'node:events';
import { ConfigurationError, readConfiguration, type Configuration } from './configuration.js';
import { DatabaseUnreachableError, openDatabase } from './database/open.js';
import { seed, totpNow } from './seed.js';
import type { OpenServer } from './server.js';

try {
  await serve(readConfiguration(process.env));
} catch (error) {
  const explanation = explain(error);
  if (explanation === undefined) throw error;
  console.error(explanation);
  process.exitCode = 1;
}

async function serve(configuration: Configuration): Promise<void> {
  // The database takes a second to open; the server's packages load meanwhile.
  const [{ database, close: closeDatabase }, { openServer }] = await Promise.all([
    openDatabase(configuration.database),
    import('./server.js'),
  ]);
  try {
    await seed(database, configuration.accounts);
    const server = await openServer({
      ...configuration,
      database,
      onMessage: (message) => console.log(`\nMail that would be sent (set SMTP_URL to send it):\n${message}`),
      logStream: process.stderr,
    });
    console.log(welcome(server, configuration));
    await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
    await server.close();
    console.log('Stopped.');
  } finally {
    await closeDatabase();
  }
}

/** What to do about a failure that is not a bug; undefined for all others. */
function explain(error: unknown): string | undefined {
  if (error instanceof ConfigurationError) return error.message;
  if (error instanceof DatabaseUnreachableError) return `${error.message}: ${String(error.cause)}`;
  const { code, port } = error as NodeJS.ErrnoException & { port?: number };
  return code === 'EADDRINUSE'
    ? `Port ${port} is in use: stop what listens there, or set PORT to another number.`
    : undefined;
}

function welcome({ url }: OpenServer, { database, accounts }: Configuration): string {
  const engine = database.url
    ? 'PostgreSQL'
    : `PGlite, ${database.dataDir ? `data in ${database.dataDir}` : 'data in memory'}`;
  const query =
    'mutation { usersLogin(input: { username: \\"alice\\", password: \\"wrong\\" }) { userSession { token } errors { errorCode } } }';
  return [
    `\ngraphql-error-codes demo at ${url} (${engine})\n`,
    ...accounts.map(({ username, password, totpSecret }) => {
      const mfa =
        totpSecret === undefined ? '' : `  MFA on: TOTP secret ${totpSecret}, now ${totpNow(totpSecret, new Date())}`;
      return `  ${username.padEnd(8)}${process.env.NODE_ENV === 'production' ? '(your ADMIN_PASSWORD)' : password}${mfa}`;
    }),
    `\nA typed error:\n\n  curl -s ${url} -H 'content-type: application/json' -d '{"query":"${query}"}'\n\nCtrl-C stops.\n`,
  ].join('\n');
}
