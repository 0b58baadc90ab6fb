import { Secret, TOTP } from 'otpauth';
import type { Database } from './database/open.js';
import { namespaceLicenses, organizations, users } from './database/tables.js';
import { hashPassword } from './domains/accounts/passwords.js';
import { createNamespace } from './domains/namespaces/organizations.js';
import { createPersonalNamespace } from './domains/namespaces/personal.js';
import { demoRuntimes, seedRuntimes } from './domains/projects/seed-runtimes.js';
import { seedSettings } from './domains/settings/service.js';

export interface SeedAccount {
  readonly username: string;
  readonly password: string;
  readonly admin?: boolean;
  /** In base32. The account has MFA enabled. */
  readonly totpSecret?: string;
  /** An organization that the account administers, with a license for this number of members. */
  readonly licensed?: { readonly organization: string; readonly seats: number };
}

/** Accounts to try the demo with. Their passwords are public: never seed them in production. */
export const demoAccounts = [
  { username: 'admin', password: 'admin-of-the-demo', admin: true },
  {
    username: 'alice',
    password: 'alice-of-the-demo',
    // Its only seat is taken: an invitation returns NO_FREE_LICENSE_SEATS.
    licensed: { organization: 'Licensed', seats: 1 },
  },
  { username: 'mia', password: 'mia-of-the-demo', totpSecret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP' },
] as const satisfies readonly SeedAccount[];

async function createLicensed(
  database: Database,
  administratorId: number,
  { organization: name, seats }: NonNullable<SeedAccount['licensed']>,
): Promise<void> {
  const [organization] = await database.insert(organizations).values({ name }).onConflictDoNothing().returning();
  // Another replica may be seeding the same database.
  if (!organization) return;
  const namespaceId = await createNamespace(database, organization.id, administratorId);
  await database
    .insert(namespaceLicenses)
    .values({ namespaceId, startDate: '2020-01-01', restrictions: { user_count: seats } });
}

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
    .returning({ id: users.id, username: users.username });
  for (const { id, username } of made) {
    await createPersonalNamespace(database, id);
    const licensed = accounts.find((account) => account.username === username)?.licensed;
    if (licensed) await createLicensed(database, id, licensed);
  }
  return accounts;
}

/** Returns the code that an authenticator app shows at `now`. */
export const totpNow = (secret: string, now: Date): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now.getTime() });
