import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core';

const id = () => bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity();

const moments = {
  createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  updatedAt: timestamp({ withTimezone: true })
    .notNull()
    .defaultNow()
    .$onUpdate(() => sql`now()`),
};

export const users = pgTable(
  'users',
  {
    id: id(),
    username: text().notNull(),
    email: text().notNull(),
    firstname: text(),
    lastname: text(),
    admin: boolean().notNull().default(false),
    /** An argon2id hash in PHC format. */
    passwordHash: text().notNull(),
    /** In base32; null while MFA is off. */
    totpSecret: text(),
    /** The last 30-second step (seconds since 1970 / 30) whose code was accepted: it and all before it are refused. */
    totpLastStep: integer(),
    ...moments,
  },
  (table) => [
    uniqueIndex('users_username_unique').on(sql`lower(${table.username})`),
    uniqueIndex('users_email_unique').on(sql`lower(${table.email})`),
    check('users_username_length', sql`length(${table.username}) between 3 and 50`),
    check('users_email_length', sql`length(${table.email}) between 3 and 254`),
    check('users_firstname_length', sql`length(${table.firstname}) <= 50`),
    check('users_lastname_length', sql`length(${table.lastname}) <= 50`),
    check('users_totp_complete', sql`(${table.totpSecret} is null) = (${table.totpLastStep} is null)`),
  ],
);

export type UserRow = typeof users.$inferSelect;

const user = () =>
  bigint({ mode: 'number' })
    .notNull()
    .references(() => users.id, { onDelete: 'cascade' });

export const userSessions = pgTable(
  'user_sessions',
  {
    id: id(),
    userId: user(),
    /** SHA-256 of the token, in hex: the token itself is never stored. */
    tokenDigest: text().notNull().unique('user_sessions_token_unique'),
    active: boolean().notNull().default(true),
    ...moments,
  },
  (table) => [index('user_sessions_user').on(table.userId, table.id)],
);

export const backupCodes = pgTable(
  'backup_codes',
  {
    id: id(),
    userId: user(),
    /** A keyed digest of user and code: ten digits alone would be guessed from a plain one. */
    digest: text().notNull(),
    createdAt: moments.createdAt,
  },
  (table) => [unique('backup_codes_unique').on(table.userId, table.digest)],
);

export const applicationSettings = pgTable(
  'application_settings',
  {
    setting: text().primaryKey(),
    value: jsonb().notNull(),
    updatedAt: moments.updatedAt,
  },
  (table) => [check('application_settings_boolean', sql`jsonb_typeof(${table.value}) = 'boolean'`)],
);
