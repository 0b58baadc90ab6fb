import { randomInt } from 'node:crypto';
import { count, eq } from 'drizzle-orm';
import { ErrorCode, MutationError } from 'graphql-error-codes';
import { requireViewer, type Context } from '../../context.js';
import { refusable, type DatabaseFailure } from '../../database/failure.js';
import { backupCodes } from '../../database/tables.js';
import type { Signer } from '../../signer.js';
import { lockUser } from './user-lock.js';

const codesPerUser = 10;
const digitsPerCode = 10;

/** How often a code is drawn anew when the user already has it, before giving up. */
const attemptsPerCode = 12;

/** What is stored of a code. */
export const backupCodeDigest = (signer: Signer, userId: number, code: string): string =>
  signer.digest(`backup-code:${userId}:${code.trim()}`);

/**
 * Replaces all backup codes of the caller by new ones. The old ones are gone only when all new ones are stored.
 *
 * @returns the new codes; only their digests are kept.
 * @throws MutationError MISSING_PERMISSION; FAILED_TO_INVALIDATE_OLD_BACKUP_CODES when the database keeps an old one;
 * FAILED_TO_SAVE_VALID_BACKUP_CODE when it refuses a new one.
 */
export async function rotateBackupCodes(context: Context): Promise<string[]> {
  const { user } = requireViewer(context);
  await lockUser(context.database, user.id);
  await deleteAll(context, user.id);

  const codes: string[] = [];
  while (codes.length < codesPerUser) codes.push(await storeNew(context, user.id));
  return codes;
}

async function deleteAll({ database }: Context, userId: number): Promise<void> {
  const ofUser = eq(backupCodes.userId, userId);
  const kept = () => new MutationError(ErrorCode.FAILED_TO_INVALIDATE_OLD_BACKUP_CODES);
  await refusable(database.delete(backupCodes).where(ofUser), (failure) => (isRefusal(failure) ? kept() : undefined));
  // A trigger can keep a row without an error.
  const [left] = await database.select({ codes: count() }).from(backupCodes).where(ofUser);
  if (left!.codes > 0) throw kept();
}

async function storeNew({ database, signer }: Context, userId: number): Promise<string> {
  const refused = () => new MutationError(ErrorCode.FAILED_TO_SAVE_VALID_BACKUP_CODE);
  for (let attempt = 0; attempt < attemptsPerCode; attempt++) {
    const code = String(randomInt(10 ** digitsPerCode)).padStart(digitsPerCode, '0');
    const stored = await refusable(
      database
        .insert(backupCodes)
        .values({ userId, digest: backupCodeDigest(signer, userId, code) })
        .onConflictDoNothing()
        .returning({ id: backupCodes.id }),
      (failure) => (isRefusal(failure) ? refused() : undefined),
    );
    if (stored.length > 0) return code;
  }
  throw refused();
}

/** Classes of SQLSTATE by which a database says that it will not do this: a constraint, a trigger's exception, a lock it cannot get. */
const refusals = new Set(['23', 'P0', '55']);

const isRefusal = ({ code }: DatabaseFailure): boolean => refusals.has(code.slice(0, 2));
