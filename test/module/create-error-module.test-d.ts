import { assertType, describe, expectTypeOf, it } from 'vitest';
import { createErrorModule, type resolvers, type ErrorModuleOptions, type ExecutableSchema } from 'graphql-error-codes';
import { quota } from './module-host.js';

const errors = createErrorModule({ typePrefix: 'Shop', codes: { QUOTA_EXCEEDED: quota } });

describe("a host's own codes", () => {
  it("are typed beside the catalogue's", () => {
    expectTypeOf(errors.ErrorCode.QUOTA_EXCEEDED).toEqualTypeOf<'quota_exceeded'>();
    expectTypeOf(errors.ErrorCode.MFA_FAILED).toEqualTypeOf<'mfa_failed'>();
    expectTypeOf(errors.catalogue.QUOTA_EXCEEDED.category).toEqualTypeOf<'billing'>();
    expectTypeOf(errors.catalogue.MFA_FAILED.category).toEqualTypeOf<'mfa'>();
    // @ts-expect-error no such code
    void errors.ErrorCode.QUOTA_EXCEDED;
  });

  it("are accepted by the module's failure and MutationError", () => {
    expectTypeOf(errors.failure('QUOTA_EXCEEDED').errors[0]!.errorCode).toEqualTypeOf<'QUOTA_EXCEEDED'>();
    errors.failure(errors.ErrorCode.QUOTA_EXCEEDED, { attribute: 'plan', type: 'inclusion' });
    errors.failure('MFA_FAILED');
    assertType<Error>(new errors.MutationError('quota_exceeded'));
    // @ts-expect-error no such code
    errors.failure('quota_exceded');
    // @ts-expect-error no such code
    void new errors.MutationError('quota_exceded');
    // @ts-expect-error not a code of this module
    createErrorModule().failure('QUOTA_EXCEEDED');
  });

  it('must not redefine a code of the catalogue, nor lack a field', () => {
    // @ts-expect-error MFA_FAILED is in the catalogue
    assertType(() => createErrorModule({ codes: { MFA_FAILED: quota } }));
    const { fault: _fault, ...withoutFault } = quota;
    // @ts-expect-error the fault is missing
    assertType(() => createErrorModule({ codes: { QUOTA_EXCEEDED: withoutFault } }));
    // @ts-expect-error no such retry
    assertType(() => createErrorModule({ codes: { QUOTA_EXCEEDED: { ...quota, retry: 'sometimes' } } }));
  });
});

describe('the names of the types', () => {
  it('follow from prefix and renaming', () => {
    expectTypeOf(errors.typeNames.Error).toEqualTypeOf<'ShopError'>();
    const both = createErrorModule({ typePrefix: 'Shop', typeNames: { Error: 'Failure' } });
    expectTypeOf(both.typeNames.Error).toEqualTypeOf<'Failure'>();
    expectTypeOf(both.typeNames.MessageError).toEqualTypeOf<'ShopMessageError'>();
    expectTypeOf(createErrorModule().typeNames.ErrorCodeEnum).toEqualTypeOf<'ErrorCodeEnum'>();
  });

  it('are the keys of the resolver maps', () => {
    expectTypeOf<keyof typeof errors.resolvers>().toEqualTypeOf<
      'ShopError' | 'ShopDetailedError' | 'ShopErrorCodeEnum'
    >();
    expectTypeOf<keyof typeof errors.gatewayResolvers>().toEqualTypeOf<'ShopError' | 'ShopDetailedError'>();
    expectTypeOf<keyof typeof errors.mercuriusResolvers>().toEqualTypeOf<'ShopError' | 'ShopDetailedError'>();
    expectTypeOf<keyof typeof resolvers>().toEqualTypeOf<'Error' | 'DetailedError' | 'ErrorCodeEnum'>();
    expectTypeOf(errors.mercuriusResolvers.ShopDetailedError).toHaveProperty('resolveType');
    expectTypeOf(errors.resolvers.ShopDetailedError).toHaveProperty('__resolveType');
  });
});

describe('the options', () => {
  it('are checked by name and value', () => {
    assertType<ErrorModuleOptions>({ typePrefix: 'Shop', enumValues: 'name', catalogueQuery: true });
    // @ts-expect-error no such option
    assertType<ErrorModuleOptions>({ names: { Error: 'Failure' } });
    // @ts-expect-error no such type
    assertType<ErrorModuleOptions>({ typeNames: { Eror: 'Failure' } });
    // @ts-expect-error "internal" or "name"
    assertType<ErrorModuleOptions>({ enumValues: 'names' });
    // @ts-expect-error the directive, not whether there is one
    assertType<ErrorModuleOptions>({ shareable: true });
  });
});

describe("a module's withErrorPayloads", () => {
  it('keeps the type of the schema and takes no catalogue', () => {
    const wrap = (schema: ExecutableSchema & { readonly extra: 1 }) => errors.withErrorPayloads(schema);
    expectTypeOf(wrap).returns.toEqualTypeOf<ExecutableSchema & { readonly extra: 1 }>();
    expectTypeOf<Parameters<typeof errors.withErrorPayloads>[1] & {}>().not.toHaveProperty('catalogue');
    expectTypeOf<Parameters<typeof errors.withErrorPayloads>[1] & {}>().toHaveProperty('onError');
  });
});
