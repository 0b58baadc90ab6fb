import { describe, expect, it } from 'vitest';
import { orThrow, PayloadErrorsError, result } from 'graphql-error-codes/client';

const taken = { errorCode: 'INVALID_LOGIN_DATA', details: [{ attribute: 'email', type: 'taken' }] };

/** Returns what a function throws. */
function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('Nothing was thrown.');
}

describe('orThrow', () => {
  it('returns the value of a success, even one that is false or empty', () => {
    for (const value of [{ token: 'x' }, false, 0, '', []]) {
      expect(orThrow(result({ value, errors: [] }, 'value'))).toBe(value);
    }
  });

  it('throws the errors of a failure, and its failed validations', () => {
    const error = thrownBy(() => orThrow(result({ user: null, errors: [taken, { errorCode: 'MFA_FAILED' }] }, 'user')));
    expect(error).toBeInstanceOf(PayloadErrorsError);
    expect(error).toMatchObject({
      name: 'PayloadErrorsError',
      message: 'The mutation failed: INVALID_LOGIN_DATA, MFA_FAILED',
      errors: [taken, { errorCode: 'MFA_FAILED' }],
      fieldErrors: { email: ['taken'] },
    });
  });

  it('throws for an unexpected failure, which has no errors', () => {
    for (const payload of [null, undefined, { user: null, errors: [] }]) {
      expect(
        thrownBy(() => orThrow(result(payload as { user: string | null; errors: never[] }, 'user'))),
      ).toMatchObject({
        message: 'The mutation failed without payload errors. The client library has the cause.',
        errors: [],
        fieldErrors: {},
      });
    }
  });

  it('throws an error whose code was not selected', () => {
    const payload = { user: null, errors: [{ errorCode: undefined }] };
    expect(thrownBy(() => orThrow(result(payload, 'user')))).toMatchObject({
      message: 'The mutation failed: an error without errorCode',
      errors: payload.errors,
    });
  });
});
