import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
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
    /** An argon2id hash in PHC format; null for who signs in with an external identity alone. */
    passwordHash: text(),
    /** In base32; null while MFA is off. */
    totpSecret: text(),
    /**
     * The last 30-second step (seconds since 1970 / 30) whose code was accepted: it and all before
     * it are refused.
     */
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

/** Who an account is at an external provider. */
export const userIdentities = pgTable(
  'user_identities',
  {
    id: id(),
    userId: user(),
    providerId: text().notNull(),
    /** The subject, which the provider never gives to anybody else. */
    identifier: text().notNull(),
    ...moments,
  },
  (table) => [
    unique('user_identities_identity_unique').on(table.providerId, table.identifier),
    unique('user_identities_provider_unique').on(table.userId, table.providerId),
  ],
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

export const organizations = pgTable('organizations', { id: id(), name: text().notNull(), ...moments }, (table) => [
  uniqueIndex('organizations_name_unique').on(sql`lower(${table.name})`),
  check('organizations_name_length', sql`length(${table.name}) between 3 and 50`),
]);

export type OrganizationRow = typeof organizations.$inferSelect;

/** Owned by one user (a personal namespace) or by an organization. */
export const namespaces = pgTable(
  'namespaces',
  {
    id: id(),
    userId: bigint({ mode: 'number' })
      .unique('namespaces_user_unique')
      .references(() => users.id, { onDelete: 'cascade' }),
    organizationId: bigint({ mode: 'number' })
      .unique('namespaces_organization_unique')
      .references(() => organizations.id, { onDelete: 'cascade' }),
    ...moments,
  },
  (table) => [check('namespaces_one_owner', sql`num_nonnulls(${table.userId}, ${table.organizationId}) = 1`)],
);

export type NamespaceRow = typeof namespaces.$inferSelect;

const namespace = () =>
  bigint({ mode: 'number' })
    .notNull()
    .references(() => namespaces.id, { onDelete: 'cascade' });

export const namespaceMembers = pgTable(
  'namespace_members',
  { id: id(), namespaceId: namespace(), userId: user(), ...moments },
  (table) => [
    unique('namespace_members_unique').on(table.namespaceId, table.userId),
    // What the links below refer to, so that a member and his roles are of one namespace.
    unique('namespace_members_within').on(table.id, table.namespaceId),
    index('namespace_members_user').on(table.userId, table.id),
  ],
);

export type NamespaceMemberRow = typeof namespaceMembers.$inferSelect;

export const namespaceRoles = pgTable(
  'namespace_roles',
  {
    id: id(),
    namespaceId: namespace(),
    name: text().notNull(),
    /** Names of `NamespaceAbility`. */
    abilities: text().array().notNull().default([]),
    ...moments,
  },
  (table) => [
    uniqueIndex('namespace_roles_name_unique').on(table.namespaceId, sql`lower(${table.name})`),
    unique('namespace_roles_within').on(table.id, table.namespaceId),
    check('namespace_roles_name_length', sql`length(${table.name}) between 3 and 50`),
  ],
);

export type NamespaceRoleRow = typeof namespaceRoles.$inferSelect;

export const namespaceMemberRoles = pgTable(
  'namespace_member_roles',
  {
    namespaceId: bigint({ mode: 'number' }).notNull(),
    memberId: bigint({ mode: 'number' }).notNull(),
    roleId: bigint({ mode: 'number' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.memberId, table.roleId] }),
    foreignKey({
      name: 'namespace_member_roles_member',
      columns: [table.memberId, table.namespaceId],
      foreignColumns: [namespaceMembers.id, namespaceMembers.namespaceId],
    }).onDelete('cascade'),
    foreignKey({
      name: 'namespace_member_roles_role',
      columns: [table.roleId, table.namespaceId],
      foreignColumns: [namespaceRoles.id, namespaceRoles.namespaceId],
    }).onDelete('cascade'),
    index('namespace_member_roles_of_role').on(table.roleId),
  ],
);

/** What the owner of a namespace paid for. */
export const namespaceLicenses = pgTable(
  'namespace_licenses',
  {
    id: id(),
    namespaceId: namespace(),
    startDate: date().notNull(),
    /** The last day; null for no end. */
    endDate: date(),
    /** `user_count`: how many members the namespace may have; absent for any number. */
    restrictions: jsonb().$type<{ readonly user_count?: number }>().notNull().default({}),
    ...moments,
  },
  (table) => [
    check('namespace_licenses_period', sql`${table.endDate} >= ${table.startDate}`),
    check('namespace_licenses_user_count', sql`coalesce((${table.restrictions} ->> 'user_count')::int, 0) >= 0`),
    index('namespace_licenses_namespace').on(table.namespaceId, table.startDate),
  ],
);

/** What runs flows: for every namespace, or for one. */
export const runtimes = pgTable(
  'runtimes',
  {
    id: id(),
    /** Null for a global runtime. */
    namespaceId: bigint({ mode: 'number' }).references(() => namespaces.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    ...moments,
  },
  (table) => [
    uniqueIndex('runtimes_name_unique').on(sql`coalesce(${table.namespaceId}, 0)`, sql`lower(${table.name})`),
  ],
);

export type RuntimeRow = typeof runtimes.$inferSelect;

/** Something that a runtime can do, in one of three kinds. */
export const runtimeDefinitions = pgTable(
  'runtime_definitions',
  {
    id: id(),
    runtimeId: bigint({ mode: 'number' })
      .notNull()
      .references(() => runtimes.id, { onDelete: 'cascade' }),
    kind: text({ enum: ['data_type', 'flow_type', 'function'] }).notNull(),
    key: text().notNull(),
    major: integer().notNull(),
    minor: integer().notNull(),
    patch: integer().notNull(),
    /** Of a function: the names that stand for a data type until it is used. */
    genericKeys: text().array().notNull().default([]),
    ...moments,
  },
  (table) => [
    unique('runtime_definitions_unique').on(table.runtimeId, table.kind, table.key),
    check('runtime_definitions_kind', sql`${table.kind} in ('data_type', 'flow_type', 'function')`),
    check('runtime_definitions_version', sql`least(${table.major}, ${table.minor}, ${table.patch}) >= 0`),
  ],
);

export type DefinitionRow = typeof runtimeDefinitions.$inferSelect;

export const runtimeParameters = pgTable(
  'runtime_parameters',
  {
    id: id(),
    definitionId: bigint({ mode: 'number' })
      .notNull()
      .references(() => runtimeDefinitions.id, { onDelete: 'cascade' }),
    key: text().notNull(),
  },
  (table) => [unique('runtime_parameters_unique').on(table.definitionId, table.key)],
);

export const namespaceProjects = pgTable(
  'namespace_projects',
  {
    id: id(),
    namespaceId: namespace(),
    name: text().notNull(),
    /** The runtime that flows are made for; it cannot go while it is somebody's. */
    primaryRuntimeId: bigint({ mode: 'number' }).references(() => runtimes.id, { onDelete: 'restrict' }),
    ...moments,
  },
  (table) => [
    uniqueIndex('namespace_projects_name_unique').on(table.namespaceId, sql`lower(${table.name})`),
    check('namespace_projects_name_length', sql`length(${table.name}) between 3 and 50`),
  ],
);

export type ProjectRow = typeof namespaceProjects.$inferSelect;

const project = () =>
  bigint({ mode: 'number' })
    .notNull()
    .references(() => namespaceProjects.id, { onDelete: 'cascade' });

export const projectRuntimes = pgTable(
  'project_runtimes',
  {
    projectId: project(),
    runtimeId: bigint({ mode: 'number' })
      .notNull()
      .references(() => runtimes.id, { onDelete: 'cascade' }),
  },
  (table) => [primaryKey({ columns: [table.projectId, table.runtimeId] })],
);

export const flows = pgTable(
  'flows',
  {
    id: id(),
    projectId: project(),
    name: text().notNull(),
    flowTypeId: bigint({ mode: 'number' })
      .notNull()
      .references(() => runtimeDefinitions.id),
    /** The nodes and settings, with global ids, as the client gave them. */
    definition: jsonb().notNull(),
    ...moments,
  },
  (table) => [
    uniqueIndex('flows_name_unique').on(table.projectId, sql`lower(${table.name})`),
    check('flows_name_length', sql`length(${table.name}) between 3 and 50`),
  ],
);

export type FlowRow = typeof flows.$inferSelect;

/**
 * Where the guess limiter of all replicas counts; its columns are those of rate-limiter-flexible.
 */
export const guesses = pgTable('guesses', {
  key: text().primaryKey(),
  points: integer().notNull().default(0),
  expire: bigint({ mode: 'number' }),
});
