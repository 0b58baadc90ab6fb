import { randomInt } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { ErrorCode, MutationError } from 'graphql-error-codes';
import { requireViewer, type Context } from '../../context.js';
import { convertFailures, type DatabaseFailure } from '../../database/failure.js';
import { backupCodes } from '../../database/tables.js';
import { confirmProof, type Proof } from './proof.js';
import { backupCodeDigest } from './second-factor.js';
import { lockUser } from './user-lock.js';

const codesPerUser = 10;
const digitsPerCode = 10;

/** How many times a code is generated, because the user may already have the same code. */
const attemptsPerCode = 12;

/**
 * SQLSTATE classes of rejected statements: constraint violations (23), exceptions raised by
 * triggers (P0), unavailable locks (55).
 */
const refusals = new Set(['23', 'P0', '55']);

const isRefusal = ({ code }: DatabaseFailure): boolean => refusals.has(code.slice(0, 2));

async function deleteAll({ database }: Context, userId: number): Promise<void> {
  const ofUser = eq(backupCodes.userId, userId);
  const kept = () => new MutationError(ErrorCode.FAILED_TO_INVALIDATE_OLD_BACKUP_CODES);
  await convertFailures(database.delete(backupCodes).where(ofUser), (failure) =>
    isRefusal(failure) ? kept() : undefined,
  );
  // A trigger can prevent a deletion without raising an error.
  if ((await database.$count(backupCodes, ofUser)) > 0) throw kept();
}

async function storeNew({ database, signer }: Context, userId: number): Promise<string> {
  const refused = () => new MutationError(ErrorCode.FAILED_TO_SAVE_VALID_BACKUP_CODE);
  for (let attempt = 0; attempt < attemptsPerCode; attempt++) {
    const code = String(randomInt(10 ** digitsPerCode)).padStart(digitsPerCode, '0');
    const stored = await convertFailures(
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

/**
 * Replaces all backup codes of the caller. Old codes stay valid unless all new ones are stored.
 *
 * @param proof see `requireProof`
 * @returns the new codes; only their digests are stored.
 * @throws MutationError MISSING_PERMISSION; MFA_FAILED; FAILED_TO_INVALIDATE_OLD_BACKUP_CODES when
 * an old code cannot be deleted; FAILED_TO_SAVE_VALID_BACKUP_CODE when a new code cannot be stored.
 */
export async function rotateBackupCodes(context: Context, proof: Proof): Promise<string[]> {
  const { user } = requireViewer(context);
  const locked = await lockUser(context.database, user.id);
  if (!locked) throw new MutationError(ErrorCode.MISSING_PERMISSION);
  await confirmProof(context, locked, proof);
  await deleteAll(context, user.id);

  const codes: string[] = [];
  while (codes.length < codesPerUser) codes.push(await storeNew(context, user.id));
  return codes;
}
