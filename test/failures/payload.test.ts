import { describe, expect, it } from 'vitest';
import { ErrorCode, failure, success } from 'graphql-error-codes';

describe('success', () => {
  it('returns the result with empty errors', () => {
    expect(success({ name: 'nora' })).toEqual({ name: 'nora', errors: [] });
  });
});

describe('failure', () => {
  it('returns one error with the code and the details as given', () => {
    expect(failure(ErrorCode.MFA_FAILED)).toEqual({ errors: [{ errorCode: 'mfa_failed', details: [] }] });
    const details = [{ message: 'No.' }, { attribute: 'mfa', type: 'invalid' }];
    expect(failure('MFA_FAILED', ...details)).toEqual({ errors: [{ errorCode: 'MFA_FAILED', details }] });
  });
});
