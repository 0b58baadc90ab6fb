import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  CurrentUserDocument,
  SessionsDocument,
  UsersLoginDocument,
  UsersSessionsRenewDocument,
  UsersUpdateDocument,
} from '../../generated/operations.js';
import { error, openDemo, setUpTotp, signUp, type Demo } from '../open-demo.js';

let demo: Demo;
beforeAll(async () => {
  demo = await openDemo();
});
afterAll(() => demo.close());

const day = 24 * 60;
const isActive = async (token: string) =>
  (await demo.post('{"query":"{ __typename }"}', { authorization: `Session ${token}` })).status === 200;
const renew = async (token?: string) =>
  (await demo.ask(UsersSessionsRenewDocument, { input: {} }, token)).usersSessionsRenew!;

describe('a session', () => {
  it('ends after seven days without use: its token is rejected, and it is not listed', async () => {
    const { token, username, password } = await signUp(demo);
    demo.advance(6 * day);
    expect(await isActive(token)).toBe(true);
    demo.advance(6 * day);
    expect(await isActive(token)).toBe(true);
    demo.advance(7 * day + 1);
    expect(await isActive(token)).toBe(false);
    const { usersLogin } = await demo.ask(UsersLoginDocument, { input: { username, password } });
    const { currentUser } = await demo.ask(SessionsDocument, {}, usersLogin!.userSession!.token!);
    expect(currentUser!.sessions!.count).toBe(1);
  });

  it('ends after thirty days, however much it is used', async () => {
    const { token } = await signUp(demo);
    for (let days = 0; days < 28; days += 4) {
      demo.advance(4 * day);
      expect(await isActive(token)).toBe(true);
    }
    demo.advance(2 * day);
    expect(await isActive(token)).toBe(false);
  });

  it('of an account that has a hundred ends a few logins later, the oldest first', async () => {
    const { token, username, password } = await signUp(demo);
    const login = async () =>
      (await demo.ask(UsersLoginDocument, { input: { username, password } })).usersLogin!.userSession!.token!;
    const second = await login();
    for (let session = 2; session < 100; session++) await login();
    expect(await isActive(token)).toBe(true);
    // One in eight logins deletes the sessions before the last hundred.
    let last = await login();
    for (let further = 1; await isActive(token); further++) {
      expect(further).toBeLessThan(8);
      last = await login();
    }
    expect(await isActive(last)).toBe(true);
    for (let further = 0; further < 8; further++) await login();
    expect(await isActive(second)).toBe(false);
  });

  it('ends when the address of the account changes, or MFA is turned on, from another session', async () => {
    const account = await signUp(demo);
    const { username, password } = account;
    const other = (await demo.ask(UsersLoginDocument, { input: { username, password } })).usersLogin!.userSession!;
    const input = { userId: account.id, email: `new-${account.email}`, currentPassword: password };
    expect((await demo.ask(UsersUpdateDocument, { input }, account.token)).usersUpdate!.errors).toEqual([]);
    expect(await isActive(other.token!)).toBe(false);

    const third = (await demo.ask(UsersLoginDocument, { input: { username, password } })).usersLogin!.userSession!;
    await setUpTotp(demo, account);
    expect(await isActive(third.token!)).toBe(false);
    expect(await isActive(account.token)).toBe(true);
  });
});

describe('usersSessionsRenew', () => {
  it('replaces the token of the session, which ends when it would have ended', async () => {
    const { id, token } = await signUp(demo);
    const first = await renew(token);
    demo.advance(day);
    const second = await renew(first.userSession!.token!);
    expect(second.errors).toEqual([]);
    expect(second.userSession).toMatchObject({
      id: first.userSession!.id,
      expiresAt: first.userSession!.expiresAt,
    });
    for (const old of [token, first.userSession!.token!]) expect(await isActive(old)).toBe(false);
    const { currentUser } = await demo.ask(CurrentUserDocument, {}, second.userSession!.token!);
    expect(currentUser!.id).toBe(id);
  });

  it('returns MISSING_PERMISSION for anonymous callers', async () => {
    expect(await renew()).toMatchObject({ userSession: null, errors: [error('MISSING_PERMISSION')] });
  });
});
