import { Secret, TOTP } from 'otpauth';

/** RFC 6238 with the parameters that authenticator apps support. */
const totpOf = (secret: string): TOTP =>
  new TOTP({
    secret: Secret.fromBase32(secret),
    algorithm: 'SHA1',
    digits: 6,
    period: 30,
    issuer: 'graphql-error-codes demo',
  });

/** How many steps before and after the current one are accepted, to allow for clock drift. */
const drift = 1;

/** The time step of the digits, or null if they match no step within {@link drift}. */
export function stepOf(secret: string, digits: string, now: Date): number | null {
  const totp = totpOf(secret);
  const timestamp = now.getTime();
  const delta = totp.validate({ token: digits.trim(), timestamp, window: drift });
  return delta === null ? null : totp.counter({ timestamp }) + delta;
}
