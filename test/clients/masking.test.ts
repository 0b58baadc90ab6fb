import { Client, fetchExchange } from '@urql/core';
import type { DeclaredCodesOf } from 'graphql-error-codes/client';
import { Environment, Network, RecordSource, Store, type FetchFunction } from 'relay-runtime';
import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from 'vitest';
import { error, openDemo, signUp, type Account, type Demo } from '../demo/open-demo.js';
import { createMaskingClient, signIn as signInWithApollo } from './recipes/apollo-masking.js';
import * as masked from './recipes/client-preset.js';
import * as unmasked from './recipes/client-preset-unmasked.js';
import * as tada from './recipes/gql-tada.js';
import { signIn as signInWithRelay } from './recipes/relay-sign-in.js';

let demo: Demo;
let account: Account;
beforeAll(async () => {
  demo = await openDemo();
  account = await signUp(demo);
});
afterAll(() => demo.close());

interface Input {
  readonly username?: string;
  readonly password: string;
}

const urql = () => new Client({ url: demo.url, preferGetMethod: false, exchanges: [fetchExchange] });

const createRelayEnvironment = () => {
  const send: FetchFunction = async ({ text }, variables) => {
    const body = JSON.stringify({ query: text, variables });
    const response = await fetch(demo.url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    return response.json();
  };
  return new Environment({ network: Network.create(send), store: new Store(new RecordSource()) });
};

const signIns = {
  'the client preset with fragment masking': async (input: Input) =>
    masked.resultOf((await urql().mutation(masked.LoginDocument, { input })).data, 'usersLogin', 'userSession'),
  'the client preset without fragment masking': async (input: Input) =>
    unmasked.resultOf((await urql().mutation(unmasked.LoginDocument, { input })).data, 'usersLogin', 'userSession'),
  'gql.tada': async (input: Input) =>
    tada.resultOf((await urql().mutation(tada.LoginDocument, { input })).data, 'usersLogin', 'userSession'),
  'Apollo Client with data masking': (input: Input) => signInWithApollo(createMaskingClient(demo.url), input),
  Relay: (input: Input) => signInWithRelay(createRelayEnvironment(), input),
};

describe.each(Object.entries(signIns))('%s', (_name, signIn) => {
  it('returns the value of a mutation', async () => {
    const { username, password } = account;
    expect(await signIn({ username, password })).toMatchObject({ ok: true });
  });

  it('returns the errors with all selected fields, and the failed validations', async () => {
    const login = await signIn({ password: 'any' });
    expect(login).toMatchObject({
      ok: false,
      errors: [
        error('MISSING_PARAMETER', { attribute: 'email', type: 'blank' }, { attribute: 'username', type: 'blank' }),
      ],
      fieldErrors: { email: ['blank'], username: ['blank'] },
    });
    const { username } = account;
    expect(await signIn({ username, password: 'wrong' })).toMatchObject({ errors: [error('INVALID_LOGIN_DATA')] });
  });
});

it('the data of Apollo Client stays masked beside its errors', async () => {
  const { username, password } = account;
  const login = await signInWithApollo(createMaskingClient(demo.url), { username, password });
  expect(login.ok && Object.keys(login.value)).toEqual(['__typename']);
});

it('every tool requires a handler for each declared code', () => {
  type CodesOf<SignIn> = SignIn extends (input: Input) => Promise<infer Login>
    ? Extract<Login, { ok: false }> extends { readonly errors: readonly (infer ErrorType)[] }
      ? DeclaredCodesOf<ErrorType>
      : never
    : never;
  type SignIns = typeof signIns;
  type Codes = { [Name in keyof SignIns]: CodesOf<SignIns[Name]> };
  expectTypeOf<Codes>().toEqualTypeOf<
    Record<keyof SignIns, 'INVALID_LOGIN_DATA' | 'MFA_FAILED' | 'MISSING_PARAMETER'>
  >();
});
