import { eq } from 'drizzle-orm';
import { ErrorCode, MutationError } from 'graphql-error-codes';
import type { UsersPasswordResetInput, UsersPasswordResetRequestInput } from '../../generated/resolvers.js';
import type { Context } from '../../context.js';
import { users, type UserRow } from '../../database/tables.js';
import { requirePresent } from '../../presence.js';
import { networkOf } from '../../rate-limits.js';
import { acceptAccountData, findAccount, newPassword } from './account-data.js';
import { fingerprint, hashPassword } from './passwords.js';
import { endSessions } from './sessions.js';
import { lockUser } from './user-lock.js';

const tokenMinutes = 15;

/**
 * What a token is bound to: it works only once, because it changes the password, and not after the
 * address has changed.
 */
const bindingOf = ({ passwordHash, email }: UserRow) => ({
  password: fingerprint(passwordHash),
  email: fingerprint(email.toLowerCase()),
});

async function sendToken({ database, signer, mailer }: Context, email: string): Promise<void> {
  const user = await findAccount(database, 'email', email);
  if (!user) return;
  const token = await signer.sign('password-reset', user.id, bindingOf(user), tokenMinutes);
  mailer.post({
    to: user.email,
    subject: 'Reset your password',
    text: `Hello ${user.username},\n\nthis token sets a new password, once, within ${tokenMinutes} minutes:\n\n${token}\n\nIf you did not ask for it, do nothing.\n`,
  });
}

/**
 * Sends a reset token to the address if an account with this address exists, and if not too many
 * mails were asked for. All of that happens after the response: neither its content nor its timing
 * reveals whether there is an account.
 *
 * @returns the same message in each case.
 * @throws MutationError MISSING_PARAMETER
 */
export async function requestPasswordReset(context: Context, input: UsersPasswordResetRequestInput): Promise<string> {
  requirePresent(input, ['email']);
  const email = input.email!;
  const { rateLimits, address, background } = context;
  const mayAsk = await rateLimits.take('mailsFromAddress', networkOf(address));
  const mayGet = await rateLimits.take('mailsToAddress', `reset ${email.trim().toLowerCase()}`);
  if (mayAsk && mayGet) background.run(() => sendToken(context, email));
  return 'If an account has this address, a mail with a reset token is on its way.';
}

const invalidToken = () =>
  new MutationError(ErrorCode.INVALID_VERIFICATION_CODE, { attribute: 'resetToken', type: 'invalid' });

const isBoundTo = (claims: Readonly<Record<string, unknown>>, user: UserRow): boolean => {
  const { password, email } = bindingOf(user);
  return claims.password === password && claims.email === email;
};

/** A new password for the user, accepted and hashed. */
export interface PasswordReset {
  readonly userId: number;
  readonly claims: Readonly<Record<string, unknown>>;
  readonly passwordHash: string;
}

/**
 * Checks the token and hashes the new password. Call it before the transaction of
 * {@link resetPassword}.
 *
 * @throws MutationError MISSING_PARAMETER, INVALID_VERIFICATION_CODE, INVALID_LOGIN_DATA
 */
export async function preparePasswordReset(
  { database, signer }: Context,
  input: UsersPasswordResetInput,
): Promise<PasswordReset> {
  requirePresent(input, ['resetToken', 'newPassword', 'newPasswordConfirmation']);
  const signed = await signer.verify('password-reset', input.resetToken.trim());
  const [user] = signed ? await database.select().from(users).where(eq(users.id, signed.userId)) : [];
  if (!signed || !user || !isBoundTo(signed.claims, user)) throw invalidToken();
  const accepted = acceptAccountData(newPassword, input);
  return { ...signed, passwordHash: await hashPassword(accepted.newPassword) };
}

/**
 * Sets the new password, ends all sessions of the user, and marks the address as verified: the
 * token was sent there.
 *
 * @throws MutationError INVALID_VERIFICATION_CODE when the token was used meanwhile
 */
export async function resetPassword(
  { database, now }: Context,
  { userId, claims, passwordHash }: PasswordReset,
): Promise<string> {
  const user = await lockUser(database, userId);
  if (!user || !isBoundTo(claims, user)) throw invalidToken();
  await database
    .update(users)
    .set({ passwordHash, emailVerifiedAt: user.emailVerifiedAt ?? now() })
    .where(eq(users.id, user.id));
  await endSessions(database, user.id);
  return 'The new password is set. Sign in with it.';
}
