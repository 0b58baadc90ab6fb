import { and, eq, lt } from 'drizzle-orm';
import type { MfaInput } from '../../generated/resolvers.js';
import type { Context } from '../../context.js';
import { backupCodes, users, type UserRow } from '../../database/tables.js';
import type { Signer } from '../../signer.js';
import { guessedFactor } from './guesses.js';
import { stepOf } from './totp.js';

/** The digest stored in place of a backup code. */
export const backupCodeDigest = (signer: Signer, userId: number, code: string): string =>
  signer.digest(`backup-code:${userId}:${code.trim()}`);

/** A second factor that is right. A backup code is consumed later, see {@link consumeFactor}. */
export type Factor = { readonly type: 'TOTP' } | { readonly type: 'BACKUP_CODE'; readonly digest: string };

/**
 * RFC 6238, 5.2: a code is accepted once. It is marked as used at once, outside the transaction of
 * the mutation: a rollback must not make it valid again.
 */
async function useTotp({ database, now }: Context, user: UserRow, digits: string): Promise<Factor | null> {
  const step = user.totpSecret === null ? null : stepOf(user.totpSecret, digits, now());
  if (step === null) return null;
  const marked = await database
    .update(users)
    .set({ totpLastStep: step })
    .where(and(eq(users.id, user.id), eq(users.totpSecret, user.totpSecret!), lt(users.totpLastStep, step)))
    .returning({ id: users.id });
  return marked.length > 0 ? { type: 'TOTP' } : null;
}

async function findBackupCode({ database, signer }: Context, user: UserRow, code: string): Promise<Factor | null> {
  const digest = backupCodeDigest(signer, user.id, code);
  const found = await database.$count(
    backupCodes,
    and(eq(backupCodes.userId, user.id), eq(backupCodes.digest, digest)),
  );
  return found > 0 ? { type: 'BACKUP_CODE', digest } : null;
}

/**
 * Returns the second factor if it is right, otherwise null. After too many wrong attempts, all are
 * rejected for a while. Call it before the transaction, and {@link consumeFactor} within.
 */
export async function checkFactor(context: Context, user: UserRow, mfa: MfaInput): Promise<Factor | null> {
  let factor: Factor | null = null;
  await context.rateLimits.guess(guessedFactor(user), context.address, async (isAllowed) => {
    if (isAllowed) factor = await (mfa.type === 'TOTP' ? useTotp : findBackupCode)(context, user, mfa.value);
    return factor !== null;
  });
  return factor;
}

/**
 * Consumes a backup code within the transaction, so that a rollback gives it back. Returns whether
 * it was still there.
 */
export async function consumeFactor({ database }: Context, user: UserRow, factor: Factor): Promise<boolean> {
  if (factor.type === 'TOTP') return true;
  const consumed = await database
    .delete(backupCodes)
    .where(and(eq(backupCodes.userId, user.id), eq(backupCodes.digest, factor.digest)))
    .returning({ id: backupCodes.id });
  return consumed.length > 0;
}
