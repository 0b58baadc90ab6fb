import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  CurrentUserDocument,
  UsersEmailVerificationRequestDocument,
  UsersEmailVerifyDocument,
  UsersUpdateDocument,
} from '../../generated/operations.js';
import { defaultRateLimits } from '../../../demo/rate-limits.js';
import { error, openDemo, signIn, signUp, type Account, type Demo } from '../open-demo.js';

let demo: Demo;
beforeAll(async () => {
  demo = await openDemo({ rateLimits: { mailsToAddress: defaultRateLimits.mailsToAddress } });
});
afterAll(() => demo.close());

const mailsTo = (email: string, subject = 'Verify your address') =>
  demo.mails.filter((mail) => mail.includes(`To: ${email}\n`) && mail.includes(`Subject: ${subject}`));
// Quoted-printable breaks long lines with a trailing "=".
const tokenOf = (mail: string) => /^eyJ\S+$/m.exec(mail.replaceAll('=\n', '').replaceAll('=3D', '='))![0];

async function mailedToken(email: string): Promise<string> {
  await expect.poll(() => mailsTo(email).length).toBeGreaterThan(0);
  return tokenOf(mailsTo(email).at(-1)!);
}

const verify = async (token: string) =>
  (await demo.ask(UsersEmailVerifyDocument, { input: { token } })).usersEmailVerify!;
const isVerified = async ({ token }: Account) =>
  (await demo.ask(CurrentUserDocument, {}, token)).currentUser!.emailVerified;
const invalid = [error('INVALID_VERIFICATION_CODE', { attribute: 'token', type: 'invalid' })];

describe('usersEmailVerify', () => {
  it('verifies the address of a new account with the token from the mail, also for an anonymous caller', async () => {
    const account = await signUp(demo);
    expect(await isVerified(account)).toBe(false);
    expect((await verify(await mailedToken(account.email))).errors).toEqual([]);
    expect(await isVerified(account)).toBe(true);
  });

  it('returns INVALID_VERIFICATION_CODE for a token that was altered, is older than a day, or was sent to another address', async () => {
    const account = await signUp(demo);
    const token = await mailedToken(account.email);
    expect((await verify(`${token}x`)).errors).toEqual(invalid);
    const input = { userId: account.id, email: `new-${account.email}`, currentPassword: account.password };
    expect((await demo.ask(UsersUpdateDocument, { input }, account.token)).usersUpdate!.errors).toEqual([]);
    expect((await verify(token)).errors).toEqual(invalid);
    const other = await mailedToken(input.email);
    demo.advance(24 * 60 + 1);
    expect((await verify(other)).errors).toEqual(invalid);
    expect(await isVerified(account)).toBe(false);
  });

  it('returns MISSING_PARAMETER for a blank token', async () => {
    expect((await verify(' ')).errors).toEqual([error('MISSING_PARAMETER', { attribute: 'token', type: 'blank' })]);
  });
});

it('a change of the address is announced to the old one, and the new one is not verified', async () => {
  const account = await signUp(demo);
  await verify(await mailedToken(account.email));
  const input = { userId: account.id, email: `new-${account.email}`, currentPassword: account.password };
  const { usersUpdate } = await demo.ask(UsersUpdateDocument, { input }, account.token);
  expect(usersUpdate!.user!.emailVerified).toBe(false);
  await expect.poll(() => mailsTo(account.email, 'Your address was changed')).toHaveLength(1);
});

describe('usersEmailVerificationRequest', () => {
  it('sends another token, with that of the registration three an hour at most, with the same message', async () => {
    const account = await signUp(demo);
    await mailedToken(account.email);
    const messages = new Set<string>();
    for (let request = 0; request < 5; request++) {
      const { usersEmailVerificationRequest } = await demo.ask(
        UsersEmailVerificationRequestDocument,
        { input: {} },
        account.token,
      );
      expect(usersEmailVerificationRequest!.errors).toEqual([]);
      messages.add(usersEmailVerificationRequest!.message!);
    }
    expect(messages.size).toBe(1);
    await expect.poll(() => mailsTo(account.email).length).toBe(3);
    // A fourth one would be sent after a tenth of a second at most.
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(mailsTo(account.email)).toHaveLength(3);
  });

  it('returns MISSING_PERMISSION for anonymous callers', async () => {
    const { usersEmailVerificationRequest } = await demo.ask(UsersEmailVerificationRequestDocument, { input: {} });
    expect(usersEmailVerificationRequest!.errors).toEqual([error('MISSING_PERMISSION')]);
  });
});

it('the seeded accounts are verified', async () => {
  const { currentUser } = await demo.ask(CurrentUserDocument, {}, await signIn(demo, 'alice'));
  expect(currentUser!.emailVerified).toBe(true);
});
