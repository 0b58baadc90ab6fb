import { describe, expect, it } from 'vitest';
import { createResultOf, result, type PayloadError } from 'graphql-error-codes/client';

interface LoginPayload {
  readonly userSession?: { readonly token: string } | null;
  readonly errors?: readonly (PayloadError | null)[] | null;
}
const userSession = { token: 'x' };
const refused = { errorCode: 'INVALID_LOGIN_DATA', details: [{ attribute: 'email', type: 'taken' }] };
const unexpected = { ok: false, errors: [], fieldErrors: {} };
const login = (payload: LoginPayload | null | undefined) => result(payload, 'userSession');

describe('result', () => {
  it.each([
    ['an empty list of errors', { userSession, errors: [] }],
    ['no errors, since the server leaves them out', { userSession, errors: null }],
    ['errors that were not selected this time', { userSession }],
  ])('is the value for a payload with %s', (_case, payload) => {
    expect(login(payload)).toEqual({ ok: true, value: userSession });
  });

  it('takes a value that is false, 0 or empty for a value', () => {
    for (const value of [false, 0, '', []]) expect(result({ value, errors: [] }, 'value')).toEqual({ ok: true, value });
  });

  it('is a failure for a payload with errors, even beside a value', () => {
    const failure = { ok: false, errors: [refused], fieldErrors: { email: ['taken'] } };
    expect(login({ userSession: null, errors: [refused] })).toEqual(failure);
    expect(login({ userSession, errors: [refused] })).toEqual(failure);
    expect(login({ errors: [refused] })).toEqual(failure);
  });

  it.each([
    ['is null, as after a top-level error', null],
    ['is absent, as after a request that never came back', undefined],
    ['has neither value nor errors', { userSession: null, errors: [] }],
    ['is empty', {}],
    ['has an error that the server could not write', { userSession, errors: [null] }],
  ])('is a failure without errors when the payload %s', (_case, payload) => {
    expect(login(payload)).toEqual(unexpected);
  });

  it('is the payload where no field is named', () => {
    const payload = { secret: 'x', signedSecret: 'y', errors: [] };
    expect(result(payload)).toEqual({ ok: true, value: payload });
    expect(result({ ...payload, errors: [refused] })).toMatchObject({ ok: false, errors: [refused] });
    expect(result(null)).toEqual(unexpected);
  });
});

describe('resultOf', () => {
  const resultOf = createResultOf<{ usersLogin: 'MFA_FAILED' }>();

  it('is the result of one root field', () => {
    const data = { usersLogin: { userSession, errors: [] }, other: { userSession: null, errors: [refused] } };
    expect(resultOf(data, 'usersLogin', 'userSession')).toEqual({ ok: true, value: userSession });
    expect(resultOf(data, 'usersLogin')).toEqual({ ok: true, value: data.usersLogin });
    expect(resultOf(data, 'other', 'userSession')).toMatchObject({ ok: false, errors: [refused] });
  });

  it('is a failure without errors when there is no data', () => {
    const absent = undefined as { usersLogin: LoginPayload } | undefined;
    expect(resultOf(absent, 'usersLogin', 'userSession')).toEqual(unexpected);
    expect(resultOf({ usersLogin: null as LoginPayload | null }, 'usersLogin', 'userSession')).toEqual(unexpected);
  });
});
