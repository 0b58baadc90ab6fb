import { createHash, randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/**
 * argon2id with the library's defaults: 19 MiB and 2 passes, as recommended by OWASP's Password
 * Storage Cheat Sheet.
 */
export const hashPassword = (password: string): Promise<string> => hash(password);

const dummyHash = hash(randomBytes(16));

/**
 * Whether the password is correct. For `null` (an unknown user) the result is false after the same
 * amount of work, so that response times do not reveal which accounts exist.
 */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  const matches = await verify(passwordHash ?? (await dummyHash), password);
  return matches && passwordHash !== null;
}

/** Identifies a password hash, or its absence, without revealing it. */
export const fingerprint = (passwordHash: string | null): string =>
  createHash('sha256')
    .update(passwordHash ?? '')
    .digest('base64url');
