import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultRateLimits } from '../../../demo/rate-limits.js';
import {
  UsersLoginDocument,
  UsersPasswordResetDocument,
  UsersPasswordResetRequestDocument,
  UsersRegisterDocument,
  UsersUpdateDocument,
  type UsersLoginInput,
} from '../../generated/operations.js';
import { digits, error, openDemo, setUpTotp, signUp, type Demo } from '../open-demo.js';

let demo: Demo;
beforeAll(async () => {
  demo = await openDemo({
    rateLimits: {
      guessesOfAccountFromAddress: { times: 3, minutes: 15 },
      guessesFromAddress: { times: 12, minutes: 15 },
    },
  });
});
afterAll(() => demo.close());

const login = async (input: UsersLoginInput) => (await demo.ask(UsersLoginDocument, { input })).usersLogin!;
const wrongGuess = { clientMutationId: null, userSession: null, errors: [error('INVALID_LOGIN_DATA')] };

describe('a request', () => {
  const attempt = (alias: string) =>
    `${alias}: usersLogin(input: { username: "alice", password: "${alias}" }) { errors { errorCode } }`;
  it.each([
    ['by alias', `mutation { ${attempt('a')} ${attempt('b')} }`],
    ['in a named fragment', `mutation { ${attempt('a')} ...B } fragment B on Mutation { ${attempt('b')} }`],
    ['in an inline fragment', `mutation { ${attempt('a')} ... on Mutation { ${attempt('b')} } }`],
  ])('can contain one guess: a second one %s is rejected before the first is checked', async (_case, query) => {
    const response = await demo.post(JSON.stringify({ query }));
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('usersLogin');
  });

  it('cannot be part of a batch: batches are rejected', async () => {
    const query = `mutation { ${attempt('a')} }`;
    expect((await demo.post(JSON.stringify([{ query }, { query }]))).status).toBe(400);
  });
});

describe('guesses', () => {
  it('at the password of an account are limited: beyond the limit, the right one is treated as wrong, in any case of the name', async () => {
    const { username, password } = await signUp(demo);
    for (let guess = 0; guess < 3; guess++) expect(await login({ username, password: 'wrong' })).toEqual(wrongGuess);
    expect(await login({ username: ` ${username.toUpperCase()} `, password })).toEqual(wrongGuess);
  });

  it('that are right are not counted', async () => {
    const { username, password } = await signUp(demo);
    for (let round = 0; round < 6; round++) expect((await login({ username, password })).errors).toEqual([]);
  });

  it('at the second factor are limited separately: beyond the limit, the right one is treated as wrong', async () => {
    const account = await signUp(demo);
    const secret = await setUpTotp(demo, account);
    const { username, password } = account;
    const attempt = async (value: string) => (await login({ username, password, mfa: { type: 'TOTP', value } })).errors;
    for (let guess = 0; guess < 3; guess++) expect(await attempt('000000')).toEqual([error('MFA_FAILED')]);
    expect(await attempt(digits(demo, secret))).toEqual([error('MFA_FAILED')]);
  });

  it('from one address are limited, across all accounts', async () => {
    for (let guess = 0; guess < 12; guess++) await login({ username: `nobody-${guess}`, password: 'wrong' });
    const { username, password } = await signUp(demo);
    expect(await login({ username, password })).toEqual(wrongGuess);
  });
});

describe('guesses forwarded by a gateway', () => {
  const guessAs = (behind: Demo, client: string) =>
    behind.post(
      '{"query":"mutation { usersLogin(input: { username: \\"alice\\", password: \\"alice-of-the-demo\\" }) { errors { errorCode } } }"}',
      { 'x-forwarded-for': client },
    );
  const spend = async (behind: Demo, client: string) => {
    const query = `mutation { usersLogin(input: { username: "nobody", password: "wrong" }) { errors { errorCode } } }`;
    await behind.post(JSON.stringify({ query }), { 'x-forwarded-for': client });
  };
  const rateLimits = {
    guessesOfAccountFromAddress: { times: 3, minutes: 15 },
    guessesFromAddress: { times: 1, minutes: 15 },
  };

  it.each([
    ['are counted for the client address that a trusted gateway sends', ['127.0.0.1'], []],
    [
      'are counted for the gateway if it is not trusted, because any client could send the header',
      [],
      [{ errorCode: 'INVALID_LOGIN_DATA' }],
    ],
  ])('%s', async (_case, trustedProxies, errors) => {
    const behind = await openDemo({ rateLimits, trustedProxies });
    await spend(behind, '192.0.2.1');
    const answer = await (await guessAs(behind, '192.0.2.2')).json();
    await behind.close();
    expect(answer).toEqual({ data: { usersLogin: { errors } } });
  });
});

describe('a caller at another address', () => {
  const trustedProxies = ['127.0.0.1'];
  const open = () => openDemo({ trustedProxies, rateLimits: defaultRateLimits });
  const attempt = async (behind: Demo, client: string, password: string, username = 'alice') => {
    const query = `mutation ($input: UsersLoginInput!) { usersLogin(input: $input) { errors { errorCode } } }`;
    const response = await behind.post(JSON.stringify({ query, variables: { input: { username, password } } }), {
      'x-forwarded-for': client,
    });
    const { data } = (await response.json()) as { data: { usersLogin: { errors: { errorCode: string }[] } } };
    return data.usersLogin.errors.map(({ errorCode }) => errorCode);
  };
  const right = 'alice-of-the-demo';

  it('cannot lock the owner out with wrong guesses', async () => {
    const behind = await open();
    for (let guess = 0; guess < 30; guess++) await attempt(behind, '192.0.2.1', 'wrong');
    expect(await attempt(behind, '192.0.2.1', right)).toEqual(['INVALID_LOGIN_DATA']);
    expect(await attempt(behind, '192.0.2.2', right)).toEqual([]);
    await behind.close();
  });

  it('is the same caller within a network of IPv6, and for an IPv4 address written as IPv6', async () => {
    const behind = await open();
    for (let guess = 0; guess < 10; guess++) await attempt(behind, `2001:db8:1:2::${guess}`, 'wrong');
    expect(await attempt(behind, '2001:db8:1:2:ffff::9', right)).toEqual(['INVALID_LOGIN_DATA']);
    expect(await attempt(behind, '2001:db8:1:3::1', right)).toEqual([]);
    for (let guess = 0; guess < 10; guess++) await attempt(behind, '192.0.2.7', 'wrong');
    expect(await attempt(behind, '::ffff:192.0.2.7', right)).toEqual(['INVALID_LOGIN_DATA']);
    await behind.close();
  });

  it('shares the budget of the account: a hundred wrong guesses from many addresses use it up', async () => {
    const behind = await open();
    for (let guess = 0; guess < 100; guess++) await attempt(behind, `198.51.100.${guess % 20}`, 'wrong');
    expect(await attempt(behind, '192.0.2.9', right)).toEqual(['INVALID_LOGIN_DATA']);
    expect(await attempt(behind, '192.0.2.9', 'mia-of-the-demo', 'mia')).toEqual(['MFA_FAILED']);
    await behind.close();
  });
});

it('fifty right logins at the same time use up nothing', async () => {
  const fresh = await openDemo({ rateLimits: defaultRateLimits });
  const input = { username: 'alice', password: 'alice-of-the-demo' };
  const logins = await Promise.all(Array.from({ length: 50 }, () => fresh.ask(UsersLoginDocument, { input })));
  await fresh.close();
  expect(logins.flatMap(({ usersLogin }) => usersLogin!.errors)).toEqual([]);
});

it('a password reset clears the wrong guesses of the password', async () => {
  const fresh = await openDemo({ rateLimits: { guessesOfAccountFromAddress: { times: 3, minutes: 15 } } });
  const attempt = async (password: string) =>
    (await fresh.ask(UsersLoginDocument, { input: { username: 'alice', password } })).usersLogin!.errors;
  for (let guess = 0; guess < 3; guess++) await attempt('wrong');
  expect(await attempt('alice-of-the-demo')).toEqual([error('INVALID_LOGIN_DATA')]);
  await fresh.ask(UsersPasswordResetRequestDocument, { input: { email: 'alice@demo.example' } });
  await expect.poll(() => fresh.mails.length).toBe(1);
  const resetToken = /^eyJ\S+$/m.exec(fresh.mails[0]!.replaceAll('=\n', '').replaceAll('=3D', '='))![0];
  const newPassword = 'a new password';
  await fresh.ask(UsersPasswordResetDocument, {
    input: { resetToken, newPassword, newPasswordConfirmation: newPassword },
  });
  expect(await attempt(newPassword)).toEqual([]);
  await fresh.close();
});

describe('registrations and requests for mail', () => {
  it('are limited per address: beyond the limit, registration is disabled for the caller', async () => {
    const limited = await openDemo({ rateLimits: { registrationsFromAddress: { times: 2, minutes: 60 } } });
    await signUp(limited);
    // A name that is taken counts, too: the answer tells so.
    const input = {
      username: 'alice',
      email: 'a@mail.example',
      password: 'a good password',
      passwordRepeat: 'a good password',
    };
    const register = async () => (await limited.ask(UsersRegisterDocument, { input })).usersRegister!.errors;
    expect((await register()).map(({ errorCode }) => errorCode)).toEqual(['INVALID_LOGIN_DATA']);
    expect(await register()).toEqual([
      error('REGISTRATION_DISABLED', {
        message: 'Too many accounts were registered from this address. Try again in an hour.',
      }),
    ]);
    await limited.close();
  });

  it('are limited per account and per address: beyond the limit, the message is the same and no mail is sent', async () => {
    const limited = await openDemo({
      rateLimits: { mailsToAddress: { times: 2, minutes: 60 }, mailsFromAddress: { times: 5, minutes: 60 } },
    });
    const request = async (email: string) =>
      (await limited.ask(UsersPasswordResetRequestDocument, { input: { email } })).usersPasswordResetRequest!.message;
    const messages = new Set<string | null>();
    for (let turn = 0; turn < 4; turn++) messages.add(await request('alice@demo.example'));
    for (let turn = 0; turn < 3; turn++) messages.add(await request('admin@demo.example'));
    expect(messages.size).toBe(1);
    await limited.close();
    const mails = (to: string) => limited.mails.filter((mail) => mail.includes(`To: ${to}@demo.example`));
    expect([mails('alice').length, mails('admin').length]).toEqual([2, 1]);
  });

  it('for names that are taken are limited per account', async () => {
    const limited = await openDemo({ rateLimits: { takenNamesOfAccount: { times: 2, minutes: 60 } } });
    const { id: userId, token } = await signUp(limited);
    const rename = async (username: string) =>
      (await limited.ask(UsersUpdateDocument, { input: { userId, username } }, token)).usersUpdate!.errors;
    const taken = [error('INVALID_LOGIN_DATA', { attribute: 'username', type: 'taken' })];
    expect(await rename('alice')).toEqual(taken);
    expect(await rename('admin')).toEqual(taken);
    expect(await rename('mia')).toEqual([
      error('INVALID_LOGIN_DATA', { message: 'Too many names and addresses that are taken. Try again in an hour.' }),
    ]);
    await limited.close();
  });
});
