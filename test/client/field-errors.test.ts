import { expect, it } from 'vitest';
import { fieldErrors } from 'graphql-error-codes/client';

it('lists the failed validations of each field, of all errors, each once', () => {
  const short = { __typename: 'ActiveModelError', attribute: 'password', type: 'too_short' };
  expect(
    fieldErrors([
      { errorCode: 'INVALID_LOGIN_DATA', details: [{ attribute: 'email', type: 'taken' }, short] },
      { errorCode: 'INVALID_SETTING', details: [short, { attribute: 'password', type: 'invalid' }] },
    ]),
  ).toEqual({ email: ['taken'], password: ['too_short', 'invalid'] });
});

it('keeps nested fields and the input as a whole as the server spells them', () => {
  const details = [
    { attribute: 'flow.settings.0.name', type: 'blank' },
    { attribute: '', type: 'invalid' },
    { attribute: '__proto__', type: 'taken' },
  ];
  expect(Object.entries(fieldErrors([{ errorCode: 'INVALID_SETTING', details }]))).toEqual([
    ['flow.settings.0.name', ['blank']],
    ['', ['invalid']],
    ['__proto__', ['taken']],
  ]);
});

it('passes over details that are null, as those that the server could not write', () => {
  const details = [null, { attribute: 'email', type: 'taken' }];
  expect(fieldErrors([{ errorCode: 'INVALID_LOGIN_DATA', details }])).toEqual({ email: ['taken'] });
});

it('is empty where details are absent, of another kind, or selected by their type alone', () => {
  const details = [
    { message: 'no field' },
    { __typename: 'ActiveModelError' },
    { attribute: 'email' },
    { attribute: 1, type: 'x' },
    null,
    'text',
  ];
  expect(fieldErrors([{ errorCode: 'A' }, { errorCode: 'B', details: null }, { errorCode: 'C', details }])).toEqual({});
});
