import { eq } from 'drizzle-orm';
import { ErrorCode, MutationError } from 'graphql-error-codes';
import type { UsersPasswordResetInput, UsersPasswordResetRequestInput } from '../../generated/resolvers.js';
import type { Context } from '../../context.js';
import { users } from '../../database/tables.js';
import { requirePresent } from '../../presence.js';
import { acceptAccountData, findAccount, newPassword } from './account-data.js';
import { fingerprint, hashPassword } from './passwords.js';
import { endSessions } from './sessions.js';
import { lockUser } from './user-lock.js';

const tokenMinutes = 15;

/**
 * Sends a reset token to the address if an account with this address exists.
 *
 * @returns the same message in both cases.
 * @throws MutationError MISSING_PARAMETER
 */
export async function requestPasswordReset(
  { database, signer, mailer }: Context,
  input: UsersPasswordResetRequestInput,
): Promise<string> {
  requirePresent(input, ['email']);
  const user = await findAccount(database, 'email', input.email!);
  if (user) {
    // Bound to the current password: changing it invalidates the token, so it works only once.
    const token = await signer.sign(
      'password-reset',
      user.id,
      { password: fingerprint(user.passwordHash) },
      tokenMinutes,
    );
    mailer.post({
      to: user.email,
      subject: 'Reset your password',
      text: `Hello ${user.username},\n\nthis token sets a new password, once, within ${tokenMinutes} minutes:\n\n${token}\n\nIf you did not ask for it, do nothing.\n`,
    });
  }
  return 'If an account has this address, a mail with a reset token is on its way.';
}

/**
 * Sets a new password and ends all sessions of the user.
 *
 * @throws MutationError MISSING_PARAMETER, INVALID_VERIFICATION_CODE, INVALID_LOGIN_DATA
 */
export async function resetPassword({ database, signer }: Context, input: UsersPasswordResetInput): Promise<string> {
  requirePresent(input, ['resetToken', 'newPassword', 'newPasswordConfirmation']);
  const signed = await signer.verify('password-reset', input.resetToken.trim());
  const user = signed && (await lockUser(database, signed.userId));
  if (!user || signed.claims.password !== fingerprint(user.passwordHash)) {
    throw new MutationError(ErrorCode.INVALID_VERIFICATION_CODE, { attribute: 'resetToken', type: 'invalid' });
  }
  const accepted = acceptAccountData(newPassword, input);
  await database
    .update(users)
    .set({ passwordHash: await hashPassword(accepted.newPassword) })
    .where(eq(users.id, user.id));
  await endSessions(database, user.id);
  return 'The new password is set. Sign in with it.';
}
