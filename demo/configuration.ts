import { existsSync, readdirSync, statSync } from 'node:fs';
import { isIP } from 'node:net';
import * as v from 'valibot';
import type { IdentityProvider } from './identity-providers.js';
import { demoAccounts, type SeedAccount } from './seed.js';

/** What the environment sets. */
export interface Configuration {
  readonly production: boolean;
  readonly host: string;
  readonly port: number;
  /** Gateways that are believed when they say for whom they ask. */
  readonly trustedProxies: readonly string[];
  readonly database: { readonly url?: string | undefined; readonly dataDir?: string | undefined };
  readonly secretKey: string;
  /** What the names of the module's types begin with. */
  readonly typePrefix?: string | undefined;
  readonly smtpUrl?: string | undefined;
  /** The OpenID providers of OIDC_PROVIDERS. */
  readonly identityProviders: readonly IdentityProvider[];
  /** The accounts that an empty database gets. */
  readonly accounts: readonly SeedAccount[];
}

/** A variable of the environment that cannot be used; the message says which, and what it should be. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

const developmentSecret = 'no secret: for development alone, everyone can read it';

/**
 * Reads PORT, HOST, TRUSTED_PROXIES, DATABASE_URL, DATA_DIR, SECRET_KEY, SMTP_URL, OIDC_PROVIDERS, TYPE_PREFIX, ADMIN_PASSWORD and NODE_ENV. An empty variable counts as not set.
 *
 * @throws ConfigurationError
 */
export function readConfiguration(environment: Readonly<Record<string, string | undefined>>): Configuration {
  const env = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const production = env.NODE_ENV === 'production';
  return {
    production,
    host: env.HOST ?? 'localhost',
    port: readPort(env.PORT),
    trustedProxies: readAddresses('TRUSTED_PROXIES', env.TRUSTED_PROXIES),
    database: {
      url: readUrl('DATABASE_URL', env.DATABASE_URL, ['postgres:', 'postgresql:']),
      dataDir: readDataDir(env.DATA_DIR),
    },
    secretKey: readSecretKey(env.SECRET_KEY, production),
    typePrefix: readTypePrefix(env.TYPE_PREFIX),
    smtpUrl: readSmtpUrl(env.SMTP_URL, production),
    identityProviders: readProviders(env.OIDC_PROVIDERS),
    accounts: production ? readAdministrator(env.ADMIN_PASSWORD) : demoAccounts,
  };
}

function readPort(text = '4000'): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new ConfigurationError(`PORT is "${text}": give a number from 0 (any free port) to 65535.`);
}

function readAddresses(name: string, text = ''): readonly string[] {
  const addresses = text.split(',').flatMap((part) => part.trim() || []);
  const wrong = addresses.find((address) => isIP(address.replace(/\/\d{1,3}$/, '')) === 0);
  if (wrong === undefined) return addresses;
  throw new ConfigurationError(
    `${name} has "${wrong}": give IP addresses or ranges with commas between them, such as 10.0.0.7,10.1.0.0/16.`,
  );
}

/** The value may hold a password, so the message does not repeat it. */
function readUrl(name: string, text: string | undefined, protocols: readonly string[]): string | undefined {
  if (text === undefined || (URL.canParse(text) && protocols.includes(new URL(text).protocol))) return text;
  const starts = protocols.map((protocol) => `${protocol}//`).join(' or ');
  throw new ConfigurationError(`${name} is not a URL that starts with ${starts}.`);
}

/** PGlite makes the folder, but would fill any other folder with its files, too. */
function readDataDir(path: string | undefined): string | undefined {
  if (path === undefined || !existsSync(path)) return path;
  const isData = statSync(path).isDirectory() && (readdirSync(path).length === 0 || existsSync(`${path}/PG_VERSION`));
  if (isData) return path;
  throw new ConfigurationError(
    `DATA_DIR is "${path}", which holds something else: give a new folder, or one that the demo made.`,
  );
}

function readSecretKey(text: string | undefined, production: boolean): string {
  if (text === undefined && !production) return developmentSecret;
  if (text !== undefined && text.length >= 32) return text;
  const found = text === undefined ? 'is not set' : `has ${text.length} characters`;
  throw new ConfigurationError(`SECRET_KEY ${found}: give at least 32 random ones, the same for all replicas.`);
}

function readTypePrefix(text: string | undefined): string | undefined {
  if (text === undefined || /^(?!__)[A-Za-z_]\w*$/.test(text)) return text;
  throw new ConfigurationError(
    `TYPE_PREFIX is "${text}": give letters, digits and _, such as Demo for types called DemoError and so on.`,
  );
}

/** Without it, mail is printed: in production, reset tokens would be in the log. */
function readSmtpUrl(text: string | undefined, production: boolean): string | undefined {
  if (text === undefined && production) {
    throw new ConfigurationError(
      'SMTP_URL is not set: in production, give the server that sends the mail with reset tokens.',
    );
  }
  return readUrl('SMTP_URL', text, ['smtp:', 'smtps:']);
}

const provider = v.strictObject({
  id: v.pipe(v.string(), v.nonEmpty()),
  issuer: v.pipe(v.string(), v.url()),
  clientId: v.string(),
  clientSecret: v.string(),
  redirectUri: v.pipe(v.string(), v.url()),
});

/** A JSON list, since a site may have several. It holds secrets, so the message repeats none of it. */
function readProviders(text = '[]'): readonly IdentityProvider[] {
  const providers = v.safeParse(v.pipe(v.string(), v.parseJson(), v.array(provider)), text);
  if (providers.success) return providers.output;
  const where = v.getDotPath(providers.issues[0]) ?? 'the whole';
  throw new ConfigurationError(
    `OIDC_PROVIDERS is not right at ${where}: give a JSON list of { "id", "issuer", "clientId", "clientSecret", "redirectUri" }.`,
  );
}

/** In production the first account is an instance admin with a password of your own; without one, nobody is. */
function readAdministrator(password: string | undefined): readonly SeedAccount[] {
  if (password === undefined) return [];
  if (password.length >= 8) return [{ username: 'admin', password, admin: true }];
  throw new ConfigurationError(`ADMIN_PASSWORD has ${password.length} characters: give at least 8.`);
}
