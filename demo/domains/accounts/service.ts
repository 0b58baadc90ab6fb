import { eq } from 'drizzle-orm';
import { ErrorCode, isMutationError, MutationError } from 'graphql-error-codes';
import type { UsersLoginInput, UsersRegisterInput, UsersUpdateInput } from '../../generated/resolvers.js';
import { requireViewer, type Context } from '../../context.js';
import { convertFailures } from '../../database/failure.js';
import { users, type UserRow } from '../../database/tables.js';
import { isBlank, requirePresent } from '../../presence.js';
import { networkOf } from '../../rate-limits.js';
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
import { sendVerification } from './email-verification.js';
import { guessedNobody, guessedPassword } from './guesses.js';
import { hashPassword, verifyPassword } from './passwords.js';
import { confirmProof, requireProof, type Proof } from './proof.js';
import { checkFactor, consumeFactor, type Factor } from './second-factor.js';
import { endSessions } from './sessions.js';
import { lockUser } from './user-lock.js';

/** REGISTRATION_DISABLED, for a caller who has registered too often. */
export const tooManyRegistrations = (): MutationError =>
  new MutationError(ErrorCode.REGISTRATION_DISABLED, {
    message: 'Too many accounts were registered from this address. Try again in an hour.',
  });

/** Account data that was accepted, with its password hashed. */
export interface Registration {
  readonly username: string;
  readonly email: string;
  readonly passwordHash: string;
}

/**
 * Checks the data of a new account and hashes its password. Call it before the transaction of
 * {@link registerUser}.
 *
 * @throws MutationError REGISTRATION_DISABLED, also after too many attempts from one address,
 * because each tells whether a name is taken; MISSING_PARAMETER, INVALID_LOGIN_DATA
 */
export async function prepareRegistration(
  { database, rateLimits, address }: Context,
  input: UsersRegisterInput,
): Promise<Registration> {
  if (!(await readSettings(database)).userRegistrationEnabled) throw new MutationError(ErrorCode.REGISTRATION_DISABLED);
  requirePresent(input, ['username', 'email', 'password', 'passwordRepeat']);
  const { username, email, password } = acceptAccountData(registration, input);
  if (!(await rateLimits.take('registrationsFromAddress', networkOf(address)))) throw tooManyRegistrations();
  await requireFree(database, { username, email });
  return { username, email, passwordHash: await hashPassword(password) };
}

/**
 * Creates the account and its personal namespace.
 *
 * @throws MutationError REGISTRATION_DISABLED, INVALID_LOGIN_DATA
 */
export async function registerUser({ database }: Context, data: Registration): Promise<UserRow> {
  if (!(await readSettings(database)).userRegistrationEnabled) throw new MutationError(ErrorCode.REGISTRATION_DISABLED);
  const [user] = await convertFailures(database.insert(users).values(data).returning(), takenMeanwhile);
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

/** A login that was verified before its transaction. */
export interface VerifiedLogin {
  readonly user: UserRow;
  readonly factor: Factor | null;
}

/**
 * Verifies the password and the second factor. Unknown accounts and wrong passwords cannot be
 * distinguished, neither by the response nor by its timing. Call it before the transaction of
 * {@link acceptLogin}.
 *
 * @throws MutationError MISSING_PARAMETER, INVALID_LOGIN_DATA, MFA_FAILED
 */
export async function verifyLogin(context: Context, input: UsersLoginInput): Promise<VerifiedLogin> {
  const { database, rateLimits, address } = context;
  const name = requireLoginName(input);
  const found = await findAccount(database, ...name);
  const account = found ? guessedPassword(found) : guessedNobody(name.join(' '));
  const isCorrect = await rateLimits.guess(account, address, (isAllowed) =>
    verifyPassword(isAllowed && found ? found.passwordHash : null, input.password),
  );
  if (!isCorrect || !found) throw new MutationError(ErrorCode.INVALID_LOGIN_DATA);

  const { mfa } = input;
  const mfaIsOn = found.totpSecret !== null;
  if (mfaIsOn !== Boolean(mfa)) throw new MutationError(ErrorCode.MFA_FAILED);
  const factor = mfa ? await checkFactor(context, found, mfa) : null;
  if (mfa && !factor) throw new MutationError(ErrorCode.MFA_FAILED);
  return { user: found, factor };
}

/**
 * Returns the account of a verified login, and consumes its backup code.
 *
 * @throws MutationError INVALID_LOGIN_DATA, MFA_FAILED when a credential has changed since
 */
export async function acceptLogin(context: Context, { user: verified, factor }: VerifiedLogin): Promise<UserRow> {
  const user = await lockUser(context.database, verified.id);
  if (user?.passwordHash !== verified.passwordHash) throw new MutationError(ErrorCode.INVALID_LOGIN_DATA);
  const isCurrent = user.totpSecret === verified.totpSecret;
  if (!isCurrent || (factor && !(await consumeFactor(context, user, factor)))) {
    throw new MutationError(ErrorCode.MFA_FAILED);
  }
  return user;
}

/** The fields of `usersUpdate` that are credentials. */
const criticalFields = ['email', 'password'] as const;

type ChangeableField = 'username' | 'email' | 'firstname' | 'lastname' | 'admin' | 'passwordHash';

/** Changes that were accepted, with the new password hashed. */
export interface AcceptedUpdate {
  /** The account before the update. */
  readonly before: UserRow;
  readonly changes: { readonly [Field in ChangeableField]?: UserRow[Field] | undefined };
  readonly proof: Proof | null;
}

/** @throws MutationError MISSING_PERMISSION, UNMODIFIABLE_FIELD */
async function requireUpdatable(context: Context, input: UsersUpdateInput, lock: boolean): Promise<UserRow> {
  const { user: actor } = requireViewer(context);
  const isSelf = actor.id === input.userId;
  if (!isSelf && !actor.admin) throw new MutationError(ErrorCode.MISSING_PERMISSION);
  const [user] = lock
    ? [await lockUser(context.database, input.userId)]
    : await context.database.select().from(users).where(eq(users.id, input.userId));
  if (!user) throw new MutationError(ErrorCode.MISSING_PERMISSION);
  // Rejected whatever the value: callers who may not change the field may not send it.
  if ('admin' in input && (isSelf || !actor.admin)) {
    throw new MutationError(ErrorCode.UNMODIFIABLE_FIELD, { attribute: 'admin', type: 'unmodifiable' });
  }
  return user;
}

/**
 * Checks an update, and the proof that changes of credentials need: of the account if it has MFA
 * on, otherwise of the caller. Hashes the new password. Call it before the transaction of {@link
 * updateUser}.
 *
 * @throws MutationError MISSING_PERMISSION, UNMODIFIABLE_FIELD, MFA_REQUIRED, MFA_FAILED,
 * MISSING_PARAMETER, INVALID_LOGIN_DATA
 */
export async function prepareUpdate(context: Context, input: UsersUpdateInput): Promise<AcceptedUpdate> {
  const user = await requireUpdatable(context, input, false);
  const viewer = requireViewer(context);
  const critical = criticalFields.filter((field) => field in input);
  const owner = user.totpSecret === null ? viewer.user : user;
  const proof = critical.length > 0 ? await requireProof({ ...context, viewer }, owner, input, critical) : null;

  const given = Object.keys(input);
  const required = ['username', 'email', 'password', 'admin'] as const;
  requirePresent(input, [
    ...required.filter((field) => given.includes(field)),
    // A new password must be repeated, so neither field is accepted alone.
    ...(given.includes('password') ? (['passwordRepeat'] as const) : []),
    ...(given.includes('passwordRepeat') && !given.includes('password') ? (['password'] as const) : []),
  ]);
  const { password, passwordRepeat: _typedTwice, ...changes } = acceptAccountData(accountChanges, input);
  return {
    before: user,
    proof,
    changes: { ...changes, ...(password !== undefined && { passwordHash: await hashPassword(password) }) },
  };
}

/**
 * Updates the fields present in `input`, even if they are null; absent fields keep their value. A
 * change of a credential ends all other sessions of the account.
 *
 * @throws MutationError MISSING_PERMISSION, UNMODIFIABLE_FIELD, MFA_FAILED, INVALID_LOGIN_DATA
 */
export async function updateUser(
  context: Context,
  input: UsersUpdateInput,
  { changes, proof }: AcceptedUpdate,
): Promise<UserRow> {
  const { database, rateLimits } = context;
  const user = await requireUpdatable(context, input, true);
  const { user: actor, sessionId } = requireViewer(context);
  if (proof) {
    const owner = proof.owner.id === user.id ? user : await lockUser(database, proof.owner.id);
    if (!owner) throw new MutationError(ErrorCode.MISSING_PERMISSION);
    // The account has turned MFA on since: its own factor is needed.
    if (user.totpSecret !== null && owner !== user) throw new MutationError(ErrorCode.MFA_FAILED);
    await confirmProof(context, owner, proof);
  }
  // Each tells whether a name is taken.
  const asks = changes.username !== undefined || changes.email !== undefined;
  if (asks && (await rateLimits.isReached('takenNamesOfAccount', String(actor.id)))) {
    throw new MutationError(ErrorCode.INVALID_LOGIN_DATA, {
      message: 'Too many names and addresses that are taken. Try again in an hour.',
    });
  }
  try {
    await requireFree(database, changes, user.id);
  } catch (error) {
    if (isMutationError(error)) await rateLimits.take('takenNamesOfAccount', String(actor.id));
    throw error;
  }

  const emailChanges = changes.email !== undefined && changes.email !== user.email;
  const [updated] = await convertFailures(
    // An UPDATE without values is invalid SQL; updatedAt is always set.
    database
      .update(users)
      .set({ ...changes, ...(emailChanges && { emailVerifiedAt: null }), updatedAt: context.now() })
      .where(eq(users.id, user.id))
      .returning(),
    takenMeanwhile,
  );
  if (emailChanges || changes.passwordHash !== undefined) await endSessions(database, user.id, sessionId);
  return updated!;
}

/** Tells both addresses of an account that its address was changed, after the transaction. */
export function announceEmail(context: Context, before: UserRow, after: UserRow): void {
  if (before.email === after.email) return;
  sendVerification(context, after);
  context.background.run(async () => {
    const { rateLimits, mailer } = context;
    if (!(await rateLimits.take('mailsToAddress', `change ${before.email.toLowerCase()}`))) return;
    mailer.post({
      to: before.email,
      subject: 'Your address was changed',
      text: `Hello ${after.username},\n\nyour account has another address now. If it was not you, ask an administrator for help.\n`,
    });
  });
}
