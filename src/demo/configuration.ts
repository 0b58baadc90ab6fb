import { demoAccounts, type SeedAccount } from './seed.js';

/** What the environment sets. */
export interface Configuration {
  readonly host: string;
  readonly port: number;
  readonly database: { readonly url?: string | undefined; readonly dataDir?: string | undefined };
  readonly secretKey: string;
  readonly smtpUrl?: string | undefined;
  readonly accounts: readonly SeedAccount[];
}

/** A variable of the environment that cannot be used; the message says which, and what it should be. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

const developmentSecret = 'no secret: for development alone, everyone can read it';

/**
 * Reads PORT, HOST, DATABASE_URL, DATA_DIR, SECRET_KEY, SMTP_URL, ADMIN_PASSWORD and NODE_ENV.
 *
 * @throws ConfigurationError
 */
export function readConfiguration(env: Readonly<Record<string, string | undefined>>): Configuration {
  const production = env.NODE_ENV === 'production';
  return {
    host: env.HOST ?? 'localhost',
    port: readPort(env.PORT),
    database: { url: readUrl('DATABASE_URL', env.DATABASE_URL, ['postgres:', 'postgresql:']), dataDir: env.DATA_DIR },
    secretKey: readSecretKey(env.SECRET_KEY, production),
    smtpUrl: readUrl('SMTP_URL', env.SMTP_URL, ['smtp:', 'smtps:']),
    accounts: production ? administrator(env.ADMIN_PASSWORD) : demoAccounts,
  };
}

function readPort(text = '4000'): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new ConfigurationError(`PORT is "${text}": give a number from 0 (any free port) to 65535.`);
  return port;
}

/** The value may hold a password, so the message does not repeat it. */
function readUrl(name: string, text: string | undefined, protocols: readonly string[]): string | undefined {
  if (text === undefined) return undefined;
  if (!URL.canParse(text) || !protocols.includes(new URL(text).protocol)) {
    throw new ConfigurationError(
      `${name} is not a URL that starts with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}.`,
    );
  }
  return text;
}

function readSecretKey(text: string | undefined, production: boolean): string {
  if (text === undefined && !production) return developmentSecret;
  if (text === undefined || text.length < 32) {
    throw new ConfigurationError(
      `SECRET_KEY ${text === undefined ? 'is not set' : `has ${text.length} characters`}: give at least 32 random ones, the same for all replicas. They sign tokens.`,
    );
  }
  return text;
}

/** In production the first account is an instance admin with a password of your own; without one nothing is seeded. */
const administrator = (password: string | undefined): readonly SeedAccount[] =>
  password === undefined ? [] : [{ username: 'admin', password, admin: true }];
