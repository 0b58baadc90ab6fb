import { expect, it } from 'vitest';
import { matchError, type PayloadError } from 'graphql-error-codes/client';

const match = (error: PayloadError | null | undefined) =>
  matchError(
    error,
    { MFA_FAILED: ({ errorCode }) => `handled ${errorCode}`, WRONG_TOTP: () => 'handled' },
    (other) => other ?? 'nothing',
  );

it('calls the handler of the code with the error, and answers what it returns', () => {
  expect(match({ errorCode: 'MFA_FAILED' })).toBe('handled MFA_FAILED');
});

it('calls the fallback for codes without a handler, also for those that are newer than the client', () => {
  for (const errorCode of ['MISSING_PERMISSION', 'NEWER_THAN_THIS_CLIENT', 'mfa_failed', '']) {
    const error = { errorCode };
    expect(match(error)).toBe(error);
  }
});

it('calls the fallback for a code that is named like something every object has', () => {
  for (const errorCode of ['constructor', 'toString', '__proto__']) {
    const error = { errorCode };
    expect(match(error)).toBe(error);
  }
});

it('calls the fallback when there is no error, and when its code was not selected', () => {
  expect(match(undefined)).toBe('nothing');
  expect(match(null)).toBe('nothing');
  const error = {} as PayloadError;
  expect(match(error)).toBe(error);
});

it('calls the fallback where a handler was left undefined', () => {
  const handlers: { readonly MFA_FAILED?: () => string } = { MFA_FAILED: undefined as never };
  expect(matchError({ errorCode: 'MFA_FAILED' }, handlers, () => 'fallback')).toBe('fallback');
});
