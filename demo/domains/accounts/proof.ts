import { ErrorCode, MutationError } from 'graphql-error-codes';
import type { MfaInput } from '../../generated/resolvers.js';
import type { Context, Viewer } from '../../context.js';
import type { UserRow } from '../../database/tables.js';
import { isBlank } from '../../presence.js';
import { guessedPassword } from './guesses.js';
import { verifyPassword } from './passwords.js';
import { checkFactor, consumeFactor, type Factor } from './second-factor.js';

/** The fields with which callers prove who they are. */
export interface ProofInput {
  readonly mfa?: MfaInput | null;
  readonly currentPassword?: string | null;
}

/** A proof that was checked before the transaction, and what it holds for. */
export interface Proof {
  readonly owner: UserRow;
  readonly factor: Factor | null;
}

/** How old a session may be that proves its user, in minutes. */
const freshMinutes = 10;

/**
 * Checks that the caller is the owner of the account and not only of a session: by the second
 * factor if the account has MFA on, otherwise by the current password. Accounts that have neither,
 * because they sign in at a provider, need a session that was opened a few minutes ago.
 *
 * Call it before the transaction, and {@link confirmProof} within.
 *
 * @param attributes what is to be changed, for the details of MFA_REQUIRED
 * @throws MutationError MFA_REQUIRED when the proof is absent, MFA_FAILED when it is wrong
 */
export async function requireProof(
  context: Context & { readonly viewer: Viewer },
  owner: UserRow,
  { mfa, currentPassword }: ProofInput,
  attributes: readonly string[],
): Promise<Proof> {
  const required = (type: string) =>
    new MutationError(ErrorCode.MFA_REQUIRED, ...attributes.map((attribute) => ({ attribute, type })));
  if (owner.totpSecret !== null) {
    if (!mfa) throw required('mfa_required');
    const factor = await checkFactor(context, owner, mfa);
    if (!factor) throw new MutationError(ErrorCode.MFA_FAILED);
    return { owner, factor };
  }
  if (owner.passwordHash === null) {
    const { viewer, now } = context;
    const age = now().getTime() - viewer.signedInAt.getTime();
    if (age > freshMinutes * 60_000) throw required('recent_sign_in_required');
    return { owner, factor: null };
  }
  if (isBlank(currentPassword)) throw required('current_password_required');
  const isRight = await context.rateLimits.guess(guessedPassword(owner), context.address, (isAllowed) =>
    verifyPassword(isAllowed ? owner.passwordHash : null, currentPassword!),
  );
  if (!isRight) throw new MutationError(ErrorCode.MFA_FAILED);
  return { owner, factor: null };
}

/**
 * Uses the proof within the transaction that it was given for. The caller must hold the lock of the
 * owner's row, and pass the row.
 *
 * @throws MutationError MFA_FAILED when the credentials of the owner have changed since, or another
 * request has used the backup code
 */
export async function confirmProof(context: Context, locked: UserRow, { owner, factor }: Proof): Promise<void> {
  const isCurrent = locked.passwordHash === owner.passwordHash && locked.totpSecret === owner.totpSecret;
  if (!isCurrent || (factor && !(await consumeFactor(context, locked, factor)))) {
    throw new MutationError(ErrorCode.MFA_FAILED);
  }
}
