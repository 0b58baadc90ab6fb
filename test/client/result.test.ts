import { describe, expect, it } from 'vitest';
import { createResultOf, result, type PayloadError } from 'graphql-error-codes/client';

interface LoginPayload {
  readonly userSession?: { readonly token: string } | null;
  readonly errors?: readonly (PayloadError | null)[] | null;
}
const userSession = { token: 'x' };
const loginError = { errorCode: 'INVALID_LOGIN_DATA', details: [{ attribute: 'email', type: 'taken' }] };
const unexpected = { ok: false, errors: [], fieldErrors: {} };
const login = (payload: LoginPayload | null | undefined) => result(payload, 'userSession');

describe('result', () => {
  it.each([
    ['an empty list of errors', { userSession, errors: [] }],
    ['null instead of errors', { userSession, errors: null }],
    ['errors that were not selected', { userSession }],
  ])('is a success for a payload with a value and %s', (_case, payload) => {
    expect(login(payload)).toEqual({ ok: true, value: userSession });
  });

  it.each([false, 0, '', []])('is a success for the value %j', (value) => {
    expect(result({ value, errors: [] }, 'value')).toEqual({ ok: true, value });
  });

  it('is a failure for a payload with errors, even beside a value', () => {
    const failure = { ok: false, errors: [loginError], fieldErrors: { email: ['taken'] } };
    expect(login({ userSession: null, errors: [loginError] })).toEqual(failure);
    expect(login({ userSession, errors: [loginError] })).toEqual(failure);
    expect(login({ errors: [loginError] })).toEqual(failure);
  });

  it.each([
    ['is null, as after a top-level error', null],
    ['is absent, as after a network error', undefined],
    ['has neither value nor errors', { userSession: null, errors: [] }],
    ['is empty', {}],
    ['has only an error that the server failed to serialize', { userSession, errors: [null] }],
    ['has only an undefined error', { userSession, errors: [undefined as never] }],
  ])('is a failure without errors when the payload %s', (_case, payload) => {
    expect(login(payload)).toEqual(unexpected);
  });

  it('has the other errors when the server failed to serialize one', () => {
    expect(login({ errors: [null, loginError] })).toMatchObject({ ok: false, errors: [loginError] });
  });

  it('has the payload as its value when no key is passed', () => {
    const payload = { secret: 'x', signedSecret: 'y', errors: [] };
    expect(result(payload)).toEqual({ ok: true, value: payload });
    expect(result({ ...payload, errors: [loginError] })).toMatchObject({ ok: false, errors: [loginError] });
    expect(result(null)).toEqual(unexpected);
    expect(result(undefined)).toEqual(unexpected);
  });
});

describe('resultOf', () => {
  const resultOf = createResultOf<{ usersLogin: 'MFA_FAILED' }>();

  it('is the result of one root field', () => {
    const data = { usersLogin: { userSession, errors: [] }, other: { userSession: null, errors: [loginError] } };
    expect(resultOf(data, 'usersLogin', 'userSession')).toEqual({ ok: true, value: userSession });
    expect(resultOf(data, 'usersLogin')).toEqual({ ok: true, value: data.usersLogin });
    expect(resultOf(data, 'other', 'userSession')).toMatchObject({ ok: false, errors: [loginError] });
  });

  it.each([null, undefined])('is a failure without errors when the data is %j', (absent) => {
    const data = absent as { usersLogin: LoginPayload } | null | undefined;
    expect(resultOf(data, 'usersLogin', 'userSession')).toEqual(unexpected);
  });

  it('is a failure without errors when the field is null', () => {
    expect(resultOf({ usersLogin: null as LoginPayload | null }, 'usersLogin', 'userSession')).toEqual(unexpected);
  });

  it('unmasks each error that is not null, and finds failed validations in the unmasked details', () => {
    const masked = { ' $fragmentRefs': { PayloadErrorFragment: loginError } };
    const unmasked: object[] = [];
    const unmask = (error: typeof masked) => {
      unmasked.push(error);
      return error[' $fragmentRefs'].PayloadErrorFragment;
    };
    const ofMasked = createResultOf({ unmask });
    const data = { usersLogin: { userSession: null, errors: [masked, null] } };
    expect(ofMasked(data, 'usersLogin', 'userSession')).toEqual({
      ok: false,
      errors: [loginError],
      fieldErrors: { email: ['taken'] },
    });
    expect(unmasked).toEqual([masked]);
    const payload = { userSession, errors: [] };
    expect(ofMasked({ usersLogin: payload }, 'usersLogin')).toEqual({ ok: true, value: payload });
    expect(ofMasked(null as null | typeof data, 'usersLogin')).toEqual(unexpected);
  });
});
