/** Runs the demo, configured by environment variables, until SIGINT or SIGTERM. */
import { ConfigurationError, readConfiguration, type Configuration } from './configuration.js';
import { DataDirInUseError } from './data-dir-lock.js';
import { DatabaseUnreachableError, openDatabase, type OpenDatabase } from './database/open.js';
import { openLocalProvider, type LocalProvider } from './local-provider.js';
import { seed, totpNow, type SeedAccount } from './seed.js';
import type { OpenServer, ServerOptions } from './server.js';

/** Returns the local OpenID provider. It starts on first use, so that the demo starts faster. */
function localProvider() {
  let opening: Promise<LocalProvider> | undefined;
  return {
    find: async () => (await (opening ??= openLocalProvider())).provider,
    close: async () => (await opening)?.close(),
  };
}

/**
 * Ctrl-C arrives twice, from the terminal and from npm: later signals must not interrupt the close.
 */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve());
  });
}

function introduce({ username, password, totpSecret }: SeedAccount, production: boolean): string {
  const mfa =
    totpSecret === undefined ? '' : `  MFA on: TOTP secret ${totpSecret}, now ${totpNow(totpSecret, new Date())}`;
  return `  ${username.padEnd(8)}${production ? '(your ADMIN_PASSWORD)' : password}${mfa}`;
}

function welcome(
  { url }: OpenServer,
  { production, database }: Configuration,
  accounts: readonly SeedAccount[],
): string {
  const engine = database.url
    ? 'PostgreSQL'
    : `PGlite, ${database.dataDir ? `data in ${database.dataDir}` : 'data in memory'}`;
  const query =
    'mutation { usersLogin(input: { username: \\"alice\\", password: \\"wrong\\" }) { userSession { token } errors { errorCode } } }';
  return [
    `\ngraphql-error-codes demo at ${url} (${engine})\n`,
    ...(accounts.length > 0
      ? accounts.map((account) => introduce(account, production))
      : ['  The database has its own accounts.']),
    ...(production
      ? []
      : [
          '\n  usersIdentityRegister(input: { providerId: "local", args: { code: "nora" } }) creates an account with any name; usersIdentityLogin signs in',
          '  the codes refused, expelled, nobody and no-email fail',
        ]),
    `\nOpen it in a browser for GraphiQL, ${new URL('/errors', url).href} for all codes, or try this curl command:\n\n  curl -s ${url} -H 'content-type: application/json' -d '{"query":"${query}"}'\n\nPress Ctrl-C to stop.\n`,
  ].join('\n');
}

async function run(
  configuration: Configuration,
  { database, guessPool }: OpenDatabase,
  openServer: (options: ServerOptions) => Promise<OpenServer>,
  local: ReturnType<typeof localProvider> | undefined,
): Promise<void> {
  const accounts = await seed(database, configuration.accounts);
  const server = await openServer({
    ...configuration,
    findProviders: async () => [...configuration.identityProviders, ...(local ? [await local.find()] : [])],
    requireIdentityFlow: configuration.production,
    database,
    guessPool,
    onMessage: ({ to, subject, text }) =>
      console.log(`\nMail (not sent: SMTP_URL is not set)\nTo: ${to}\nSubject: ${subject}\n\n${text}`),
    logStream: process.stderr,
  });
  // Who reads the welcome may send a signal at once.
  const stopped = stopSignal();
  console.log(welcome(server, configuration, accounts));
  await stopped;
  await server.close();
  console.log('Stopped.');
}

/** What the engine returns is wrong. A restart recovers the stored data. */
function endProcess(reason: unknown): void {
  console.error('The database engine no longer works. The process ends, to be started again:', reason);
  process.exit(1);
}

async function serve(configuration: Configuration): Promise<void> {
  // The database takes a second to open. Load the server's packages meanwhile.
  const [opened, { openServer }] = await Promise.all([
    openDatabase(configuration.database, endProcess),
    import('./server.js'),
  ]);
  const local = configuration.production ? undefined : localProvider();
  try {
    await run(configuration, opened, openServer, local);
  } finally {
    await local?.close();
    await opened.close();
  }
}

/** Returns what to do about a failure that is not a bug, or `undefined`. */
function explain(error: unknown): string | undefined {
  if (error instanceof ConfigurationError || error instanceof DataDirInUseError) return error.message;
  if (error instanceof DatabaseUnreachableError) return `${error.message}: ${String(error.cause)}`;
  const { code, port, address, hostname } = error as NodeJS.ErrnoException &
    Partial<Record<'port' | 'address' | 'hostname', string>>;
  if (code === 'EADDRINUSE')
    return `Port ${port} is in use. Stop the process that listens there, or set PORT to another number.`;
  if (code === 'EACCES') return `Port ${port} requires privileges. Set PORT to a number above 1023.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return `HOST must be an address of this machine, got "${address ?? hostname}". Try localhost, or 0.0.0.0 for all.`;
  }
  return undefined;
}

try {
  await serve(readConfiguration(process.env));
} catch (error) {
  const explanation = explain(error);
  if (explanation === undefined) throw error;
  console.error(explanation);
  process.exitCode = 1;
}
