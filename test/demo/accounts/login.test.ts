import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { userSessions } from '../../../demo/database/tables.js';
import {
  CurrentUserDocument,
  SessionsDocument,
  UsersLoginDocument,
  UsersLogoutDocument,
  UsersMfaTotpGenerateSecretDocument,
  UsersMfaTotpValidateSecretDocument,
  type UsersLoginInput,
} from '../../generated/operations.js';
import {
  digits,
  error,
  openDemo,
  rotateBackupCodes,
  setUpTotp,
  signUp,
  unusedTotp,
  type Account,
  type Demo,
  signIn,
} from '../open-demo.js';

let demo: Demo;
let account: Account;
let protectedAccount: Account;
let secret: string;
let codes: string[];
beforeAll(async () => {
  demo = await openDemo();
  account = await signUp(demo);
  protectedAccount = await signUp(demo);
  secret = await setUpTotp(demo, protectedAccount);
  codes = await rotateBackupCodes(demo, protectedAccount, unusedTotp(demo, secret));
  demo.advance(0.5);
});
afterAll(() => demo.close());

const login = async (input: UsersLoginInput) => (await demo.ask(UsersLoginDocument, { input })).usersLogin!;
const nameAndPassword = ({ username, password }: Account) => ({ username, password });

describe('usersLogin', () => {
  it.each([
    ['the username', () => ({ username: account.username })],
    ['the address', () => ({ email: account.email })],
    ['the username in another case', () => ({ username: account.username.toUpperCase() })],
    ['the address in another case', () => ({ email: account.email.toUpperCase() })],
  ])('opens a session for %s with the right password', async (_case, name) => {
    const { userSession, errors } = await login({ ...name(), password: account.password });
    expect(errors).toEqual([]);
    const { currentUser } = await demo.ask(CurrentUserDocument, {}, userSession!.token!);
    expect(currentUser!.id).toBe(account.id);
  });

  it('stores only a digest of the token', async () => {
    const { userSession } = await login(nameAndPassword(account));
    expect(JSON.stringify(await demo.database.select().from(userSessions))).not.toContain(userSession!.token!);
  });

  it('echoes clientMutationId in success and in failure', async () => {
    expect((await login({ ...nameAndPassword(account), clientMutationId: 'one' })).clientMutationId).toBe('one');
    expect(
      (await login({ username: account.username, password: 'wrong', clientMutationId: 'two' })).clientMutationId,
    ).toBe('two');
  });

  it('returns the same error for a wrong password and an unknown account', async () => {
    const wrongPassword = await login({ username: account.username, password: 'wrong password' });
    const unknownAccount = await login({ username: 'nobody-has-this', password: 'wrong password' });
    expect(wrongPassword).toEqual({ clientMutationId: null, userSession: null, errors: [error('INVALID_LOGIN_DATA')] });
    expect(unknownAccount).toEqual(wrongPassword);
  });

  it('returns the same error for an invalid name and an unused one', async () => {
    expect((await login({ username: 'al\0ice', password: 'wrong password' })).errors).toEqual([
      error('INVALID_LOGIN_DATA'),
    ]);
  });

  it('verifies a password hash for an unknown account as well', async () => {
    // CPU time, not wall time: it measures argon2 independently of the load of the machine.
    const work = async (username: string) => {
      const before = process.cpuUsage();
      for (let round = 0; round < 10; round++) await login({ username, password: 'wrong password' });
      return process.cpuUsage(before).user;
    };
    const [known, unknown] = [await work(account.username), await work('nobody-has-this')];
    expect(unknown).toBeGreaterThan(known / 2);
  });

  it('returns MISSING_PARAMETER unless exactly one of email and username is given', async () => {
    expect((await login({ password: 'any' })).errors).toEqual([
      error('MISSING_PARAMETER', { attribute: 'email', type: 'blank' }, { attribute: 'username', type: 'blank' }),
    ]);
    expect((await login({ username: ' ', email: null, password: '' })).errors).toEqual([
      error(
        'MISSING_PARAMETER',
        { attribute: 'email', type: 'blank' },
        { attribute: 'username', type: 'blank' },
        { attribute: 'password', type: 'blank' },
      ),
    ]);
    const { username, email, password } = account;
    expect((await login({ username, email, password })).errors).toEqual([
      error('MISSING_PARAMETER', { message: 'Give either email or username, not both.' }),
    ]);
  });

  it('returns MFA_FAILED when a second factor is passed for an account without MFA', async () => {
    const { errors } = await login({ ...nameAndPassword(account), mfa: { type: 'TOTP', value: '123456' } });
    expect(errors).toEqual([error('MFA_FAILED')]);
  });

  it('returns MFA_FAILED, not MFA_REQUIRED, when the second factor is absent', async () => {
    expect((await login(nameAndPassword(protectedAccount))).errors).toEqual([error('MFA_FAILED')]);
  });

  it.each([
    ['a wrong TOTP code', { type: 'TOTP', value: '000000' }],
    ['an unknown backup code', { type: 'BACKUP_CODE', value: '0000000000' }],
    ['an empty code', { type: 'TOTP', value: '' }],
  ] as const)('returns MFA_FAILED for %s', async (_case, mfa) => {
    const { userSession, errors } = await login({ ...nameAndPassword(protectedAccount), mfa });
    expect(userSession).toBeNull();
    expect(errors).toEqual([error('MFA_FAILED')]);
  });

  it('accepts the code of a TOTP step only once', async () => {
    const input = { ...nameAndPassword(protectedAccount), mfa: { type: 'TOTP', value: digits(demo, secret) } } as const;
    expect((await login(input)).errors).toEqual([]);
    expect((await login(input)).errors).toEqual([error('MFA_FAILED')]);
    demo.advance(0.5);
    expect((await login({ ...input, mfa: { type: 'TOTP', value: digits(demo, secret) } })).errors).toEqual([]);
  });

  it('rejects the code that was used to set TOTP up', async () => {
    const other = await signUp(demo);
    const { usersMfaTotpGenerateSecret } = await demo.ask(
      UsersMfaTotpGenerateSecretDocument,
      { input: {} },
      other.token,
    );
    const { secret: otherSecret, signedSecret } = usersMfaTotpGenerateSecret!;
    const value = digits(demo, otherSecret!);
    await demo.ask(
      UsersMfaTotpValidateSecretDocument,
      { input: { secret: signedSecret!, currentTotp: value, currentPassword: other.password } },
      other.token,
    );
    expect((await login({ ...nameAndPassword(other), mfa: { type: 'TOTP', value } })).errors).toEqual([
      error('MFA_FAILED'),
    ]);
  });

  it('rejects the code of an earlier step after a later one was used', async () => {
    const earlier = digits(demo, secret);
    demo.advance(0.5);
    const later = digits(demo, secret);
    expect((await login({ ...nameAndPassword(protectedAccount), mfa: { type: 'TOTP', value: later } })).errors).toEqual(
      [],
    );
    expect(
      (await login({ ...nameAndPassword(protectedAccount), mfa: { type: 'TOTP', value: earlier } })).errors,
    ).toEqual([error('MFA_FAILED')]);
  });

  it('consumes a backup code only if the login succeeds', async () => {
    const mfa = { type: 'BACKUP_CODE', value: codes[0]! } as const;
    const { username, password } = protectedAccount;
    expect((await login({ username, password: 'wrong password', mfa })).errors).toEqual([error('INVALID_LOGIN_DATA')]);
    expect((await login({ username, password, mfa })).errors).toEqual([]);
    expect((await login({ username, password, mfa })).errors).toEqual([error('MFA_FAILED')]);
  });
});

describe('usersLogout', () => {
  it('ends the session: its token is rejected from then on', async () => {
    const { userSession } = await login(nameAndPassword(account));
    const { usersLogout } = await demo.ask(
      UsersLogoutDocument,
      { input: { userSessionId: userSession!.id } },
      userSession!.token!,
    );
    expect(usersLogout).toMatchObject({ userSession: { id: userSession!.id, active: false, token: null }, errors: [] });
    const response = await demo.post('{"query":"{ __typename }"}', { authorization: `Session ${userSession!.token}` });
    expect(response.status).toBe(401);
  });

  it('ends a session only once', async () => {
    const owner = await signUp(demo);
    const { userSession } = await login(nameAndPassword(owner));
    const logout = async () =>
      (await demo.ask(UsersLogoutDocument, { input: { userSessionId: userSession!.id } }, owner.token)).usersLogout!;
    expect((await logout()).errors).toEqual([]);
    expect((await logout()).errors).toEqual([error('MISSING_PERMISSION')]);
  });

  it('revokes all permissions at once, also for the following mutations of the same request', async () => {
    const token = await signIn(demo, 'admin');
    const { currentUser } = await demo.ask(SessionsDocument, {}, token);
    const { id } = currentUser!.sessions!.nodes.at(-1)!;
    const query = `mutation {
      usersLogout(input: { userSessionId: "${id}" }) { errors { errorCode } }
      applicationSettingsUpdate(input: { userRegistrationEnabled: false }) { errors { errorCode } }
    }`;
    const response = await demo.post(JSON.stringify({ query }), { authorization: `Session ${token}` });
    expect(await response.json()).toEqual({
      data: {
        usersLogout: { errors: [] },
        applicationSettingsUpdate: { errors: [{ errorCode: 'MISSING_PERMISSION' }] },
      },
    });
  });

  it.each([
    ['anonymous callers', () => undefined],
    ['another account', () => protectedAccount.token],
  ])('returns MISSING_PERMISSION for %s', async (_case, token) => {
    const { userSession } = await login(nameAndPassword(account));
    const { usersLogout } = await demo.ask(UsersLogoutDocument, { input: { userSessionId: userSession!.id } }, token());
    expect(usersLogout).toMatchObject({ userSession: null, errors: [error('MISSING_PERMISSION')] });
  });
});

describe('User.sessions', () => {
  it('pages through the active sessions, without their tokens', async () => {
    const owner = await signUp(demo);
    for (let more = 0; more < 2; more++) await login(nameAndPassword(owner));

    const page = async (after: string | null) =>
      (await demo.ask(SessionsDocument, { first: 2, after }, owner.token)).currentUser!.sessions!;
    const first = await page(null);
    const second = await page(first.pageInfo.endCursor);
    expect([first.count, first.nodes.length, first.pageInfo.hasNextPage]).toEqual([3, 2, true]);
    expect([second.count, second.nodes.length, second.pageInfo.hasNextPage]).toEqual([3, 1, false]);
    expect(new Set([...first.nodes, ...second.nodes].map(({ id }) => id)).size).toBe(3);
    expect([...first.nodes, ...second.nodes].every(({ token }) => token === null)).toBe(true);
  });

  it.each([
    [{ first: 51 }, 'first must be from 1 to 50, got 51.'],
    [{ first: 0 }, 'first must be from 1 to 50, got 0.'],
    [{ after: 'nonsense' }, 'after must be the endCursor of the previous page, got \\"nonsense\\".'],
  ])('rejects %j with a message that states the valid values', async (variables, message) => {
    await expect(demo.ask(SessionsDocument, variables, account.token)).rejects.toThrow(message);
  });
});
