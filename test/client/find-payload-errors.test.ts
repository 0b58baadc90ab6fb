import { expect, it } from 'vitest';
import { findPayloadErrors } from 'graphql-error-codes/client';

const [first, second, third] = ['MFA_FAILED', 'MISSING_PERMISSION', 'NEWER_THAN_THIS_CLIENT'].map((errorCode) => ({
  errorCode,
}));

it('finds every error of every root field, with the response key of the field', () => {
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

it('finds the errors of lists of payloads, with the index of the payload', () => {
  const data = { importAll: [{ errors: [] }, null, { errors: [first] }, [{ errors: [second] }]] };
  expect(findPayloadErrors(data)).toEqual([
    { path: ['importAll', 2], error: first },
    { path: ['importAll', 3, 0], error: second },
  ]);
});

it('finds nothing in what is no payload', () => {
  for (const data of [undefined, null, 'text', 1, [], {}, { __typename: 'Mutation' }, { version: 1 }])
    expect(findPayloadErrors(data)).toEqual([]);
  const others = { build: { errors: [{ line: 1 }, 'text', null] }, count: { errors: 3 }, lists: { errors: { first } } };
  expect(findPayloadErrors(others)).toEqual([]);
});
