import { assertType, describe, expectTypeOf, it } from 'vitest';
import {
  catalogue,
  ErrorCode,
  isErrorCode,
  type Catalogue,
  type CatalogueEntry,
  type Deprecation,
  type ErrorCodeName,
} from 'graphql-error-codes';

const entry = { value: 'x', category: 'input', fault: 'client', retry: 'never', action: 'Nothing.' } as const;

describe('Catalogue', () => {
  it('has exactly the codes of the SDL', () => {
    assertType<Catalogue>(catalogue);
    expectTypeOf<keyof Catalogue>().toEqualTypeOf<ErrorCodeName>();
    const { WRONG_TOTP: _missing, ...allButOne } = catalogue;
    // @ts-expect-error WRONG_TOTP is missing
    assertType<Catalogue>(allButOne);
    // @ts-expect-error the SDL has no BRAND_NEW
    assertType<Catalogue>({ ...catalogue, BRAND_NEW: entry });
  });

  it('has a deprecation exactly where the SDL deprecates the code', () => {
    const { deprecation, ...current } = catalogue.PRIMARY_LEVEL_NOT_FOUND;
    // @ts-expect-error the SDL deprecates PRIMARY_LEVEL_NOT_FOUND
    assertType<Catalogue>({ ...catalogue, PRIMARY_LEVEL_NOT_FOUND: current });
    // @ts-expect-error the SDL does not deprecate WRONG_TOTP
    assertType<Catalogue>({ ...catalogue, WRONG_TOTP: { ...catalogue.WRONG_TOTP, deprecation } });
  });

  it('does not replace a deprecated code by another deprecated code', () => {
    assertType<Deprecation>({ since: '0.1.0', replacedBy: 'WRONG_TOTP' });
    assertType<Deprecation>({ since: '0.1.0', replacedBy: 'none' });
    // @ts-expect-error PRIMARY_LEVEL_NOT_FOUND is deprecated itself
    assertType<Deprecation>({ since: '0.1.0', replacedBy: 'PRIMARY_LEVEL_NOT_FOUND' });
  });
});

describe('CatalogueEntry', () => {
  it('requires every field and restricts the values of each', () => {
    assertType<CatalogueEntry>(entry);
    // @ts-expect-error no such fault
    assertType<CatalogueEntry>({ ...entry, fault: 'nobody' });
    // @ts-expect-error no such retry
    assertType<CatalogueEntry>({ ...entry, retry: 'sometimes' });
    // @ts-expect-error no such category
    assertType<CatalogueEntry>({ ...entry, category: 'billing' });
    const { action: _action, ...withoutAction } = entry;
    // @ts-expect-error the action is missing
    assertType<CatalogueEntry>(withoutAction);
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
