import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { users } from '../../../demo/database/tables.js';
import { ApplicationSettingsUpdateDocument, UsersRegisterDocument } from '../../generated/operations.js';
import { error, openDemo, signIn, signUp, type Demo } from '../open-demo.js';

let demo: Demo;
beforeAll(async () => {
  demo = await openDemo();
});
afterAll(() => demo.close());

const valid = {
  username: 'nora',
  email: 'nora@mail.example',
  password: 'a good password',
  passwordRepeat: 'a good password',
};
const register = async (input: Partial<typeof valid> = {}) =>
  (await demo.ask(UsersRegisterDocument, { input: { ...valid, ...input } })).usersRegister!;

describe('usersRegister', () => {
  it('creates the account and opens a session, with surrounding spaces removed from the input', async () => {
    const { userSession, errors } = await register({ username: '  nora ', email: ' nora@mail.example' });
    expect(errors).toEqual([]);
    expect(userSession).toMatchObject({
      active: true,
      user: { username: 'nora', email: 'nora@mail.example', admin: false, mfaStatus: { totpEnabled: false } },
    });
    expect(userSession!.token).toMatch(/^s_ust_[\w-]{48}$/);
    expect(userSession!.id).toMatch(/^gid:\/\/demo\/UserSession\/\d+$/);
  });

  it('stores an argon2id hash, never the password', async () => {
    const { username, password } = await signUp(demo);
    const row = (await demo.database.select().from(users)).find((user) => user.username === username)!;
    expect(row.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(JSON.stringify(row)).not.toContain(password);
  });

  it('returns MISSING_PARAMETER with each attribute that is blank', async () => {
    const { userSession, errors } = await register({ username: '', email: '  ' });
    expect(userSession).toBeNull();
    expect(errors).toEqual([
      error('MISSING_PARAMETER', { attribute: 'username', type: 'blank' }, { attribute: 'email', type: 'blank' }),
    ]);
  });

  it('returns MISSING_PARAMETER with each attribute that is absent', async () => {
    const { usersRegister } = await demo.ask(UsersRegisterDocument, {
      input: { username: null, password: 'a good password' },
    });
    expect(usersRegister!.errors).toEqual([
      error(
        'MISSING_PARAMETER',
        { attribute: 'username', type: 'blank' },
        { attribute: 'email', type: 'blank' },
        { attribute: 'passwordRepeat', type: 'blank' },
      ),
    ]);
  });

  it.each([
    ['a username that is too short', { username: 'al' }, { attribute: 'username', type: 'too_short' }],
    ['a username that is too long', { username: 'a'.repeat(51) }, { attribute: 'username', type: 'too_long' }],
    ['a username with spaces', { username: 'no ra' }, { attribute: 'username', type: 'invalid' }],
    ['an invalid address', { email: 'nora' }, { attribute: 'email', type: 'invalid' }],
    [
      'too short a password',
      { password: '1234567', passwordRepeat: '1234567' },
      { attribute: 'password', type: 'too_short' },
    ],
    [
      'too long a password',
      { password: 'x'.repeat(129), passwordRepeat: 'x'.repeat(129) },
      { attribute: 'password', type: 'too_long' },
    ],
    [
      'two different passwords',
      { passwordRepeat: 'another password' },
      { attribute: 'passwordRepeat', type: 'confirmation' },
    ],
    [
      'a username of two characters outside the basic plane',
      { username: '𝒜𝒜' },
      { attribute: 'username', type: 'too_short' },
    ],
    ['a character that PostgreSQL cannot store', { username: 'no\0ra' }, { attribute: 'username', type: 'invalid' }],
    ['a username that differs only in case', { username: 'ALICE' }, { attribute: 'username', type: 'taken' }],
    ['an address that differs only in case', { email: 'Alice@Demo.Example' }, { attribute: 'email', type: 'taken' }],
  ])('returns INVALID_LOGIN_DATA for %s', async (_case, input, detail) => {
    const { userSession, errors } = await register({ username: 'nobody', email: 'nobody@mail.example', ...input });
    expect(userSession).toBeNull();
    expect(errors).toEqual([error('INVALID_LOGIN_DATA', detail)]);
  });

  it('reports all invalid values at once', async () => {
    const { errors } = await register({ username: 'x', email: 'x', password: 'x', passwordRepeat: 'y' });
    expect(errors[0]!.details!.map((detail) => 'attribute' in detail && detail.attribute)).toEqual([
      'username',
      'email',
      'password',
      'passwordRepeat',
    ]);
  });

  it('creates one account when two clients request the same name at once', async () => {
    const [one, other] = await Promise.all([
      register({ username: 'both', email: 'one@mail.example' }),
      register({ username: 'Both', email: 'other@mail.example' }),
    ]);
    expect([one, other].filter(({ userSession }) => userSession)).toHaveLength(1);
    expect([...one.errors, ...other.errors]).toEqual([
      error('INVALID_LOGIN_DATA', { attribute: 'username', type: 'taken' }),
    ]);
  });

  it('returns REGISTRATION_DISABLED before any other check while the setting is off', async () => {
    const admin = await signIn(demo, 'admin');
    const set = (userRegistrationEnabled: boolean) =>
      demo.ask(ApplicationSettingsUpdateDocument, { input: { userRegistrationEnabled } }, admin);
    await set(false);
    const { userSession, errors } = await register({ username: '' });
    await set(true);
    expect(userSession).toBeNull();
    expect(errors).toEqual([error('REGISTRATION_DISABLED')]);
  });
});
