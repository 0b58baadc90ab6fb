import { createHmac } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';

/** What a token was signed for. A token for one purpose is worth nothing for another. */
export type TokenPurpose = 'password-reset' | 'totp-secret';

export interface Signer {
  /** A token that says `claims` of the user and expires after `minutes`. */
  sign(
    purpose: TokenPurpose,
    userId: number,
    claims: Readonly<Record<string, string>>,
    minutes: number,
  ): Promise<string>;
  /** What the token says, or null when it is forged, altered, expired or for another purpose. */
  verify(purpose: TokenPurpose, token: string): Promise<SignedClaims | null>;
  /** A digest that only this secret can make, in hex, for values that could be guessed from a plain one. */
  digest(text: string): string;
}

export interface SignedClaims {
  readonly userId: number;
  readonly claims: Readonly<Record<string, unknown>>;
}

/** @param secretKey at least 32 characters; whoever knows it can forge every token. */
export function createSigner(secretKey: string, now: () => Date): Signer {
  const key = new TextEncoder().encode(secretKey);
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

    digest: (text) => createHmac('sha256', key).update(text).digest('hex'),
  };
}
