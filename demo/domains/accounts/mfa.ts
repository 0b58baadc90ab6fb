import { eq } from 'drizzle-orm';
import { Secret } from 'otpauth';
import { ErrorCode, MutationError } from 'graphql-error-codes';
import type { UsersMfaTotpValidateSecretInput } from '../../generated/resolvers.js';
import { requireViewer, type Context } from '../../context.js';
import { backupCodes, users, type UserRow } from '../../database/tables.js';
import { requirePresent } from '../../presence.js';
import { guessedFactor } from './guesses.js';
import { confirmProof, requireProof, type Proof } from './proof.js';
import { endSessions } from './sessions.js';
import { stepOf } from './totp.js';
import { lockUser } from './user-lock.js';

/** How many minutes after its generation a secret can be confirmed. */
const confirmationMinutes = 30;

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

/** A TOTP secret that the caller has confirmed, with the proof that turns it on. */
export interface ConfirmedSecret {
  readonly secret: string;
  readonly step: number;
  readonly proof: Proof;
}

/**
 * Checks that the caller's authenticator has the secret that {@link generateTotpSecret} signed for
 * them. Call it before the transaction of {@link enableTotp}.
 *
 * @throws MutationError MISSING_PERMISSION, TOTP_SECRET_ALREADY_SET, MISSING_PARAMETER,
 * INVALID_VERIFICATION_CODE, WRONG_TOTP, MFA_REQUIRED, MFA_FAILED
 */
export async function confirmTotpSecret(
  context: Context,
  input: UsersMfaTotpValidateSecretInput,
): Promise<ConfirmedSecret> {
  const { signer, rateLimits, address, now } = context;
  const viewer = requireViewer(context);
  const { user } = viewer;
  if (user.totpSecret !== null) throw new MutationError(ErrorCode.TOTP_SECRET_ALREADY_SET);
  requirePresent(input, ['secret', 'currentTotp']);

  const signed = await signer.verify('totp-secret', input.secret);
  if (signed?.userId !== user.id || typeof signed.claims.secret !== 'string') {
    throw new MutationError(ErrorCode.INVALID_VERIFICATION_CODE, { attribute: 'secret', type: 'invalid' });
  }
  const { secret } = signed.claims;
  let step: number | null = null;
  await rateLimits.guess(guessedFactor(user), address, async (isAllowed) => {
    if (isAllowed) step = stepOf(secret, input.currentTotp, now());
    return step !== null;
  });
  if (step === null) throw new MutationError(ErrorCode.WRONG_TOTP);
  return { secret, step, proof: await requireProof({ ...context, viewer }, user, input, ['currentTotp']) };
}

/**
 * Enables MFA for the caller and ends their other sessions.
 *
 * @throws MutationError MISSING_PERMISSION, TOTP_SECRET_ALREADY_SET, MFA_FAILED
 */
export async function enableTotp(context: Context, { secret, step, proof }: ConfirmedSecret): Promise<UserRow> {
  const { database } = context;
  const { user: viewer, sessionId } = requireViewer(context);
  const user = await lockUser(database, viewer.id);
  if (!user) throw new MutationError(ErrorCode.MISSING_PERMISSION);
  if (user.totpSecret !== null) throw new MutationError(ErrorCode.TOTP_SECRET_ALREADY_SET);
  await confirmProof(context, user, proof);
  const [updated] = await database
    .update(users)
    .set({ totpSecret: secret, totpLastStep: step })
    .where(eq(users.id, user.id))
    .returning();
  await endSessions(database, user.id, sessionId);
  return updated!;
}

export async function mfaStatus(
  { database }: Context,
  user: UserRow,
): Promise<{ totpEnabled: boolean; backupCodesCount: number }> {
  const backupCodesCount = await database.$count(backupCodes, eq(backupCodes.userId, user.id));
  return { totpEnabled: user.totpSecret !== null, backupCodesCount };
}
