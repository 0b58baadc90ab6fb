import { CombinedGraphQLErrors } from '@apollo/client';
import { sql } from 'drizzle-orm';
import type { LocatedError, Message } from 'graphql-error-codes/client';
import en from 'graphql-error-codes/messages/en.json' with { type: 'json' };
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { digits, error, openDemo, setUpTotp, signUp, type Account, type Demo } from '../../demo/open-demo.js';
import { createApolloClient } from './apollo.js';
import { resultOf, message } from './errors.js';
import { GenerateSecretDocument, TwoRootFieldsDocument, type UsersLoginInput } from './generated/graphql.js';
import { register } from './register.js';
import { signIn } from './sign-in.js';
import { createUrqlClient } from './urql.js';

let demo: Demo;
let account: Account;
beforeAll(async () => {
  demo = await openDemo();
  account = await signUp(demo);
});
afterAll(() => demo.close());

const reports: (readonly [LocatedError, string | undefined])[] = [];
const report = (found: LocatedError, operationName: string | undefined) => void reports.push([found, operationName]);
afterEach(() => void reports.splice(0));

const openApollo = () => createApolloClient(demo.url, report);
const openUrql = () => createUrqlClient(demo.url, report);

const wrongLogin = { path: ['usersLogin'], error: expect.objectContaining({ errorCode: 'INVALID_LOGIN_DATA' }) };
const noPermission = { path: ['settings'], error: expect.objectContaining({ errorCode: 'MISSING_PERMISSION' }) };
const login = { username: 'alice', password: 'wrong password' };

/** Makes every login crash while `work` runs. */
async function withBrokenLogin<Returned>(work: () => Promise<Returned>): Promise<Returned> {
  await demo.database.execute(sql`alter table users rename column password_hash to gone`);
  try {
    return await work();
  } finally {
    await demo.database.execute(sql`alter table users rename column gone to password_hash`);
  }
}

describe('with Apollo Client', () => {
  /** Returns the calls of the screen, in order. */
  async function signInWith(input: UsersLoginInput): Promise<unknown[]> {
    const calls: unknown[] = [];
    await signIn(openApollo(), input, {
      goHome: (token) => void calls.push({ home: token }),
      askForCode: () => void calls.push('code'),
      setErrors: (errors) => void calls.push(errors),
      notify: (notice) => void calls.push(notice),
    });
    return calls;
  }
  const home = { home: expect.stringMatching(/^s_ust_/) };

  it('goes home after a successful login', async () => {
    const { username, password } = account;
    expect(await signInWith({ username, password })).toEqual([home]);
    expect(reports).toEqual([]);
  });

  it('asks for a code when the account has a second factor', async () => {
    const other = await signUp(demo);
    const secret = await setUpTotp(demo, other);
    const { username, password } = other;
    expect(await signInWith({ username, password })).toEqual(['code']);
    const mfa = { type: 'TOTP', value: digits(demo, secret) } as const;
    expect(await signInWith({ username, password, mfa })).toEqual([home]);
  });

  it('shows a message for the whole form or for single fields', async () => {
    expect(await signInWith(login)).toEqual([en.codes.INVALID_LOGIN_DATA]);
    const { blank } = en.validations;
    expect(await signInWith({ password: 'any' })).toEqual([{ email: blank, username: blank }]);
    expect(reports).toEqual([
      [wrongLogin, 'Login'],
      [{ path: ['usersLogin'], error: expect.objectContaining({ errorCode: 'MISSING_PARAMETER' }) }, 'Login'],
    ]);
  });

  it('keeps both kinds of details without a warning from the cache', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    onTestFinished(() => warn.mockRestore());
    await signInWith({ password: 'any' });
    await signInWith({ username: 'alice', email: 'alice@demo.example', password: 'any' });
    expect(reports.map(([{ error: found }]) => found)).toMatchObject([
      error('MISSING_PARAMETER', { attribute: 'email', type: 'blank' }, { attribute: 'username', type: 'blank' }),
      error('MISSING_PARAMETER', { message: 'Give either email or username, not both.' }),
    ]);
    expect(warn.mock.calls).toEqual([]);
  });

  it('reports the errors of every root field by response key, with all selected fields', async () => {
    await openApollo().mutate({ mutation: TwoRootFieldsDocument, variables: { login } });
    expect(reports).toEqual([
      [wrongLogin, 'TwoRootFields'],
      [noPermission, 'TwoRootFields'],
    ]);
    expect(reports[1]![0].error).toMatchObject(error('MISSING_PERMISSION'));
  });

  it('reports the payload error of one root field when another one crashes and the request rejects', async () => {
    const refused = withBrokenLogin(() =>
      openApollo().mutate({ mutation: TwoRootFieldsDocument, variables: { login } }),
    );
    await expect(refused).rejects.toThrow(CombinedGraphQLErrors);
    expect(reports).toEqual([[noPermission, 'TwoRootFields']]);
  });

  it('returns a failure without errors for a crashed field under errorPolicy all', async () => {
    const { data } = await withBrokenLogin(() =>
      openApollo().mutate({ mutation: TwoRootFieldsDocument, variables: { login }, errorPolicy: 'all' }),
    );
    const crashed = resultOf(data, 'usersLogin', 'userSession');
    expect(crashed).toEqual({ ok: false, errors: [], fieldErrors: {} });
    expect(!crashed.ok && message(crashed.errors[0])).toBe(en.generic);
    expect(resultOf(data, 'settings', 'applicationSettings')).toMatchObject({
      ok: false,
      errors: [error('MISSING_PERMISSION')],
    });
  });
});

describe('with urql', () => {
  /** A form that records what it shows. */
  const createForm = () => {
    const shown: { errors?: object; notice?: Message } = {};
    return {
      shown,
      setErrors: (errors: object) => void (shown.errors = errors),
      setNotice: (notice: Message) => void (shown.notice = notice),
    };
  };

  it('returns the session of a new account', async () => {
    const form = createForm();
    const input = { username: 'urq', email: 'urq@mail.example', password: 'a long one', passwordRepeat: 'a long one' };
    expect(await register(openUrql(), input, form)).toMatchObject({ token: expect.stringMatching(/^s_ust_/) });
    expect(form.shown).toEqual({});
  });

  it('shows a message at each invalid field', async () => {
    const form = createForm();
    const input = { username: 'alice', email: 'nobody', password: 'short', passwordRepeat: 'other' };
    expect(await register(openUrql(), input, form)).toBeNull();
    const { invalid, too_short, confirmation } = en.validations;
    expect(form.shown).toEqual({
      errors: { email: invalid, password: too_short, passwordRepeat: confirmation },
      notice: en.codes.INVALID_LOGIN_DATA,
    });
    expect(reports.map(([, operationName]) => operationName)).toEqual(['Register']);
  });

  it('shows the generic message after a network error', async () => {
    const form = createForm();
    const nowhere = createUrqlClient('http://127.0.0.1:9/', report);
    expect(await register(nowhere, { username: 'nobody' }, form)).toBeNull();
    expect(form.shown).toEqual({ errors: {}, notice: en.generic });
  });

  it('reports the errors of every root field, also when another one crashes', async () => {
    const send = () => openUrql().mutation(TwoRootFieldsDocument, { login }).toPromise();
    await send();
    expect(reports.splice(0)).toEqual([
      [wrongLogin, 'TwoRootFields'],
      [noPermission, 'TwoRootFields'],
    ]);
    const { data } = await withBrokenLogin(send);
    expect(reports).toEqual([[noPermission, 'TwoRootFields']]);
    expect(resultOf(data, 'usersLogin', 'userSession')).toMatchObject({ ok: false, errors: [] });
  });

  it('returns the whole payload of a mutation with two values', async () => {
    const { token } = account;
    const headers = { authorization: `Session ${token}` };
    const { data } = await openUrql().mutation(GenerateSecretDocument, {}, { fetchOptions: { headers } });
    const secrets = resultOf(data, 'usersMfaTotpGenerateSecret');
    expect(secrets.ok && [secrets.value.secret, secrets.value.signedSecret]).toEqual([
      expect.any(String),
      expect.any(String),
    ]);
  });
});
