import { createHash, randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** argon2id with the library's defaults: 19 MiB, 2 passes, as OWASP's Password Storage Cheat Sheet asks. */
export const hashPassword = (password: string): Promise<string> => hash(password);

const nobodysHash = hash(randomBytes(16));

/**
 * Whether the password is right. For an unknown user (`null`) it does the same work and answers false, so that the time of the answer
 * does not tell who has an account.
 */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  const matches = await verify(passwordHash ?? (await nobodysHash), password);
  return matches && passwordHash !== null;
}

/** Names one password hash, or that there is none, without telling it. */
export const fingerprint = (passwordHash: string | null): string =>
  createHash('sha256')
    .update(passwordHash ?? '')
    .digest('base64url');
