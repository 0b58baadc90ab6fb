import { assertType, describe, expectTypeOf, it } from 'vitest';
import {
  createErrorModule,
  isMutationError,
  type AnyCodeOf,
  type ErrorModuleOptions,
  type ExecutableSchema,
  type resolvers,
} from 'graphql-error-codes';
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

  it('have a default for every field, and replace the fields of a built-in code', () => {
    const bare = createErrorModule({ codes: { QuotaExceeded: {}, MFA_FAILED: { category: 'security' } } });
    expectTypeOf(bare.ErrorCode.QuotaExceeded).toEqualTypeOf<'quota_exceeded'>();
    expectTypeOf(bare.ErrorCode.MFA_FAILED).toEqualTypeOf<'mfa_failed'>();
    expectTypeOf(bare.catalogue.MFA_FAILED.category).toEqualTypeOf<'security'>();
    // @ts-expect-error no such exposure
    assertType(() => createErrorModule({ codes: { QUOTA_EXCEEDED: { ...quota, exposure: 'secret' } } }));
    // @ts-expect-error no such retry
    assertType(() => createErrorModule({ codes: { QUOTA_EXCEEDED: { ...quota, retry: 'sometimes' } } }));
    // @ts-expect-error no such fault
    assertType(() => createErrorModule({ codes: { QUOTA_EXCEEDED: { fault: 'nobody' } } }));
    // @ts-expect-error no such field
    assertType(() => createErrorModule({ codes: { QUOTA_EXCEEDED: { retri: 'later' } } }));
  });

  it('may be in a constant without "as const", unless it has internal values', () => {
    const codes = { QUOTA_EXCEEDED: { category: 'billing', fault: 'client', retry: 'later' } };
    const wide = createErrorModule({ codes });
    expectTypeOf(wide.ErrorCode.QUOTA_EXCEEDED).toEqualTypeOf<'quota_exceeded'>();
    wide.failure('QUOTA_EXCEEDED');
    // @ts-expect-error no such code
    wide.failure('QUOTA_EXCEDED');
    const withValues = { QUOTA_EXCEEDED: { value: 'quota' } };
    // @ts-expect-error The values must be literals: add "as const" to the constant
    assertType(() => createErrorModule({ codes: withValues }));
  });

  it('may replace the built-in codes, all or all but some', () => {
    const own = createErrorModule({ builtIn: false, codes: { QUOTA_EXCEEDED: quota } });
    expectTypeOf<keyof typeof own.ErrorCode>().toEqualTypeOf<'QUOTA_EXCEEDED'>();
    // @ts-expect-error not a code of this module
    own.failure('MFA_FAILED');
    const some = createErrorModule({ builtIn: ['MFA_FAILED'], codes: { QUOTA_EXCEEDED: quota } });
    expectTypeOf<keyof typeof some.ErrorCode>().toEqualTypeOf<'QUOTA_EXCEEDED' | 'MFA_FAILED'>();
    // @ts-expect-error not a built-in code
    assertType(() => createErrorModule({ builtIn: ['MFA_FAILD'] }));
    // The host's SDL has the codes, which these types do not know.
    createErrorModule({ builtIn: false }).failure('WHATEVER');
  });

  it('may declare the types of their details', () => {
    const limited = createErrorModule({ codes: { RATE_LIMITED: { details: ['RetryInfo'] } } });
    limited.failure('RATE_LIMITED', { __typename: 'RetryInfo', seconds: 30 });
    limited.failure(limited.ErrorCode.RATE_LIMITED, { __typename: 'RetryInfo', seconds: 30 });
    void new limited.MutationError('rate_limited', { __typename: 'RetryInfo', seconds: 30 }, { cause: 1 });
    // @ts-expect-error details of RATE_LIMITED are RetryInfo
    limited.failure('RATE_LIMITED', { message: 'Wait.' });
    // @ts-expect-error details of RATE_LIMITED are RetryInfo
    void new limited.MutationError('RATE_LIMITED', { message: 'Wait.' });
    limited.failure('MFA_FAILED', { message: 'Try the next one.' });
  });
});

describe('errors of a module', () => {
  it('are recognized with the codes of the module', () => {
    const error: unknown = new errors.MutationError('QUOTA_EXCEEDED');
    if (errors.isMutationError(error)) {
      expectTypeOf(error.code).toEqualTypeOf<AnyCodeOf<{ QUOTA_EXCEEDED: typeof quota }>>();
      assertType<boolean>(error.code === 'QUOTA_EXCEEDED' || error.code === 'mfa_failed');
      errors.failure(error.code);
    }
    // The package's own function accepts codes of any module.
    if (isMutationError(error)) assertType<boolean>(error.code === 'QUOTA_EXCEEDED');
  });

  it('can be subclasses', () => {
    class QuotaError extends errors.MutationError {
      constructor() {
        super('quota_exceeded', { message: 'Ask for more.' });
      }
    }
    assertType<Error>(new QuotaError());
    class Misspelt extends errors.MutationError {
      constructor() {
        // @ts-expect-error no such code
        super('quota_exceded');
      }
    }
    assertType<Error>(new Misspelt());
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
