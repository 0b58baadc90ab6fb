import { createHash, randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { hash, verify } from '@node-rs/argon2';
import pLimit from 'p-limit';
import { OverloadedError } from '../../overload.js';

/** Hashing takes a processor: one is left for all other requests. */
const limit = pLimit(Math.max(1, availableParallelism() - 1));

/** How many passwords may wait to be hashed. Each takes tens of milliseconds. */
const maximumWaiting = 100;

/** @throws OverloadedError when too many passwords wait. */
async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  if (limit.pendingCount >= maximumWaiting) throw new OverloadedError('passwords');
  return limit(work);
}

/**
 * argon2id with the library's defaults: 19 MiB and 2 passes, as recommended by OWASP's Password
 * Storage Cheat Sheet. Call it before a transaction: it takes tens of milliseconds, and may wait.
 *
 * @throws OverloadedError when too many passwords wait.
 */
export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(password));

const dummyHash = hash(randomBytes(16));

/**
 * Whether the password is correct. For `null` (an unknown user) the result is false after the same
 * amount of work, so that response times do not reveal which accounts exist. Call it before a
 * transaction, as {@link hashPassword}.
 *
 * @throws OverloadedError when too many passwords wait.
 */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  const expected = passwordHash ?? (await dummyHash);
  const matches = await inTurn(() => verify(expected, password));
  return matches && passwordHash !== null;
}

/** Identifies a value, or its absence, without revealing it. */
export const fingerprint = (value: string | null): string =>
  createHash('sha256')
    .update(value ?? '')
    .digest('base64url');
