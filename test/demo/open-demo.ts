import { randomInt } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { Secret, TOTP } from 'otpauth';
import { inject } from 'vitest';
import { demoAccounts, seed } from '../../demo/seed.js';
import { defaultRateLimits, type RateLimitTable } from '../../demo/rate-limits.js';
import type { IdentityProvider } from '../../demo/identity-providers.js';
import type { Database } from '../../demo/database/open.js';
import { backupCodes, users, userSessions } from '../../demo/database/tables.js';
import { openExposure, type Exposure } from '../../demo/exposure.js';
import { openServer } from '../../demo/server.js';
import { writeEntries, type Engine } from '../ledger.js';
import { createLeakCheck } from './leak-check.js';
import { createDemoLedger } from './demo-ledger.js';
import { openEmptyDatabase } from './open-empty-database.js';
import {
  UsersLoginDocument,
  UsersMfaBackupCodesRotateDocument,
  UsersMfaTotpGenerateSecretDocument,
  UsersMfaTotpValidateSecretDocument,
  UsersRegisterDocument,
  type TypedDocumentString,
} from '../generated/operations.js';

export const secretKey = 'the secret key of the tests, 32 characters or more';

/** A running demo with its own database, used over HTTP. Its clock can be moved forward. */
export interface Demo {
  readonly url: string;
  readonly database: Database;
  /** The URL for further database sessions; absent for PGlite, which has only one session. */
  readonly databaseUrl?: string | undefined;
  readonly mails: string[];
  /** The parsed lines of the log. */
  readonly log: Record<string, unknown>[];
  now(): Date;
  advance(minutes: number): void;
  post(body: string, headers?: Record<string, string>): Promise<Response>;
  /** Returns the data of a response. Throws when the response has top-level errors. */
  ask<Data, Variables>(
    document: TypedDocumentString<Data, Variables>,
    variables: Variables,
    token?: string,
  ): Promise<Data>;
  close(): Promise<void>;
}

export interface DemoOptions {
  readonly identityProviders?: readonly IdentityProvider[];
  readonly rateLimits?: Partial<RateLimitTable>;
  readonly trustedProxies?: readonly string[];
  readonly requireIdentityFlow?: boolean;
  readonly exposure?: Exposure;
}

// Only the project "postgresql" provides the URL.
const currentEngine = (): Engine =>
  (inject('postgresUrl') as string | undefined) === undefined ? 'pglite' : 'postgresql';

/** The tests make more wrong guesses, and so on, than the default limits allow. */
const unlimited = Object.fromEntries(
  Object.keys(defaultRateLimits).map((name) => [name, { times: 1e6, minutes: 15 }]),
) as Partial<RateLimitTable>;

/** Returns what the database keeps secret. A test may have renamed a column. */
async function storedSecrets(database: Database): Promise<string[]> {
  const accounts = await database.select({ hash: users.passwordHash, totp: users.totpSecret }).from(users);
  const sessions = await database.select({ digest: userSessions.tokenDigest }).from(userSessions);
  const codes = await database.select({ digest: backupCodes.digest }).from(backupCodes);
  return [
    ...accounts.flatMap(({ hash, totp }) => [hash ?? [], totp ?? []].flat()),
    ...[...sessions, ...codes].map(({ digest }) => digest),
  ];
}

export async function openDemo({
  identityProviders = [],
  rateLimits = {},
  trustedProxies,
  requireIdentityFlow = false,
  exposure = openExposure,
}: DemoOptions = {}): Promise<Demo> {
  const { database, guessPool, url: databaseUrl, close: closeDatabase } = await openEmptyDatabase();
  await seed(database, demoAccounts);

  let offset = 0;
  const mails: string[] = [];
  const log: Record<string, unknown>[] = [];
  const now = () => new Date(Date.now() + offset);
  const server = await openServer({
    database,
    host: '127.0.0.1',
    port: 0,
    secretKey,
    findProviders: async () => identityProviders,
    rateLimits: { ...unlimited, ...rateLimits },
    trustedProxies,
    requireIdentityFlow,
    exposure,
    guessPool,
    onMessage: (_mail, message) => mails.push(message),
    logStream: { write: (line) => log.push(JSON.parse(line)) },
    now,
  });

  const leaks = createLeakCheck();
  const ledger = createDemoLedger();
  const post = async (body: string, headers: Record<string, string> = {}) => {
    leaks.recordRequest(body);
    const response = await fetch(server.url, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...headers },
    });
    const text = await response.clone().text();
    leaks.recordResponse(text);
    ledger.record(JSON.parse(text));
    return response;
  };

  return {
    url: server.url,
    database,
    databaseUrl,
    mails,
    log,
    now,
    advance: (minutes) => (offset += minutes * 60_000),
    post,
    async ask<Data, Variables>(document: TypedDocumentString<Data, Variables>, variables: Variables, token?: string) {
      const response = await post(
        JSON.stringify({ query: document.toString(), variables }),
        token === undefined ? {} : { authorization: `Session ${token}` },
      );
      const { data, errors } = (await response.json()) as { data: Data; errors?: unknown };
      if (errors) throw new Error(`HTTP ${response.status}: ${JSON.stringify(errors)}`);
      return data;
    },
    async close() {
      writeEntries(currentEngine(), ledger.entries());
      const stored = await storedSecrets(database);
      const metrics = await fetch(new URL('/metrics', server.url));
      const found = leaks.findLeaks([...stored, secretKey], JSON.stringify(log), await metrics.text());
      await server.close();
      await closeDatabase();
      if (found.length > 0) throw new Error(`The demo leaks secrets:\n${found.join('\n')}`);
    },
  };
}

export interface Account {
  readonly id: string;
  readonly username: string;
  readonly email: string;
  readonly password: string;
  readonly token: string;
}

/** Registers an account with an unused name. */
export async function signUp(demo: Demo): Promise<Account> {
  const username = `user-${randomInt(1e12)}`;
  const [email, password] = [`${username}@mail.example`, `password of ${username}`];
  const { usersRegister } = await demo.ask(UsersRegisterDocument, {
    input: { username, email, password, passwordRepeat: password },
  });
  const session = usersRegister!.userSession!;
  return { id: session.user.id, username, email, password, token: session.token! };
}

/**
 * Registers an account without a password, like those of external identities: a session that was
 * just opened proves the user.
 */
export async function signUpWithoutPassword(demo: Demo): Promise<Account> {
  const account = await signUp(demo);
  await demo.database.update(users).set({ passwordHash: null }).where(eq(users.username, account.username));
  return account;
}

/** Signs in a seeded account without MFA. */
export async function signIn(demo: Demo, username: 'admin' | 'alice'): Promise<string> {
  const { password } = demoAccounts.find((account) => account.username === username)!;
  const { usersLogin } = await demo.ask(UsersLoginDocument, { input: { username, password } });
  return usersLogin!.userSession!.token!;
}

/** Returns the current code of an authenticator app with this secret. */
export const digits = (demo: Demo, secret: string): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: demo.now().getTime() });

/**
 * Sets up TOTP for the account and returns the secret. Then moves the clock forward, so that the
 * next code is unused.
 */
export async function setUpTotp(demo: Demo, { token, password }: Account): Promise<string> {
  const { usersMfaTotpGenerateSecret } = await demo.ask(UsersMfaTotpGenerateSecretDocument, { input: {} }, token);
  const { secret, signedSecret } = usersMfaTotpGenerateSecret!;
  const input = { secret: signedSecret!, currentTotp: digits(demo, secret!), currentPassword: password };
  const { usersMfaTotpValidateSecret } = await demo.ask(UsersMfaTotpValidateSecretDocument, { input }, token);
  if (!usersMfaTotpValidateSecret!.user!.mfaStatus!.totpEnabled) throw new Error('TOTP was not set up');
  demo.advance(0.5);
  return secret!;
}

/** Replaces the backup codes of an account. `mfa` is required if it has MFA on. */
export async function rotateBackupCodes(
  demo: Demo,
  { token, password }: Account,
  mfa?: { readonly type: 'TOTP' | 'BACKUP_CODE'; readonly value: string },
): Promise<string[]> {
  const input = mfa ? { mfa } : { currentPassword: password };
  const { usersMfaBackupCodesRotate } = await demo.ask(UsersMfaBackupCodesRotateDocument, { input }, token);
  return usersMfaBackupCodesRotate!.codes!;
}

/** Returns a second factor that was not used before, after moving the clock forward. */
export function unusedTotp(demo: Demo, secret: string): { readonly type: 'TOTP'; readonly value: string } {
  demo.advance(0.5);
  return { type: 'TOTP', value: digits(demo, secret) };
}

/** Returns an expected error in the form that the client receives. */
export const error = (
  errorCode: string,
  ...details: ({ attribute: string; type: string } | { message: string })[]
) => ({
  errorCode,
  details: details.map((detail) => ({
    __typename: 'attribute' in detail ? 'ActiveModelError' : 'MessageError',
    ...detail,
  })),
});
