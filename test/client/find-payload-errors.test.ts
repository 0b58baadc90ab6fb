import { describe, expect, it } from 'vitest';
import { findPayloadErrors } from 'graphql-error-codes/client';

const [first, second, third] = ['MFA_FAILED', 'MISSING_PERMISSION', 'NEWER_THAN_THIS_CLIENT'].map((errorCode) => ({
  errorCode,
}));

describe('findPayloadErrors', () => {
  it('returns every error of every root field, with the response key of the field', () => {
    const data = {
      usersLogin: { userSession: null, errors: [first, second] },
      logout: { errors: [] },
      failed: null,
      alias: { errors: [third] },
    };
    expect(findPayloadErrors(data)).toEqual([
      { path: ['usersLogin'], error: first },
      { path: ['usersLogin'], error: second },
      { path: ['alias'], error: third },
    ]);
  });

  it('returns the errors of lists of payloads, with the index of the payload', () => {
    const data = { importAll: [{ errors: [] }, null, { errors: [first] }, [{ errors: [second] }]] };
    expect(findPayloadErrors(data)).toEqual([
      { path: ['importAll', 2], error: first },
      { path: ['importAll', 3, 0], error: second },
    ]);
  });

  it.each([undefined, null, 'text', 1, [], {}, { __typename: 'Mutation' }, { version: 1 }])(
    'returns nothing for the data %j, which has no payload',
    (data) => {
      expect(findPayloadErrors(data)).toEqual([]);
    },
  );

  it.each([
    ['whose items are not payload errors', [{ line: 1 }, 'text', null]],
    ['whose codes are not strings', [{ errorCode: 1 }, { errorCode: null }]],
    ['that is a number', 3],
    ['that is an object', { first }],
  ])('ignores a field "errors" %s', (_case, errors) => {
    expect(findPayloadErrors({ build: { errors } })).toEqual([]);
  });
});
