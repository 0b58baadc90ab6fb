import { Secret, TOTP } from 'otpauth';
import type { Database } from './database/open.js';
import { users } from './database/tables.js';
import { hashPassword } from './domains/accounts/passwords.js';
import { createPersonalNamespace } from './domains/namespaces/personal.js';
import { demoRuntimes, seedRuntimes } from './domains/projects/seed-runtimes.js';
import { seedSettings } from './domains/settings/service.js';

export interface SeedAccount {
  readonly username: string;
  readonly password: string;
  readonly admin?: boolean;
  /** In base32. The account has MFA enabled. */
  readonly totpSecret?: string;
}

/** Accounts to try the demo with. Their passwords are public: never seed them in production. */
export const demoAccounts = [
  { username: 'admin', password: 'admin-of-the-demo', admin: true },
  { username: 'alice', password: 'alice-of-the-demo' },
  { username: 'mia', password: 'mia-of-the-demo', totpSecret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP' },
] as const satisfies readonly SeedAccount[];

/**
 * Fills an empty database. Existing data stays unchanged.
 *
 * @returns the accounts that it created: all, or none when the database has accounts.
 */
export async function seed(database: Database, accounts: readonly SeedAccount[]): Promise<readonly SeedAccount[]> {
  await seedSettings(database);
  await database.transaction((begun) => seedRuntimes(begun, demoRuntimes));
  if (accounts.length === 0 || (await database.select({ id: users.id }).from(users).limit(1)).length > 0) return [];

  const rows = accounts.map(async ({ username, password, admin = false, totpSecret }) => ({
    username,
    email: `${username}@demo.example`,
    admin,
    passwordHash: await hashPassword(password),
    emailVerifiedAt: new Date(),
    totpSecret: totpSecret ?? null,
    totpLastStep: totpSecret === undefined ? null : 0,
  }));
  // Another replica may be seeding the same database.
  const made = await database
    .insert(users)
    .values(await Promise.all(rows))
    .onConflictDoNothing()
    .returning({ id: users.id });
  for (const { id } of made) await createPersonalNamespace(database, id);
  return accounts;
}

/** Returns the code that an authenticator app shows at `now`. */
export const totpNow = (secret: string, now: Date): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now.getTime() });
