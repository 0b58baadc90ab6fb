import { describe, expect, it } from 'vitest';
import { catalogue } from 'graphql-error-codes';
import { isRetryable, PayloadErrorsError, type PayloadError } from 'graphql-error-codes/client';

const later = { errorCode: 'FAILED_TO_SAVE_VALID_BACKUP_CODE' };
const afterFix = { errorCode: 'INVALID_LOGIN_DATA' };
const thrown = (...errors: readonly PayloadError[]) => new PayloadErrorsError({ errors, fieldErrors: {} });

describe('isRetryable', () => {
  it('is true for exactly the codes that the catalogue retries later', () => {
    for (const [errorCode, { retry }] of Object.entries(catalogue)) {
      expect([errorCode, isRetryable({ errorCode })]).toEqual([errorCode, retry === 'later']);
    }
  });

  it.each([
    ['nothing', null],
    ['an absent error', undefined],
    ['an unknown code', { errorCode: 'NEWER_THAN_THIS_CLIENT' }],
    ['a name that objects inherit', { errorCode: 'constructor' }],
    ['an error whose code was not selected', { details: null }],
    ['a null code', { errorCode: null }],
    ['any other error', new TypeError('fetch failed')],
  ])('is false for %s', (_case, error) => {
    expect(isRetryable(error)).toBe(false);
  });

  it('is true for a thrown failure only if all of its errors are retryable', () => {
    expect(isRetryable(thrown(later))).toBe(true);
    expect(isRetryable(thrown(later, later))).toBe(true);
    expect(isRetryable(thrown(later, afterFix))).toBe(false);
    expect(isRetryable(thrown())).toBe(false);
  });

  it('follows the generated map of your own codes, and only that', () => {
    const errorRetries = { RATE_LIMITED: 'later', CARD_DECLINED: 'after_fix', SOLD_OUT: null } as const;
    const isOwnRetryable = (errorCode: string) => isRetryable({ errorCode }, errorRetries);
    expect(['RATE_LIMITED', 'CARD_DECLINED', 'SOLD_OUT', later.errorCode].filter(isOwnRetryable)).toEqual([
      'RATE_LIMITED',
    ]);
    expect(isRetryable(thrown({ errorCode: 'RATE_LIMITED' }), errorRetries)).toBe(true);
  });

  it('can be passed to the methods of arrays', () => {
    expect([later, afterFix].filter(isRetryable as (error: PayloadError) => boolean)).toEqual([later]);
    expect([afterFix, later].findIndex((error, index) => isRetryable(error, index as never))).toBe(1);
  });
});
