import { and, eq } from 'drizzle-orm';
import { Secret, TOTP } from 'otpauth';
import { ErrorCode, MutationError } from 'graphql-error-codes';
import type { MfaInput, UsersMfaTotpValidateSecretInput } from '../../generated/resolvers.js';
import { requireViewer, type Context } from '../../context.js';
import { backupCodes, users, type UserRow } from '../../database/tables.js';
import { requirePresent } from '../../presence.js';
import { backupCodeDigest } from './backup-codes.js';
import { lockUser } from './user-lock.js';

/** RFC 6238 with the parameters that authenticator apps support. */
const totpOf = (secret: string): TOTP =>
  new TOTP({
    secret: Secret.fromBase32(secret),
    algorithm: 'SHA1',
    digits: 6,
    period: 30,
    issuer: 'graphql-error-codes demo',
  });

/** How many steps before and after the current one are accepted, to allow for clock drift. */
const drift = 1;

/** How many minutes after its generation a secret can be confirmed. */
const confirmationMinutes = 30;

/** The time step of the digits, or null if they match no step within {@link drift}. */
function stepOf(secret: string, digits: string, now: Date): number | null {
  const totp = totpOf(secret);
  const timestamp = now.getTime();
  const delta = totp.validate({ token: digits.trim(), timestamp, window: drift });
  return delta === null ? null : totp.counter({ timestamp }) + delta;
}

/** RFC 6238, 5.2: a code is accepted once. */
async function useTotp({ database, now }: Context, user: UserRow, digits: string): Promise<boolean> {
  const step = user.totpSecret === null ? null : stepOf(user.totpSecret, digits, now());
  if (step === null || step <= (user.totpLastStep ?? 0)) return false;
  await database.update(users).set({ totpLastStep: step }).where(eq(users.id, user.id));
  return true;
}

async function useBackupCode({ database, signer }: Context, user: UserRow, code: string): Promise<boolean> {
  const consumed = await database
    .delete(backupCodes)
    .where(and(eq(backupCodes.userId, user.id), eq(backupCodes.digest, backupCodeDigest(signer, user.id, code))))
    .returning({ id: backupCodes.id });
  return consumed.length > 0;
}

/**
 * Whether the second factor is correct. A correct one is consumed within the transaction. After too
 * many wrong attempts, all are rejected for a while.
 *
 * The caller must hold the lock of the user's row, see {@link lockUser}.
 */
export async function acceptMfa(context: Context, user: UserRow, mfa: MfaInput): Promise<boolean> {
  const guess = `mfa ${user.id}`;
  const isAllowed = await context.guessLimiter.attempt('account', guess);
  const isCorrect = isAllowed && (await (mfa.type === 'TOTP' ? useTotp : useBackupCode)(context, user, mfa.value));
  if (isCorrect) await context.guessLimiter.forgive('account', guess);
  return isCorrect;
}

/**
 * Returns a new TOTP secret and the same secret signed for the caller. Nothing is stored.
 *
 * @throws MutationError MISSING_PERMISSION, TOTP_SECRET_ALREADY_SET
 */
export async function generateTotpSecret(context: Context): Promise<{ secret: string; signedSecret: string }> {
  const { user } = requireViewer(context);
  if (user.totpSecret !== null) throw new MutationError(ErrorCode.TOTP_SECRET_ALREADY_SET);
  const secret = new Secret({ size: 20 }).base32;
  return { secret, signedSecret: await context.signer.sign('totp-secret', user.id, { secret }, confirmationMinutes) };
}

/**
 * Enables MFA for the caller, with the secret that {@link generateTotpSecret} signed for them.
 *
 * @throws MutationError MISSING_PERMISSION, TOTP_SECRET_ALREADY_SET, MISSING_PARAMETER,
 * INVALID_VERIFICATION_CODE, WRONG_TOTP
 */
export async function confirmTotpSecret(context: Context, input: UsersMfaTotpValidateSecretInput): Promise<UserRow> {
  const { database, signer, guessLimiter, now } = context;
  const { user: viewer } = requireViewer(context);
  const user = await lockUser(database, viewer.id);
  if (!user) throw new MutationError(ErrorCode.MISSING_PERMISSION);
  if (user.totpSecret !== null) throw new MutationError(ErrorCode.TOTP_SECRET_ALREADY_SET);
  requirePresent(input, ['secret', 'currentTotp']);

  const signed = await signer.verify('totp-secret', input.secret);
  if (signed?.userId !== user.id || typeof signed.claims.secret !== 'string') {
    throw new MutationError(ErrorCode.INVALID_VERIFICATION_CODE, { attribute: 'secret', type: 'invalid' });
  }
  const { secret } = signed.claims;
  const guess = `mfa ${user.id}`;
  const step = (await guessLimiter.attempt('account', guess)) ? stepOf(secret, input.currentTotp, now()) : null;
  if (step === null) throw new MutationError(ErrorCode.WRONG_TOTP);

  await guessLimiter.forgive('account', guess);

  const [updated] = await database
    .update(users)
    .set({ totpSecret: secret, totpLastStep: step })
    .where(eq(users.id, user.id))
    .returning();
  return updated!;
}

export async function mfaStatus(
  { database }: Context,
  user: UserRow,
): Promise<{ totpEnabled: boolean; backupCodesCount: number }> {
  const backupCodesCount = await database.$count(backupCodes, eq(backupCodes.userId, user.id));
  return { totpEnabled: user.totpSecret !== null, backupCodesCount };
}
