import { describe, expect, it } from 'vitest';
import { fieldErrors } from 'graphql-error-codes/client';

describe('fieldErrors', () => {
  it('returns the failed validations of each field, from all errors, each once', () => {
    const short = { __typename: 'ActiveModelError', attribute: 'password', type: 'too_short' };
    expect(
      fieldErrors([
        { errorCode: 'INVALID_LOGIN_DATA', details: [{ attribute: 'email', type: 'taken' }, short] },
        { errorCode: 'INVALID_SETTING', details: [short, { attribute: 'password', type: 'invalid' }] },
      ]),
    ).toEqual({ email: ['taken'], password: ['too_short', 'invalid'] });
  });

  it('keeps the names of nested fields, of the whole input, and of inherited properties', () => {
    const details = [
      { attribute: 'flow.settings.0.name', type: 'blank' },
      { attribute: '', type: 'invalid' },
      { attribute: '__proto__', type: 'taken' },
      { attribute: 'constructor', type: 'taken' },
    ];
    expect(Object.entries(fieldErrors([{ errorCode: 'INVALID_SETTING', details }]))).toEqual([
      ['flow.settings.0.name', ['blank']],
      ['', ['invalid']],
      ['__proto__', ['taken']],
      ['constructor', ['taken']],
    ]);
  });

  it('ignores details that are null because the server failed to serialize them', () => {
    const details = [null, { attribute: 'email', type: 'taken' }];
    expect(fieldErrors([{ errorCode: 'INVALID_LOGIN_DATA', details }])).toEqual({ email: ['taken'] });
  });

  it.each([
    ['are absent', undefined],
    ['are null', null],
    ['are messages', [{ message: 'no field' }]],
    ['were selected without their fields', [{ __typename: 'ActiveModelError' }]],
    ['have no type', [{ attribute: 'email' }]],
    ['have no attribute', [{ type: 'taken' }]],
    ['have an attribute that is not a string', [{ attribute: 1, type: 'taken' }]],
    ['have a type that is not a string', [{ attribute: 'email', type: 1 }]],
    ['are not objects', [null, 'text', 1]],
  ])('is empty when the details %s', (_case, details) => {
    expect(fieldErrors([{ errorCode: 'INVALID_SETTING', details }])).toEqual({});
  });
});
