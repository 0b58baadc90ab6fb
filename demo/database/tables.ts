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
    /** When the user proved that the address is theirs; null until then. */
    emailVerifiedAt: timestamp({ withTimezone: true }),
    firstname: text(),
    lastname: text(),
    admin: boolean().notNull().default(false),
    /** An argon2id hash in PHC format; null for accounts that only have an external identity. */
    passwordHash: text(),
    /** In base32; null while MFA is off. */
    totpSecret: text(),
    /**
     * The last 30-second step (seconds since 1970 / 30) whose code was accepted. Codes of this step
     * and all earlier ones are rejected.
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
    /** The SHA-256 of the token, in hex. The token itself is never stored. */
    tokenDigest: text().notNull().unique('user_sessions_token_unique'),
    active: boolean().notNull().default(true),
    /** When the user proved who they are. */
    signedInAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    /** The last use, at most an hour late. */
    usedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    expiresAt: timestamp({ withTimezone: true })
      .notNull()
      .default(sql`now() + interval '30 days'`),
    ...moments,
  },
  (table) => [index('user_sessions_user').on(table.userId, table.id)],
);

/** The identities of accounts at external providers. */
export const userIdentities = pgTable(
  'user_identities',
  {
    id: id(),
    userId: user(),
    providerId: text().notNull(),
    /** The subject, which is unique within the provider and never reassigned. */
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
    /** A keyed digest of user and code: a plain digest of ten digits could be reversed. */
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
  {
    id: id(),
    namespaceId: namespace(),
    userId: user(),
    /** When the user accepted the invitation; null until then. */
    acceptedAt: timestamp({ withTimezone: true }),
    ...moments,
  },
  (table) => [
    unique('namespace_members_unique').on(table.namespaceId, table.userId),
    // Referenced by the member's roles, so that both belong to the same namespace.
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

/** The licenses of a namespace. */
export const namespaceLicenses = pgTable(
  'namespace_licenses',
  {
    id: id(),
    namespaceId: namespace(),
    startDate: date().notNull(),
    /** The last valid day; null for an unlimited license. */
    endDate: date(),
    /** `user_count`: the maximum number of members; unlimited if absent. */
    restrictions: jsonb().$type<{ readonly user_count?: number }>().notNull().default({}),
    ...moments,
  },
  (table) => [
    check('namespace_licenses_period', sql`${table.endDate} >= ${table.startDate}`),
    check('namespace_licenses_user_count', sql`coalesce((${table.restrictions} ->> 'user_count')::int, 0) >= 0`),
    index('namespace_licenses_namespace').on(table.namespaceId, table.startDate),
  ],
);

/** Environments that run flows, available to all namespaces or to one. */
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

/** The data types, flow types and functions of a runtime. */
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
    /** For functions: placeholders for data types that are chosen where the function is used. */
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
    /** The runtime whose definitions the flows use. It cannot be deleted while it is in use. */
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
    /** The nodes and settings as passed by the client, with numbers as ids. */
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
 * The counts of the rate limits, shared by all replicas. rate-limiter-flexible defines the columns.
 */
export const guesses = pgTable('guesses', {
  key: text().primaryKey(),
  points: integer().notNull().default(0),
  expire: bigint({ mode: 'number' }),
});
