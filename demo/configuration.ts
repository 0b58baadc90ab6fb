import { existsSync, readdirSync, statSync } from 'node:fs';
import { isIP } from 'node:net';
import { inspect } from 'graphql-error-codes';
import * as v from 'valibot';
import { isLocal, type IdentityProvider } from './identity-providers.js';
import { isStrongKey, isUncommonPassword } from './secret-strength.js';
import type { Exposure } from './exposure.js';
import { demoAccounts, type SeedAccount } from './seed.js';

/** The settings from the environment. */
export interface Configuration {
  readonly production: boolean;
  readonly host: string;
  readonly port: number;
  /** The addresses of gateways whose `X-Forwarded-For` is trusted. */
  readonly trustedProxies: readonly string[];
  readonly database: { readonly url?: string | undefined; readonly dataDir?: string | undefined };
  readonly exposure: Exposure;
  readonly secretKey: string;
  /** The start of the names of the module's types. */
  readonly typePrefix?: string | undefined;
  readonly smtpUrl?: string | undefined;
  /** Multiplies the rate limits. */
  readonly rateLimitFactor: number;
  /** The OpenID providers of OIDC_PROVIDERS. */
  readonly identityProviders: readonly IdentityProvider[];
  /** The accounts that an empty database gets. */
  readonly accounts: readonly SeedAccount[];
}

/** Invalid environment variables; the message has a line for each. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/** Public, for development only. */
const developmentSecret = 'not a secret: for development only, anyone can read it';

const isAddress = (address: string): boolean => isIP(address.replace(/\/\d{1,3}$/, '')) !== 0;

/** PGlite creates the folder, but would also fill any other folder with its files. */
const isDataDir = (path: string): boolean =>
  !existsSync(path) ||
  (statSync(path).isDirectory() && (readdirSync(path).length === 0 || existsSync(`${path}/PG_VERSION`)));

/** A URL may contain a password, so the message does not repeat it. */
const url = (...protocols: readonly string[]) =>
  v.pipe(
    v.string(),
    v.check(
      (text) => URL.canParse(text) && protocols.includes(new URL(text).protocol),
      `must be a URL that starts with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}.`,
    ),
  );

/** A secret of a minimum length. The message has its length only. */
const secret = (length: number, hint: string) =>
  v.pipe(
    v.string(),
    v.minLength(length, ({ received }) => `must have at least ${length} ${hint}, got ${received}.`),
  );

/** A switch. Absent means: as NODE_ENV says. */
const flag = v.optional(
  v.pipe(
    v.picklist(['true', 'false'], ({ input }) => `must be true or false, got ${inspect(input)}.`),
    v.transform((text) => text === 'true'),
  ),
);

/** A provider on the internet must be asked with HTTPS. */
const issuer = v.pipe(
  v.string(),
  v.url(),
  v.check((text) => ['https:', ...(isLocal(new URL(text).hostname) ? ['http:'] : [])].includes(new URL(text).protocol)),
);

const provider = v.strictObject({
  id: v.pipe(v.string(), v.nonEmpty()),
  issuer,
  clientId: v.string(),
  clientSecret: v.string(),
  redirectUri: v.pipe(v.string(), v.url()),
});

/**
 * A list, because a site may have several. It contains secrets, so the message repeats none of it.
 */
const providers = v.message(
  v.pipe(v.string(), v.parseJson(), v.array(provider)),
  'must be a JSON list of { "id", "issuer", "clientId", "clientSecret", "redirectUri" }; the issuer must start with https://.',
);

/** The environment variables of the demo. docs/demo.md documents them. */
export const environmentVariables = v.object({
  NODE_ENV: v.optional(v.string()),
  HOST: v.optional(v.string(), 'localhost'),
  PORT: v.optional(
    v.pipe(
      v.string(),
      v.check(
        (text) => /^\d+$/.test(text) && Number(text) <= 65_535,
        ({ input }) => `must be a number from 0 (any free port) to 65535, got "${input}".`,
      ),
      v.transform(Number),
    ),
    '4000',
  ),
  TRUSTED_PROXIES: v.optional(
    v.pipe(
      v.string(),
      v.transform((text) => text.split(',').flatMap((part) => part.trim() || [])),
      v.check(
        (addresses) => addresses.every(isAddress),
        ({ input }) =>
          'must be IP addresses or ranges separated by commas, such as 10.0.0.7,10.1.0.0/16, ' +
          `got "${input.find((address) => !isAddress(address))}".`,
      ),
    ),
    '',
  ),
  DATABASE_URL: v.optional(url('postgres:', 'postgresql:')),
  DATA_DIR: v.optional(
    v.pipe(
      v.string(),
      v.check(isDataDir, ({ input }) => `must be a new folder, or one that the demo created, got "${input}".`),
    ),
  ),
  SECRET_KEY: v.optional(
    v.pipe(
      secret(32, 'random characters, the same for all replicas'),
      v.check(
        isStrongKey,
        'must be random, not letters, words or sequences that repeat: openssl rand -base64 32 prints one.',
      ),
    ),
  ),
  INTROSPECTION: flag,
  GRAPHIQL: flag,
  METRICS_TOKEN: v.optional(secret(16, 'characters')),
  TYPE_PREFIX: v.optional(
    v.pipe(
      v.string(),
      v.regex(
        /^(?!__)[A-Za-z_]\w*$/,
        ({ input }) => `must be the start of a GraphQL name, such as Demo, got "${input}".`,
      ),
    ),
  ),
  SMTP_URL: v.optional(url('smtp:', 'smtps:')),
  OIDC_PROVIDERS: v.optional(providers, '[]'),
  RATE_LIMIT_FACTOR: v.optional(
    v.pipe(
      v.string(),
      v.check(
        (text) => /^\d+(?:\.\d+)?$/.test(text) && Number(text) > 0,
        ({ input }) => `must be a number above 0, such as 2 for twice the limits, got ${inspect(input)}.`,
      ),
      v.transform(Number),
    ),
    '1',
  ),
  ADMIN_PASSWORD: v.optional(
    v.pipe(
      secret(8, 'characters'),
      v.check(isUncommonPassword, 'must not be one of the passwords that are tried first, such as admin or 12345678.'),
    ),
  ),
});

/** The variables that production requires. Without SMTP_URL, reset tokens would be in the log. */
const requiredInProduction = ['SECRET_KEY', 'SMTP_URL'] as const;

const environment = v.pipe(
  // An empty variable counts as not set.
  v.record(v.string(), v.optional(v.string())),
  v.transform((variables) => Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''))),
  environmentVariables,
);

/** Returns one line for each variable: the first issue of a variable is sufficient. */
function describeIssues(issues: readonly v.BaseIssue<unknown>[]): string[] {
  const lines = new Map<string, string>();
  for (const issue of issues) {
    const path = v.getDotPath(issue)!;
    const [variable] = path.split('.') as [string];
    const place = path === variable ? '' : ` Look at ${path}.`;
    if (!lines.has(variable)) lines.set(variable, `${variable} ${issue.message}${place}`);
  }
  return [...lines.values()];
}

/**
 * Returns the settings from environment variables: see docs/demo.md.
 *
 * @throws ConfigurationError with a line for each invalid or missing variable.
 */
export function readConfiguration(variables: Readonly<Record<string, string | undefined>>): Configuration {
  const production = variables.NODE_ENV === 'production';
  // Outside production, ADMIN_PASSWORD is ignored, so it is not checked either.
  const parsed = v.safeParse(environment, production ? variables : { ...variables, ADMIN_PASSWORD: undefined });
  const missing = requiredInProduction.filter((name) => production && !variables[name]);
  const mistakes = [
    ...describeIssues(parsed.issues ?? []),
    ...missing.map((name) => `${name} must be set in production.`),
  ];
  if (!parsed.success || mistakes.length > 0) throw new ConfigurationError(mistakes.join('\n'));

  const { HOST, PORT, TRUSTED_PROXIES, DATABASE_URL, DATA_DIR, SECRET_KEY, ...others } = parsed.output;
  const {
    INTROSPECTION,
    GRAPHIQL,
    METRICS_TOKEN,
    TYPE_PREFIX,
    SMTP_URL,
    OIDC_PROVIDERS,
    RATE_LIMIT_FACTOR,
    ADMIN_PASSWORD,
  } = others;
  const administrators =
    ADMIN_PASSWORD === undefined ? [] : [{ username: 'admin', password: ADMIN_PASSWORD, admin: true }];
  return {
    production,
    host: HOST,
    port: PORT,
    trustedProxies: TRUSTED_PROXIES,
    database: { url: DATABASE_URL, dataDir: DATA_DIR },
    exposure: {
      introspection: INTROSPECTION ?? !production,
      graphiql: GRAPHIQL ?? !production,
      metrics: METRICS_TOKEN ?? !production,
      strictTransport: production,
    },
    secretKey: SECRET_KEY ?? developmentSecret,
    typePrefix: TYPE_PREFIX,
    smtpUrl: SMTP_URL,
    rateLimitFactor: RATE_LIMIT_FACTOR,
    identityProviders: OIDC_PROVIDERS,
    accounts: production ? administrators : demoAccounts,
  };
}
