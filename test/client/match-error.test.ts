import { describe, expect, it } from 'vitest';
import { createResultOf, matchError, type PayloadError } from 'graphql-error-codes/client';

const match = (error: PayloadError | null | undefined) =>
  matchError(
    error,
    { MFA_FAILED: ({ errorCode }) => `handled ${errorCode}`, WRONG_TOTP: () => 'handled' },
    (unhandled) => unhandled ?? 'no error',
  );

describe('matchError', () => {
  it('calls the handler for the code with the error, and returns its result', () => {
    expect(match({ errorCode: 'MFA_FAILED' })).toBe('handled MFA_FAILED');
  });

  it.each(['MISSING_PERMISSION', 'NEWER_THAN_THIS_CLIENT', 'mfa_failed', ''])(
    'calls the fallback for %j, which has no handler',
    (errorCode) => {
      const error = { errorCode };
      expect(match(error)).toBe(error);
    },
  );

  it.each(['constructor', 'toString', '__proto__'])(
    'calls the fallback for %j, which is an inherited property of the handlers',
    (errorCode) => {
      const error = { errorCode };
      expect(match(error)).toBe(error);
    },
  );

  it.each([undefined, null])('calls the fallback with undefined when the error is %j', (error) => {
    expect(matchError(error, { MFA_FAILED: () => 'handled' }, (unhandled) => ({ unhandled }))).toEqual({
      unhandled: undefined,
    });
    expect(match(error)).toBe('no error');
  });

  it('calls the fallback when the code was not selected', () => {
    const error = {} as PayloadError;
    expect(match(error)).toBe(error);
  });

  it('calls the fallback when the handler is undefined', () => {
    const handlers: { readonly MFA_FAILED?: () => string } = { MFA_FAILED: undefined as never };
    expect(matchError({ errorCode: 'MFA_FAILED' }, handlers, () => 'fallback')).toBe('fallback');
  });

  it('passes a handler the error itself, with all its details', () => {
    type Details = { RATE_LIMITED: 'RetryInfo' };
    const details = [{ __typename: 'RetryInfo' as const, seconds: 30 }, { __typename: 'MessageError' as const }];
    const errors = [{ errorCode: 'RATE_LIMITED' as const, details }];
    const payment = createResultOf<{ pay: 'RATE_LIMITED' }, Details>()(
      { pay: { receipt: null as string | null, errors } },
      'pay',
      'receipt',
    );
    const error = payment.ok ? undefined : payment.errors[0];
    expect(matchError(error, { RATE_LIMITED: (handled) => handled }, () => null)).toBe(errors[0]);
    expect(matchError(error, { RATE_LIMITED: (handled) => handled.details[0]?.seconds }, () => null)).toBe(30);
  });
});
