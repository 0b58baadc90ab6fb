import { describe, expect, it } from 'vitest';
import { catalogue, ErrorCode, errorCodeName, isErrorCode } from 'graphql-error-codes';

describe('ErrorCode', () => {
  it('maps names to internal values and is frozen', () => {
    expect(ErrorCode.MFA_FAILED).toBe('mfa_failed');
    expect(Object.keys(ErrorCode)).toEqual(Object.keys(catalogue));
    expect(Object.isFrozen(ErrorCode)).toBe(true);
  });
});

describe('isErrorCode', () => {
  it('is true for an internal value only', () => {
    expect(isErrorCode('mfa_failed')).toBe(true);
    for (const other of ['MFA_FAILED', 'mfa_faild', 'constructor', '', null, undefined, 1]) {
      expect(isErrorCode(other)).toBe(false);
    }
  });
});

describe('errorCodeName', () => {
  it('returns the name for an internal value and for a name, else undefined', () => {
    expect(errorCodeName('mfa_failed')).toBe('MFA_FAILED');
    expect(errorCodeName('MFA_FAILED')).toBe('MFA_FAILED');
    for (const other of ['mfa_faild', 'constructor', 'toString', '', null, undefined, 1]) {
      expect(errorCodeName(other)).toBeUndefined();
    }
  });
});
