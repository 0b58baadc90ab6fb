import { eq } from 'drizzle-orm';
import { ErrorCode, MutationError } from 'graphql-error-codes';
import type { UsersLoginInput, UsersRegisterInput, UsersUpdateInput } from '../../generated/resolvers.js';
import { requireViewer, type Context } from '../../context.js';
import { convertFailures } from '../../database/failure.js';
import { users, type UserRow } from '../../database/tables.js';
import { isBlank, requirePresent } from '../../presence.js';
import { createPersonalNamespace } from '../namespaces/personal.js';
import { readSettings } from '../settings/service.js';
import {
  acceptAccountData,
  accountChanges,
  findAccount,
  registration,
  requireFree,
  takenMeanwhile,
} from './account-data.js';
import { acceptMfa } from './mfa.js';
import { hashPassword, verifyPassword } from './passwords.js';
import { endSessions } from './sessions.js';
import { lockUser } from './user-lock.js';

/** @throws MutationError REGISTRATION_DISABLED, MISSING_PARAMETER, INVALID_LOGIN_DATA */
export async function registerUser({ database }: Context, input: UsersRegisterInput): Promise<UserRow> {
  if (!(await readSettings(database)).userRegistrationEnabled) throw new MutationError(ErrorCode.REGISTRATION_DISABLED);
  requirePresent(input, ['username', 'email', 'password', 'passwordRepeat']);
  const { username, email, password } = acceptAccountData(registration, input);
  await requireFree(database, { username, email });

  const [user] = await convertFailures(
    database
      .insert(users)
      .values({ username, email, passwordHash: await hashPassword(password) })
      .returning(),
    takenMeanwhile,
  );
  await createPersonalNamespace(database, user!.id);
  return user!;
}

/**
 * Returns the attribute and the value by which the account is looked up.
 *
 * @throws MutationError MISSING_PARAMETER unless the input has a password and exactly one of
 * `username` and `email`.
 */
function requireLoginName(input: UsersLoginInput): ['username' | 'email', string] {
  const { email, username } = input;
  if (isBlank(email) && isBlank(username)) requirePresent(input, ['email', 'username', 'password']);
  requirePresent(input, ['password']);
  if (!isBlank(email) && !isBlank(username)) {
    throw new MutationError(ErrorCode.MISSING_PARAMETER, { message: 'Give either email or username, not both.' });
  }
  return isBlank(email) ? ['username', username!] : ['email', email!];
}

/**
 * Returns the account that the login data belong to. Unknown accounts and wrong passwords cannot be
 * distinguished, neither by the response nor by its timing.
 *
 * @throws MutationError MISSING_PARAMETER, INVALID_LOGIN_DATA, MFA_FAILED
 */
export async function verifyLogin(context: Context, input: UsersLoginInput): Promise<UserRow> {
  const { database, guessLimiter, address } = context;
  const name = requireLoginName(input);
  const found = await findAccount(database, ...name);
  const account = found ? `user ${found.id}` : `nobody ${name.join(' ').trim().toLowerCase()}`;
  const isAllowed =
    (await guessLimiter.attempt('account', account)) && (await guessLimiter.attempt('address', address));
  // Throttled callers get the same response as a wrong guess, whatever they send, after the same
  // work.
  const isCorrect = await verifyPassword(isAllowed && found ? found.passwordHash : null, input.password);
  if (!isCorrect || !found) throw new MutationError(ErrorCode.INVALID_LOGIN_DATA);
  await guessLimiter.forgive('account', account);
  await guessLimiter.forgive('address', address);

  const user = await lockUser(database, found.id);
  // The password may have been changed while it was verified.
  if (user?.passwordHash !== found.passwordHash) throw new MutationError(ErrorCode.INVALID_LOGIN_DATA);

  const { mfa } = input;
  const mfaIsOn = user.totpSecret !== null;
  if (mfaIsOn !== Boolean(mfa)) throw new MutationError(ErrorCode.MFA_FAILED);
  if (mfa && !(await acceptMfa(context, user, mfa))) throw new MutationError(ErrorCode.MFA_FAILED);
  return user;
}

/** The fields of `usersUpdate` that MFA protects. */
const criticalFields = ['email', 'password'] as const;

async function requireMfaForCriticalFields(context: Context, user: UserRow, input: UsersUpdateInput): Promise<void> {
  const critical = criticalFields.filter((field) => field in input);
  if (critical.length === 0 || user.totpSecret === null) return;
  if (!input.mfa) {
    throw new MutationError(
      ErrorCode.MFA_REQUIRED,
      ...critical.map((attribute) => ({ attribute, type: 'mfa_required' })),
    );
  }
  if (!(await acceptMfa(context, user, input.mfa))) throw new MutationError(ErrorCode.MFA_FAILED);
}

/**
 * Updates the fields present in `input`, even if they are null; absent fields keep their value.
 *
 * @throws MutationError MISSING_PERMISSION, UNMODIFIABLE_FIELD, MFA_REQUIRED, MFA_FAILED,
 * MISSING_PARAMETER, INVALID_LOGIN_DATA
 */
export async function updateUser(context: Context, input: UsersUpdateInput): Promise<UserRow> {
  const { database } = context;
  const viewer = requireViewer(context);
  const isSelf = viewer.user.id === input.userId;
  if (!isSelf && !viewer.user.admin) throw new MutationError(ErrorCode.MISSING_PERMISSION);
  const user = await lockUser(database, input.userId);
  if (!user) throw new MutationError(ErrorCode.MISSING_PERMISSION);

  // Rejected whatever the value: callers who may not change the field may not send it.
  if ('admin' in input && (isSelf || !viewer.user.admin)) {
    throw new MutationError(ErrorCode.UNMODIFIABLE_FIELD, { attribute: 'admin', type: 'unmodifiable' });
  }
  await requireMfaForCriticalFields(context, user, input);

  const given = Object.keys(input);
  const required = ['username', 'email', 'password', 'admin'] as const;
  requirePresent(input, [
    ...required.filter((field) => given.includes(field)),
    // A new password must be repeated, so neither field is accepted alone.
    ...(given.includes('password') ? (['passwordRepeat'] as const) : []),
    ...(given.includes('passwordRepeat') && !given.includes('password') ? (['password'] as const) : []),
  ]);
  const { password, passwordRepeat: _typedTwice, ...changes } = acceptAccountData(accountChanges, input);
  await requireFree(database, changes, user.id);

  const passwordHash = password === undefined ? undefined : await hashPassword(password);
  const [updated] = await convertFailures(
    // An UPDATE without values is invalid SQL; updatedAt is always set.
    database
      .update(users)
      .set({ ...changes, passwordHash, updatedAt: context.now() })
      .where(eq(users.id, user.id))
      .returning(),
    takenMeanwhile,
  );
  if (passwordHash !== undefined) await endSessions(database, user.id, viewer.sessionId);
  return updated!;
}
