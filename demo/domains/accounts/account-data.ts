import { and, ne, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import * as v from 'valibot';
import { type ActiveModelError, ErrorCode, fromIssues, MutationError } from 'graphql-error-codes';
import type { DatabaseFailure } from '../../database/failure.js';
import type { Database } from '../../database/open.js';
import { users, type UserRow } from '../../database/tables.js';
import { isStorable, text } from '../../text.js';

/* The valid values of an account. The messages are sent to clients as `type`. */

const username = v.pipe(v.string(), v.trim(), text(3, 50), v.regex(/^[\p{L}\p{N}_.-]*$/u, 'invalid'));
const email = v.pipe(v.string(), v.trim(), text(0, 254), v.email('invalid'));
const personName = v.nullable(v.pipe(v.string(), v.trim(), text(0, 50), v.check(isStorable, 'invalid')));
/** The minimum follows NIST SP 800-63B; the maximum limits the cost of hashing. */
const password = text(8, 128);

type Fields = Record<string, unknown>;

/**
 * Checks that both fields have the same value, once both are valid on their own. The issue is
 * reported for `repeat`.
 */
function confirmation<Input extends Fields>(field: keyof Input & string, repeat: keyof Input & string) {
  const paths: [[string], [string]] = [[field], [repeat]];
  const isSame = (input: Fields) => input[field] === input[repeat];
  const check = v.forward(v.partialCheck<Fields, typeof paths, Fields, string>(paths, isSame, 'confirmation'), [
    repeat,
  ]);
  // Valibot verifies paths only for a concrete input type; both names are keys of `Input`.
  return check as v.GenericValidation<Input>;
}

export const registration = v.pipe(
  v.object({ username, email, password, passwordRepeat: v.string() }),
  confirmation('password', 'passwordRepeat'),
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
  confirmation('password', 'passwordRepeat'),
);

export const newPassword = v.pipe(
  v.object({ newPassword: password, newPasswordConfirmation: v.string() }),
  confirmation('newPassword', 'newPasswordConfirmation'),
);

/** The data from an external provider, which includes no password. */
export const externalAccount = v.object({ username, email, firstname: personName, lastname: personName });

type AccountSchema = typeof registration | typeof externalAccount | typeof accountChanges | typeof newPassword;

/**
 * Validates `input` and returns its values, trimmed.
 *
 * @throws MutationError INVALID_LOGIN_DATA with one detail for each invalid value.
 */
export function acceptAccountData<Schema extends AccountSchema>(schema: Schema, input: unknown): v.InferOutput<Schema> {
  const result = v.safeParse(schema, input);
  if (!result.success) throw new MutationError(ErrorCode.INVALID_LOGIN_DATA, ...fromIssues(result.issues, input));
  return result.output;
}

/** The same comparison as in the unique indexes. */
const equalsIgnoringCase = (column: PgColumn, value: string) => sql`lower(${column}) = lower(${value})`;

/**
 * Checks that no other account has the username or the email address, ignoring case.
 *
 * @throws MutationError INVALID_LOGIN_DATA with one detail for each attribute that is taken.
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

/**
 * Converts the violation of a unique index: another request may take a name or an address after
 * {@link requireFree} has checked it.
 */
export function takenMeanwhile({ constraint }: DatabaseFailure): MutationError | undefined {
  const attribute =
    constraint === 'users_username_unique' ? 'username' : constraint === 'users_email_unique' ? 'email' : undefined;
  return attribute && new MutationError(ErrorCode.INVALID_LOGIN_DATA, { attribute, type: 'taken' });
}

/**
 * Returns the account with this username or email address, ignoring case. Returns `undefined` if
 * there is none, also for values that the database cannot store.
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
