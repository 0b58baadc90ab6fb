import type { GraphQLEnumType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { catalogue, createErrorModule, readErrorCodes, type ErrorModuleOptions } from 'graphql-error-codes';
import { buildHost, catalogueSize, quota, requestErrors } from './module-host.js';

describe("a host's own codes", () => {
  const described = {
    ...quota,
    value: 'old_quota',
    description: 'The "quota"\nis used up',
    deprecationReason: 'See \\ the plan',
  } as const;
  const module = createErrorModule({ codes: { QUOTA_EXCEEDED: quota, OLD_QUOTA: described } });

  it('are in the SDL with their descriptions and deprecations', () => {
    const codes = buildHost(module).getType('ErrorCodeEnum') as GraphQLEnumType;
    expect(codes.getValues()).toHaveLength(catalogueSize + 2);
    const { value, description, deprecationReason } = described;
    expect(codes.getValue('OLD_QUOTA')).toMatchObject({ value, description, deprecationReason });
    const bare = codes.getValue('QUOTA_EXCEEDED')!;
    expect([bare.value, bare.description, bare.deprecationReason]).toEqual(['quota_exceeded', undefined, undefined]);
  });

  it("are in the module's catalogue and ErrorCode, which is frozen", () => {
    expect(module.catalogue).toEqual({ ...catalogue, QUOTA_EXCEEDED: quota, OLD_QUOTA: described });
    expect(module.ErrorCode).toMatchObject({ QUOTA_EXCEEDED: 'quota_exceeded', MFA_FAILED: 'mfa_failed' });
    expect(Object.isFrozen(module.ErrorCode)).toBe(true);
    expect(catalogue).not.toHaveProperty('QUOTA_EXCEEDED');
  });

  it('are resolved by internal value, also where the enum has none, as at a gateway', async () => {
    const gateway = { ...module, resolvers: module.gatewayResolvers };
    for (const merged of [module, gateway]) {
      const schema = buildHost(merged, () => ({ errors: [{ errorCode: 'quota_exceeded' }] }));
      expect(await requestErrors(schema)).toEqual([{ errorCode: 'QUOTA_EXCEEDED', details: null }]);
    }
  });

  it.each([100, 1000])('may be %i', async (count) => {
    const many = Object.fromEntries(
      Array.from({ length: count }, (_, index) => [`CODE_${index}`, { ...quota, value: `code_${index}` }]),
    );
    const large = createErrorModule({ codes: many });
    const schema = buildHost(large, () => ({ errors: [{ errorCode: `code_${count - 1}` }] }));
    expect((schema.getType('ErrorCodeEnum') as GraphQLEnumType).getValues()).toHaveLength(catalogueSize + count);
    expect(await requestErrors(schema)).toEqual([{ errorCode: `CODE_${count - 1}`, details: null }]);
  });

  it('have default values for what they do not say', async () => {
    const bare = createErrorModule({ codes: { QUOTA_EXCEEDED: {}, QuotaWarned: { fault: 'server' } } });
    expect(bare.catalogue.QUOTA_EXCEEDED).toEqual({ value: 'quota_exceeded', fault: 'client' });
    expect(bare.catalogue.QuotaWarned).toEqual({ value: 'quota_warned', fault: 'server' });
    const schema = buildHost(bare, () => bare.failure('quota_warned'));
    expect(await requestErrors(schema)).toEqual([{ errorCode: 'QuotaWarned', details: [] }]);
  });

  it('are printed with @errorCode, from which the same metadata is read', () => {
    const full = {
      value: 'old',
      category: 'a "b" \\ c',
      fault: 'server',
      retry: 'never',
      action: 'Line 1\nLine 2: ü',
      since: '2.1.0',
      replacedBy: 'none',
      details: ['MessageError', 'ActiveModelError'],
      description: '"""',
      deprecationReason: 'Gone',
    } as const;
    const codes = readErrorCodes(buildHost(createErrorModule({ codes: { FULL: full, BARE: {} } })));
    expect(codes).toEqual({ ...catalogue, FULL: full, BARE: { value: 'bare', fault: 'client' } });
  });

  it("name the module's own types in details by their default names, also where these are renamed", async () => {
    const shop = createErrorModule({ typePrefix: 'Shop', codes: { SOLD_OUT: { details: ['MessageError'] } } });
    const schema = shop.withErrorPayloads(buildHost(shop, () => shop.failure('SOLD_OUT', { message: 'Until May.' })));
    expect(readErrorCodes(schema).SOLD_OUT?.details).toEqual(['ShopMessageError']);
    expect(await requestErrors(schema)).toEqual([
      { errorCode: 'SOLD_OUT', details: [{ __typename: 'ShopMessageError' }] },
    ]);
  });

  it('replace the fields of a built-in code of the same name', () => {
    const stricter = createErrorModule({ codes: { MFA_FAILED: { category: 'security', action: 'Call us.' } } });
    const expected = { ...catalogue.MFA_FAILED, category: 'security', action: 'Call us.' };
    expect(stricter.catalogue.MFA_FAILED).toEqual(expected);
    expect(Object.keys(stricter.catalogue)).toEqual(Object.keys(catalogue));
    expect(readErrorCodes(buildHost(stricter)).MFA_FAILED).toEqual(expected);
  });

  it('may have their own name as the internal value', async () => {
    const named = createErrorModule({ codes: { QUOTA_EXCEEDED: { ...quota, value: 'QUOTA_EXCEEDED' } } });
    const schema = buildHost(named, () => named.failure('QUOTA_EXCEEDED'));
    expect(await requestErrors(schema)).toEqual([{ errorCode: 'QUOTA_EXCEEDED', details: [] }]);
  });
});

describe('createErrorModule refuses the codes', () => {
  const invalidName = 'A code must be a valid GraphQL name.';

  it.each([
    [{ 'NO-NAME': quota }, `"codes" has "NO-NAME". ${invalidName}`],
    [{ '': quota }, `"codes" has "". ${invalidName}`],
    [{ __QUOTA: quota }, `"codes" has "__QUOTA". ${invalidName}`],
    [{ null: quota }, `"codes" has "null". ${invalidName}`],
    [{ true: quota }, `"codes" has "true". ${invalidName}`],
    [{ false: quota }, `"codes" has "false". ${invalidName}`],
    [
      { OTHER: { ...quota, value: 'mfa_failed' } },
      'codes.OTHER: the internal value "mfa_failed" belongs to MFA_FAILED. Every code needs its own.',
    ],
    [
      { ONE: quota, TWO: quota },
      'codes.TWO: the internal value "quota_exceeded" belongs to ONE. Every code needs its own.',
    ],
    [
      { OTHER: { ...quota, value: 'WRONG_TOTP' } },
      'codes.OTHER: the internal value "WRONG_TOTP" belongs to WRONG_TOTP. Every code needs its own.',
    ],
    [
      { ONE: { ...quota, value: 'TWO' }, TWO: quota },
      'codes.ONE: the internal value "TWO" belongs to TWO. Every code needs its own.',
    ],
    [{ QUOTA: 'quota' }, 'codes.QUOTA must be an object, got "quota".'],
    [{ QUOTA: null }, 'codes.QUOTA must be an object, got null.'],
    [{ QUOTA: { ...quota, descripton: '' } }, 'codes.QUOTA has no field "descripton". Did you mean "description"?'],
    [
      { QUOTA: { ...quota, status: 402 } },
      'codes.QUOTA has no field "status". ' +
        'It accepts value, category, fault, retry, exposure, action, since, replacedBy, details, description, deprecationReason.',
    ],
    [{ QUOTA: { ...quota, value: '' } }, 'codes.QUOTA: "value" must be a string that is not empty, got "".'],
    [{ QUOTA: { ...quota, category: null } }, 'codes.QUOTA: "category" must be a string that is not empty, got null.'],
    [
      { QUOTA: { ...quota, fault: 'clientt' } },
      'codes.QUOTA: "fault" must be "client" or "server", got "clientt". Did you mean "client"?',
    ],
    [
      { QUOTA: { ...quota, retry: 'latr' } },
      'codes.QUOTA: "retry" must be "never", "after_fix" or "later", got "latr". Did you mean "later"?',
    ],
    [
      { QUOTA: { ...quota, retry: 'sometimes' } },
      'codes.QUOTA: "retry" must be "never", "after_fix" or "later", got "sometimes".',
    ],
    [
      { QUOTA: { ...quota, exposure: 'secret' } },
      'codes.QUOTA: "exposure" must be "public", "authenticated" or "sensitive", got "secret".',
    ],
    [
      { QUOTA: { details: 'RetryInfo' } },
      'codes.QUOTA: "details" must be a list of type names, each once, got "RetryInfo".',
    ],
    [{ QUOTA: { details: [7] } }, 'codes.QUOTA: "details" must be a list of type names, each once, got [7].'],
    [
      { QUOTA: { replacedBy: 'MFA_FAILED' } },
      'codes.QUOTA: "replacedBy" "MFA_FAILED" is for deprecated codes. Deprecate the code, or remove it.',
    ],
    [
      { QUOTA: { replacedBy: 'MFA_FAILD', deprecationReason: 'Old' } },
      'codes.QUOTA: "replacedBy" "MFA_FAILD" is not a code. Did you mean "MFA_FAILED"?',
    ],
    [
      { QUOTA: { replacedBy: 'NEVER_HEARD', deprecationReason: 'Old' } },
      'codes.QUOTA: "replacedBy" "NEVER_HEARD" is not a code. Name another code, or "none".',
    ],
    [
      { QUOTA: { replacedBy: 'QUOTA', deprecationReason: 'Old' } },
      'codes.QUOTA: "replacedBy" "QUOTA" is the code itself. Name another code, or "none".',
    ],
    [
      { QUOTA: { replacedBy: 'PRIMARY_LEVEL_NOT_FOUND', deprecationReason: 'Old' } },
      'codes.QUOTA: "replacedBy" "PRIMARY_LEVEL_NOT_FOUND" is deprecated, too. ' +
        'Name the code that replaces both, or "none".',
    ],
    [
      { QuotaExceeded: {}, QUOTA_EXCEEDED: {} },
      'codes.QUOTA_EXCEEDED: the internal value "quota_exceeded" belongs to QuotaExceeded. Every code needs its own.',
    ],
    [{ QUOTA: { ...quota, description: 7 } }, 'codes.QUOTA: "description" must be a string, got 7.'],
    [{ QUOTA: { ...quota, deprecationReason: true } }, 'codes.QUOTA: "deprecationReason" must be a string, got true.'],
  ])('%j', (codes, message) => {
    expect(() => createErrorModule({ codes } as ErrorModuleOptions)).toThrow(
      new TypeError(`createErrorModule: ${message}`),
    );
  });
});
