import { and, eq } from 'drizzle-orm';
import { ErrorCode, MutationError } from 'graphql-error-codes';
import type { UsersEmailVerifyInput } from '../../generated/resolvers.js';
import { requireViewer, type Context } from '../../context.js';
import { users, type UserRow } from '../../database/tables.js';
import { requirePresent } from '../../presence.js';

const tokenHours = 24;

/**
 * Sends a token to the address of the account, in the background: it proves that the address is the
 * user's. Above the limit of the address nothing is sent.
 */
export function sendVerification(
  { signer, mailer, background, rateLimits }: Context,
  { id, username, email }: Pick<UserRow, 'id' | 'username' | 'email'>,
): void {
  background.run(async () => {
    if (!(await rateLimits.take('mailsToAddress', `verify ${email.toLowerCase()}`))) return;
    const token = await signer.sign('email-verification', id, { email }, tokenHours * 60);
    mailer.post({
      to: email,
      subject: 'Verify your address',
      text: `Hello ${username},\n\nthis token verifies your address within ${tokenHours} hours:\n\n${token}\n\nIf you have no account, ignore this mail.\n`,
    });
  });
}

/**
 * Sends another token to the caller's address.
 *
 * @returns the same message in each case.
 * @throws MutationError MISSING_PERMISSION
 */
export function requestVerification(context: Context): string {
  const { user } = requireViewer(context);
  if (user.emailVerifiedAt === null) sendVerification(context, user);
  return 'If your address is not verified yet, a mail with a token is on its way.';
}

/**
 * Marks the address that the token was sent to as verified. The caller need not be signed in.
 *
 * @throws MutationError MISSING_PARAMETER; INVALID_VERIFICATION_CODE, also when the account has
 * another address by now
 */
export async function verifyEmail(context: Context, input: UsersEmailVerifyInput): Promise<string> {
  requirePresent(input, ['token']);
  const signed = await context.signer.verify('email-verification', input.token.trim());
  const { email } = signed?.claims ?? {};
  const verified =
    signed && typeof email === 'string'
      ? await context.database
          .update(users)
          .set({ emailVerifiedAt: context.now() })
          .where(and(eq(users.id, signed.userId), eq(users.email, email)))
          .returning({ id: users.id })
      : [];
  if (verified.length === 0) {
    throw new MutationError(ErrorCode.INVALID_VERIFICATION_CODE, { attribute: 'token', type: 'invalid' });
  }
  return 'The address is verified.';
}
