import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  CurrentUserDocument,
  UsersLoginDocument,
  UsersUpdateDocument,
  type UsersUpdateInput,
} from '../../generated/operations.js';
import {
  digits,
  error,
  openDemo,
  rotateBackupCodes,
  setUpTotp,
  signIn,
  signUp,
  unusedTotp,
  type Account,
  type Demo,
} from '../open-demo.js';

let demo: Demo;
let admin: string;
let account: Account;
let protectedAccount: Account;
let secret: string;
beforeAll(async () => {
  demo = await openDemo();
  admin = await signIn(demo, 'admin');
  account = await signUp(demo);
  protectedAccount = await signUp(demo);
  secret = await setUpTotp(demo, protectedAccount);
});
afterAll(() => demo.close());

const update = async (input: UsersUpdateInput, token?: string) =>
  (await demo.ask(UsersUpdateDocument, { input }, token)).usersUpdate!;
const currentUser = async ({ token }: Account) => (await demo.ask(CurrentUserDocument, {}, token)).currentUser!;

describe('usersUpdate', () => {
  it('changes given fields, clears fields that are null, and keeps the others', async () => {
    const { id: userId, token, username, email } = account;
    expect((await update({ userId, firstname: 'Nora', lastname: 'Helmer' }, token)).user).toMatchObject({
      username,
      email,
      firstname: 'Nora',
      lastname: 'Helmer',
    });
    expect((await update({ userId, firstname: null }, token)).user).toMatchObject({
      firstname: null,
      lastname: 'Helmer',
    });
  });

  it('lets an instance admin change and promote another account', async () => {
    const other = await signUp(demo);
    const { user, errors } = await update({ userId: other.id, admin: true, lastname: 'Rank' }, admin);
    expect(errors).toEqual([]);
    expect(user).toMatchObject({ id: other.id, admin: true, lastname: 'Rank' });
  });

  it.each([
    ['an anonymous caller', () => [account.id, undefined] as const],
    ['another account', () => [account.id, protectedAccount.token] as const],
    ['an instance admin who updates an unknown account', () => ['gid://demo/User/999999', admin] as const],
  ])('returns MISSING_PERMISSION for %s', async (_case, names) => {
    const [userId, token] = names();
    // Even with a field that the caller must not modify: the permission is checked first.
    expect(await update({ userId, admin: true }, token)).toMatchObject({
      user: null,
      errors: [error('MISSING_PERMISSION')],
    });
  });

  it.each([true, false, null])(
    'returns UNMODIFIABLE_FIELD when the key admin is present, even as %s',
    async (value) => {
      const unmodifiable = [error('UNMODIFIABLE_FIELD', { attribute: 'admin', type: 'unmodifiable' })];
      expect((await update({ userId: account.id, admin: value }, account.token)).errors).toEqual(unmodifiable);
      const self = (await demo.ask(CurrentUserDocument, {}, admin)).currentUser!;
      expect((await update({ userId: self.id, admin: value }, admin)).errors).toEqual(unmodifiable);
    },
  );

  it('returns UNMODIFIABLE_FIELD before MFA_REQUIRED', async () => {
    const { errors } = await update(
      { userId: protectedAccount.id, admin: true, email: 'new@mail.example' },
      protectedAccount.token,
    );
    expect(errors.map(({ errorCode }) => errorCode)).toEqual(['UNMODIFIABLE_FIELD']);
  });

  it('returns MFA_REQUIRED for each critical field, even for an instance admin, before the values are validated', async () => {
    const required = [
      error(
        'MFA_REQUIRED',
        { attribute: 'email', type: 'mfa_required' },
        { attribute: 'password', type: 'mfa_required' },
      ),
    ];
    const input = { userId: protectedAccount.id, email: null, password: 'x' };
    expect((await update(input, protectedAccount.token)).errors).toEqual(required);
    expect((await update(input, admin)).errors).toEqual(required);
  });

  it('returns MFA_FAILED for a wrong second factor', async () => {
    const input = {
      userId: protectedAccount.id,
      email: 'new@mail.example',
      mfa: { type: 'TOTP', value: '000000' },
    } as const;
    expect((await update(input, protectedAccount.token)).errors).toEqual([error('MFA_FAILED')]);
  });

  it('requires the current password for each critical field of an account without MFA', async () => {
    const other = await signUp(demo);
    const input = { userId: other.id, email: `new-${other.email}`, mfa: { type: 'TOTP', value: '000000' } } as const;
    expect((await update(input, other.token)).errors).toEqual([
      error('MFA_REQUIRED', { attribute: 'email', type: 'current_password_required' }),
    ]);
    expect((await update({ ...input, currentPassword: 'wrong' }, other.token)).errors).toEqual([error('MFA_FAILED')]);
    expect(await update({ ...input, currentPassword: other.password }, other.token)).toMatchObject({
      user: { email: input.email },
      errors: [],
    });
  });

  it('requires the password of an instance admin who changes a critical field of another account', async () => {
    const other = await signUp(demo);
    const input = { userId: other.id, email: `new-${other.email}` };
    expect((await update({ ...input, currentPassword: other.password }, admin)).errors).toEqual([error('MFA_FAILED')]);
    expect((await update({ ...input, currentPassword: 'admin-of-the-demo' }, admin)).errors).toEqual([]);
  });

  it('does not accept a TOTP code again that was used for an update which failed', async () => {
    const mfa = unusedTotp(demo, secret);
    const change = (email: string) => update({ userId: protectedAccount.id, email, mfa }, protectedAccount.token);
    expect((await change('alice@demo.example')).errors).toEqual([
      error('INVALID_LOGIN_DATA', { attribute: 'email', type: 'taken' }),
    ]);
    expect((await change(`moved-${protectedAccount.email}`)).errors).toEqual([error('MFA_FAILED')]);
  });

  it('neither requires nor consumes a second factor without a critical field', async () => {
    const [code] = await rotateBackupCodes(demo, protectedAccount, unusedTotp(demo, secret));
    const mfa = { type: 'BACKUP_CODE', value: code! } as const;
    const { user, errors } = await update(
      { userId: protectedAccount.id, firstname: 'Torvald', mfa },
      protectedAccount.token,
    );
    expect(errors).toEqual([]);
    expect(user!.mfaStatus!.backupCodesCount).toBe(10);
  });

  it('restores a consumed backup code when the update fails', async () => {
    const [code] = await rotateBackupCodes(demo, protectedAccount, unusedTotp(demo, secret));
    const change = (email: string) =>
      update(
        { userId: protectedAccount.id, email, mfa: { type: 'BACKUP_CODE', value: code! } },
        protectedAccount.token,
      );
    expect((await change('no address')).errors).toEqual([
      error('INVALID_LOGIN_DATA', { attribute: 'email', type: 'invalid' }),
    ]);
    expect((await currentUser(protectedAccount)).mfaStatus!.backupCodesCount).toBe(10);
    const { user, errors } = await change(`moved-${protectedAccount.email}`);
    expect(errors).toEqual([]);
    expect(user!.mfaStatus!.backupCodesCount).toBe(9);
  });

  it('changes a critical field with the correct TOTP code', async () => {
    demo.advance(0.5);
    const mfa = { type: 'TOTP', value: digits(demo, secret) } as const;
    const email = `again-${protectedAccount.email}`;
    expect(await update({ userId: protectedAccount.id, email, mfa }, protectedAccount.token)).toMatchObject({
      user: { email },
      errors: [],
    });
  });

  it('sets a new password and ends all other sessions', async () => {
    const other = await signUp(demo);
    const { usersLogin } = await demo.ask(UsersLoginDocument, {
      input: { username: other.username, password: other.password },
    });
    const password = 'another good password';
    expect(
      (
        await update(
          { userId: other.id, password, passwordRepeat: password, currentPassword: other.password },
          other.token,
        )
      ).errors,
    ).toEqual([]);

    const again = await demo.ask(UsersLoginDocument, { input: { username: other.username, password } });
    expect(again.usersLogin!.errors).toEqual([]);
    await expect(demo.ask(CurrentUserDocument, {}, usersLogin!.userSession!.token!)).rejects.toThrow('HTTP 401');
    expect((await currentUser(other)).id).toBe(other.id);
  });

  it.each([
    ['a blank username', { username: ' ' }, [{ attribute: 'username', type: 'blank' }]],
    ['a missing address', { email: null }, [{ attribute: 'email', type: 'blank' }]],
    [
      'a password without its repetition',
      { password: 'a good password' },
      [{ attribute: 'passwordRepeat', type: 'blank' }],
    ],
    [
      'a repetition without a password',
      { passwordRepeat: 'a good password' },
      [{ attribute: 'password', type: 'blank' }],
    ],
  ])('returns MISSING_PARAMETER for %s', async (_case, input, details) => {
    const { errors } = await update({ userId: account.id, currentPassword: account.password, ...input }, account.token);
    expect(errors).toEqual([error('MISSING_PARAMETER', ...details)]);
  });

  it.each([
    ['a username that is taken', { username: 'Alice' }, { attribute: 'username', type: 'taken' }],
    ['an address that is taken', { email: 'alice@demo.example' }, { attribute: 'email', type: 'taken' }],
    ['a character that PostgreSQL cannot store', { firstname: 'no\0ra' }, { attribute: 'firstname', type: 'invalid' }],
    ['an overlong name', { firstname: 'x'.repeat(51) }, { attribute: 'firstname', type: 'too_long' }],
    [
      'two different passwords',
      { password: 'a good password', passwordRepeat: 'another password' },
      { attribute: 'passwordRepeat', type: 'confirmation' },
    ],
  ])('returns INVALID_LOGIN_DATA for %s, and changes nothing', async (_case, input, detail) => {
    const before = await currentUser(account);
    const { user, errors } = await update(
      { userId: account.id, lastname: 'Changed', currentPassword: account.password, ...input },
      account.token,
    );
    expect(user).toBeNull();
    expect(errors).toEqual([error('INVALID_LOGIN_DATA', detail)]);
    expect(await currentUser(account)).toEqual(before);
  });

  it('accepts the account’s own username in another case', async () => {
    const username = account.username.toUpperCase();
    expect((await update({ userId: account.id, username }, account.token)).user!.username).toBe(username);
  });
});
