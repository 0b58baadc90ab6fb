import { assertType, describe, expectTypeOf, it } from 'vitest';
import {
  catalogue,
  ErrorCode,
  isErrorCode,
  type Catalogue,
  type ErrorCategory,
  type ErrorCodeName,
  type KnownCode,
  type KnownCodes,
  type SnakeCase,
} from 'graphql-error-codes';

describe('catalogue', () => {
  it('has exactly the codes of the SDL, with literal metadata', () => {
    expectTypeOf<keyof Catalogue>().toEqualTypeOf<ErrorCodeName>();
    expectTypeOf<Catalogue[ErrorCodeName]['category']>().toEqualTypeOf<ErrorCategory>();
    expectTypeOf(catalogue.FAILED_TO_SAVE_VALID_BACKUP_CODE.fault).toEqualTypeOf<'server'>();
    expectTypeOf(catalogue.MFA_FAILED.fault).toEqualTypeOf<'client'>();
    expectTypeOf(catalogue.PRIMARY_LEVEL_NOT_FOUND.replacedBy).toEqualTypeOf<'none'>();
    assertType<KnownCodes>(catalogue);
    // @ts-expect-error no such code
    void catalogue.MFA_FAILD;
  });
});

describe('KnownCode', () => {
  it('requires what has a default value, and restricts the values of each field', () => {
    assertType<KnownCode>({ value: 'x', fault: 'client' });
    // @ts-expect-error the value is missing
    assertType<KnownCode>({ fault: 'client' });
    // @ts-expect-error no such fault
    assertType<KnownCode>({ value: 'x', fault: 'nobody' });
    // @ts-expect-error no such retry
    assertType<KnownCode>({ value: 'x', fault: 'client', retry: 'sometimes' });
  });
});

describe('SnakeCase', () => {
  it('converts names as the run time does', () => {
    expectTypeOf<SnakeCase<'QUOTA_EXCEEDED'>>().toEqualTypeOf<'quota_exceeded'>();
    expectTypeOf<SnakeCase<'QuotaExceeded'>>().toEqualTypeOf<'quota_exceeded'>();
    expectTypeOf<SnakeCase<'quotaExceeded'>>().toEqualTypeOf<'quota_exceeded'>();
    expectTypeOf<SnakeCase<'TOTP2FA'>>().toEqualTypeOf<'totp2fa'>();
    expectTypeOf<SnakeCase<'Http404Error'>>().toEqualTypeOf<'http404_error'>();
  });
});

describe('ErrorCode', () => {
  it('has a literal type for each value, and is readonly', () => {
    expectTypeOf(ErrorCode.MFA_FAILED).toEqualTypeOf<'mfa_failed'>();
    expectTypeOf<keyof typeof ErrorCode>().toEqualTypeOf<ErrorCodeName>();
    // @ts-expect-error no such code
    void ErrorCode.MFA_FAILD;
    const changed: Pick<typeof ErrorCode, 'MFA_FAILED'> = { MFA_FAILED: 'mfa_failed' };
    // @ts-expect-error codes cannot be changed
    changed.MFA_FAILED = 'mfa_failed';
  });

  it('is what isErrorCode narrows to', () => {
    const value: unknown = 'mfa_failed';
    if (isErrorCode(value)) expectTypeOf(value).toEqualTypeOf<ErrorCode>();
  });
});
