import { eq } from 'drizzle-orm';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { users } from '../../../demo/database/tables.js';
import { fingerprint } from '../../../demo/domains/accounts/passwords.js';
import {
  CurrentUserDocument,
  UsersLoginDocument,
  UsersPasswordResetDocument,
  UsersPasswordResetRequestDocument,
  UsersUpdateDocument,
} from '../../generated/operations.js';
import { error, openDemo, secretKey, signUp, type Account, type Demo } from '../open-demo.js';

let demo: Demo;
let account: Account;
beforeAll(async () => {
  demo = await openDemo();
  account = await signUp(demo);
});
afterAll(() => demo.close());

/** Registrations send mail, too. */
const resetMails = () => demo.mails.filter((mail) => mail.includes('Subject: Reset your password'));

const request = async (email: string) =>
  (await demo.ask(UsersPasswordResetRequestDocument, { input: { email } })).usersPasswordResetRequest!;

/** Requests a reset and returns the token from the mail to the account. */
async function mailedToken({ email }: Account): Promise<string> {
  const sent = resetMails().length;
  await request(email);
  await expect.poll(() => resetMails().length).toBe(sent + 1);
  const mail = resetMails().at(-1)!;
  expect(mail).toContain(`To: ${email}`);
  // Quoted-printable breaks long lines with a trailing "=".
  return /^eyJ\S+$/m.exec(mail.replaceAll('=\n', '').replaceAll('=3D', '='))![0];
}

const reset = async (resetToken: string, newPassword = 'a new password', newPasswordConfirmation = newPassword) =>
  (await demo.ask(UsersPasswordResetDocument, { input: { resetToken, newPassword, newPasswordConfirmation } }))
    .usersPasswordReset!;

const invalidToken = [error('INVALID_VERIFICATION_CODE', { attribute: 'resetToken', type: 'invalid' })];

describe('usersPasswordResetRequest', () => {
  it('returns the same message for every address, and sends mail only if an account uses it', async () => {
    const sent = resetMails().length;
    const unknown = await request('nobody@mail.example');
    const known = await request(account.email.toUpperCase());
    expect(known).toEqual(unknown);
    expect(known).toMatchObject({ message: expect.stringContaining('If an account has this address'), errors: [] });
    await expect.poll(() => resetMails().length).toBe(sent + 1);
    expect(resetMails().at(-1)).toContain(`To: ${account.email}`);
  });

  it('returns MISSING_PARAMETER for a blank address', async () => {
    expect(await request(' ')).toMatchObject({
      message: null,
      errors: [error('MISSING_PARAMETER', { attribute: 'email', type: 'blank' })],
    });
  });
});

describe('usersPasswordReset', () => {
  it('sets the new password and ends all sessions', async () => {
    const other = await signUp(demo);
    expect(await reset(await mailedToken(other), 'quite another one')).toMatchObject({
      message: expect.any(String),
      errors: [],
    });
    const login = (password: string) => demo.ask(UsersLoginDocument, { input: { username: other.username, password } });
    expect((await login(other.password)).usersLogin!.errors).toEqual([error('INVALID_LOGIN_DATA')]);
    expect((await login('quite another one')).usersLogin!.errors).toEqual([]);
    await expect(demo.ask(CurrentUserDocument, {}, other.token)).rejects.toThrow('HTTP 401');
  });

  it('accepts a token only once', async () => {
    const token = await mailedToken(account);
    expect((await reset(token)).errors).toEqual([]);
    expect((await reset(token)).errors).toEqual(invalidToken);
  });

  it('rejects a token after any other change of the password', async () => {
    const other = await signUp(demo);
    const token = await mailedToken(other);
    const input = {
      userId: other.id,
      password: 'changed meanwhile',
      passwordRepeat: 'changed meanwhile',
      currentPassword: other.password,
    };
    expect((await demo.ask(UsersUpdateDocument, { input }, other.token)).usersUpdate!.errors).toEqual([]);
    expect((await reset(token)).errors).toEqual(invalidToken);
  });

  it('rejects a token after a change of the address, even if it is changed back', async () => {
    const other = await signUp(demo);
    const token = await mailedToken(other);
    const move = async (email: string) => {
      const input = { userId: other.id, email, currentPassword: other.password };
      expect((await demo.ask(UsersUpdateDocument, { input }, other.token)).usersUpdate!.errors).toEqual([]);
    };
    await move(`moved-${other.email}`);
    expect((await reset(token)).errors).toEqual(invalidToken);
  });

  it('rejects an altered token', async () => {
    const [header, claims, signature] = (await mailedToken(account)).split('.');
    const decoded = JSON.parse(Buffer.from(claims!, 'base64url').toString());
    const altered = Buffer.from(JSON.stringify({ ...decoded, sub: '1' })).toString('base64url');
    expect((await reset(`${header}.${altered}.${signature}`)).errors).toEqual(invalidToken);
  });

  it('rejects an invalid token, a token for another purpose, and a token for an unknown user', async () => {
    const [row] = await demo.database.select().from(users).where(eq(users.username, account.username));
    const signed = (audience: string, subject: number) =>
      new SignJWT({ password: fingerprint(row!.passwordHash), email: fingerprint(row!.email) })
        .setProtectedHeader({ alg: 'HS256' })
        .setAudience(audience)
        .setSubject(String(subject))
        .setExpirationTime('1h')
        .sign(new TextEncoder().encode(secretKey));
    for (const token of ['nonsense', await signed('totp-secret', row!.id), await signed('password-reset', 999_999)]) {
      expect((await reset(token)).errors).toEqual(invalidToken);
    }
    // The same claims are accepted with the right purpose and user.
    expect((await reset(await signed('password-reset', row!.id))).errors).toEqual([]);
  });

  it('rejects a token after 15 minutes', async () => {
    const token = await mailedToken(account);
    demo.advance(14.5);
    expect((await reset(token, 'short', 'short')).errors.map(({ errorCode }) => errorCode)).toEqual([
      'INVALID_LOGIN_DATA',
    ]);
    demo.advance(1);
    expect((await reset(token)).errors).toEqual(invalidToken);
  });

  it('returns INVALID_LOGIN_DATA for an invalid password, and the token remains valid', async () => {
    const token = await mailedToken(account);
    expect(await reset(token, 'short', 'other')).toMatchObject({
      message: null,
      errors: [
        error(
          'INVALID_LOGIN_DATA',
          { attribute: 'newPassword', type: 'too_short' },
          { attribute: 'newPasswordConfirmation', type: 'confirmation' },
        ),
      ],
    });
    expect((await reset(token)).errors).toEqual([]);
  });

  it('returns MISSING_PARAMETER for blank values', async () => {
    expect((await reset('', ' ', '')).errors).toEqual([
      error(
        'MISSING_PARAMETER',
        { attribute: 'resetToken', type: 'blank' },
        { attribute: 'newPassword', type: 'blank' },
        { attribute: 'newPasswordConfirmation', type: 'blank' },
      ),
    ]);
  });
});
