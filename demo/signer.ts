import { createHmac, hkdfSync } from 'node:crypto';
import { EncryptJWT, errors, jwtDecrypt, jwtVerify, SignJWT } from 'jose';

/** The purpose of a token. A token is valid for its purpose only. */
export type TokenPurpose = 'password-reset' | 'totp-secret' | 'email-verification';

/** The purpose of a sealed token. */
export type SealPurpose = 'identity-flow';

export interface SignedClaims {
  readonly userId: number;
  readonly claims: Readonly<Record<string, unknown>>;
}

export interface Signer {
  /** Returns a token with claims about the user that expires after `minutes`. */
  sign(
    purpose: TokenPurpose,
    userId: number,
    claims: Readonly<Record<string, string>>,
    minutes: number,
  ): Promise<string>;
  /**
   * Returns the claims, or null when the token is forged, altered, expired or for another purpose.
   */
  verify(purpose: TokenPurpose, token: string): Promise<SignedClaims | null>;
  /** Returns a token with claims that only this server can read. It expires after `minutes`. */
  seal(purpose: SealPurpose, claims: Readonly<Record<string, string>>, minutes: number): Promise<string>;
  /**
   * Returns the claims of a sealed token, or null when it is forged, expired or for another
   * purpose.
   */
  unseal(purpose: SealPurpose, token: string): Promise<Readonly<Record<string, unknown>> | null>;
  /** Returns a keyed digest in hex, for values that could be guessed from a plain digest. */
  digest(text: string): string;
}

/** @param secretKey at least 32 characters; with it, anyone can forge any token. */
export function createSigner(secretKey: string, now: () => Date): Signer {
  const key = new TextEncoder().encode(secretKey);
  // A key of its own for another algorithm.
  const sealKey = new Uint8Array(hkdfSync('sha256', key, '', 'seal', 32));
  return {
    sign: (purpose, userId, claims, minutes) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256' })
        .setAudience(purpose)
        .setSubject(String(userId))
        .setExpirationTime(new Date(now().getTime() + minutes * 60_000))
        .sign(key),

    async verify(purpose, token) {
      try {
        const { payload } = await jwtVerify(token, key, {
          algorithms: ['HS256'],
          audience: purpose,
          requiredClaims: ['sub', 'exp'],
          currentDate: now(),
        });
        return { userId: Number(payload.sub), claims: payload };
      } catch (error) {
        if (error instanceof errors.JOSEError) return null;
        throw error;
      }
    },

    seal: (purpose, claims, minutes) =>
      new EncryptJWT(claims)
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .setAudience(purpose)
        .setExpirationTime(new Date(now().getTime() + minutes * 60_000))
        .encrypt(sealKey),

    async unseal(purpose, token) {
      try {
        const { payload } = await jwtDecrypt(token, sealKey, {
          keyManagementAlgorithms: ['dir'],
          contentEncryptionAlgorithms: ['A256GCM'],
          audience: purpose,
          requiredClaims: ['exp'],
          currentDate: now(),
        });
        return payload;
      } catch (error) {
        if (error instanceof errors.JOSEError) return null;
        throw error;
      }
    },

    digest: (text) => createHmac('sha256', key).update(text).digest('hex'),
  };
}
