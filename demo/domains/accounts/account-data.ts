import { and, ne, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import * as v from 'valibot';
import { type ActiveModelError, ErrorCode, fromIssues, MutationError } from 'graphql-error-codes';
import type { DatabaseFailure } from '../../database/failure.js';
import type { Database } from '../../database/open.js';
import { users, type UserRow } from '../../database/tables.js';
import { isStorable, text } from '../../text.js';

/* What an account accepts. A message is the `type` that the client receives. */

const username = v.pipe(v.string(), v.trim(), text(3, 50), v.regex(/^[\p{L}\p{N}_.-]*$/u, 'invalid'));
const email = v.pipe(v.string(), v.trim(), text(0, 254), v.email('invalid'));
const personName = v.nullable(v.pipe(v.string(), v.trim(), text(0, 50), v.check(isStorable, 'invalid')));
/** The lower bound is NIST SP 800-63B's; the upper one keeps hashing cheap. */
const password = text(8, 128);

const same = (input: Readonly<Record<string, unknown>>, one: string, other: string) => input[one] === input[other];

export const registration = v.pipe(
  v.object({ username, email, password, passwordRepeat: v.string() }),
  v.forward(
    v.partialCheck(
      [['password'], ['passwordRepeat']],
      (input) => same(input, 'password', 'passwordRepeat'),
      'confirmation',
    ),
    ['passwordRepeat'],
  ),
);

export const accountChanges = v.pipe(
  v.object({
    username: v.optional(username),
    email: v.optional(email),
    firstname: v.optional(personName),
    lastname: v.optional(personName),
    password: v.optional(password),
    passwordRepeat: v.optional(v.string()),
    admin: v.optional(v.boolean()),
  }),
  v.forward(
    v.partialCheck(
      [['password'], ['passwordRepeat']],
      (input) => same(input, 'password', 'passwordRepeat'),
      'confirmation',
    ),
    ['passwordRepeat'],
  ),
);

export const newPassword = v.pipe(
  v.object({ newPassword: password, newPasswordConfirmation: v.string() }),
  v.forward(
    v.partialCheck(
      [['newPassword'], ['newPasswordConfirmation']],
      (input) => same(input, 'newPassword', 'newPasswordConfirmation'),
      'confirmation',
    ),
    ['newPasswordConfirmation'],
  ),
);

/** What an external provider says, and no password. */
export const externalAccount = v.object({ username, email, firstname: personName, lastname: personName });

type AccountSchema = typeof registration | typeof externalAccount | typeof accountChanges | typeof newPassword;

/**
 * The accepted values of `input`, trimmed.
 *
 * @throws MutationError INVALID_LOGIN_DATA with one detail for each value that is refused.
 */
export function acceptAccountData<Schema extends AccountSchema>(schema: Schema, input: unknown): v.InferOutput<Schema> {
  const result = v.safeParse(schema, input);
  if (!result.success) throw new MutationError(ErrorCode.INVALID_LOGIN_DATA, ...fromIssues(result.issues, input));
  return result.output;
}

/**
 * Checks that no other account has the username or the address, whatever their case.
 *
 * @throws MutationError INVALID_LOGIN_DATA with one detail for each that is taken.
 */
export async function requireFree(
  database: Database,
  wanted: { readonly username?: string | undefined; readonly email?: string | undefined },
  exceptUserId = 0,
): Promise<void> {
  const details: ActiveModelError[] = [];
  for (const attribute of ['username', 'email'] as const) {
    const value = wanted[attribute];
    if (value === undefined) continue;
    const holders = database
      .select({ id: users.id })
      .from(users)
      .where(and(equalsIgnoringCase(users[attribute], value), ne(users.id, exceptUserId)));
    if ((await holders).length > 0) details.push({ attribute, type: 'taken' });
  }
  if (details.length > 0) throw new MutationError(ErrorCode.INVALID_LOGIN_DATA, ...details);
}

/** What the unique indexes say when somebody else took the name after {@link requireFree} had looked. */
export function takenMeanwhile({ constraint }: DatabaseFailure): MutationError | undefined {
  const attribute =
    constraint === 'users_username_unique' ? 'username' : constraint === 'users_email_unique' ? 'email' : undefined;
  return attribute && new MutationError(ErrorCode.INVALID_LOGIN_DATA, { attribute, type: 'taken' });
}

/**
 * The account with this username or address, whatever its case.
 *
 * @returns `undefined` also for what no account can have.
 */
export async function findAccount(
  database: Database,
  attribute: 'username' | 'email',
  value: string,
): Promise<UserRow | undefined> {
  if (!isStorable(value)) return undefined;
  const [user] = await database.select().from(users).where(equalsIgnoringCase(users[attribute], value.trim()));
  return user;
}

/** As the unique indexes compare. */
const equalsIgnoringCase = (column: PgColumn, value: string) => sql`lower(${column}) = lower(${value})`;
