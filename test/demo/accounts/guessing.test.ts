import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UsersLoginDocument, type UsersLoginInput } from '../../generated/operations.js';
import { digits, error, openDemo, setUpTotp, signUp, type Demo } from '../open-demo.js';

let demo: Demo;
beforeAll(async () => {
  demo = await openDemo({
    guessLimits: { account: { guesses: 3, minutes: 15 }, address: { guesses: 12, minutes: 15 } },
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
  const guessLimits = { account: { guesses: 3, minutes: 15 }, address: { guesses: 1, minutes: 15 } };

  it.each([
    ['are counted for the client address that a trusted gateway sends', ['127.0.0.1'], []],
    [
      'are counted for the gateway if it is not trusted, because any client could send the header',
      [],
      [{ errorCode: 'INVALID_LOGIN_DATA' }],
    ],
  ])('%s', async (_case, trustedProxies, errors) => {
    const behind = await openDemo({ guessLimits, trustedProxies });
    await spend(behind, '192.0.2.1');
    const answer = await (await guessAs(behind, '192.0.2.2')).json();
    await behind.close();
    expect(answer).toEqual({ data: { usersLogin: { errors } } });
  });
});
