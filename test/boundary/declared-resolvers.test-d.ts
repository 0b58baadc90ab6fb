import { assertType, describe, expectTypeOf, it } from 'vitest';
import {
  createErrorModule,
  ErrorCode,
  failure,
  MutationError,
  success,
  type DeclaredResolvers,
  type PayloadErrorEvent,
  type ReturnableCode,
} from 'graphql-error-codes';
import type { DeclaredErrorCodes, DeclaredMutationResolvers } from '../../demo/generated/resolvers.js';

interface Payload {
  readonly name?: string;
  readonly errors: readonly { readonly errorCode: string }[];
}
/** The form of a resolver that typescript-resolvers generates. */
type Resolver<Result> =
  | { resolve: (parent: {}, args: { id: number }, context: { viewer?: string }) => Result | Promise<Result> }
  | ((parent: {}, args: { id: number }, context: { viewer?: string }) => Result | Promise<Result>);

interface MutationResolvers {
  rename?: Resolver<Payload | null>;
  renameAll?: Resolver<readonly Payload[]>;
  none?: Resolver<Payload>;
  silent?: Resolver<Payload>;
  note?: Resolver<string>;
}
type Declared = DeclaredResolvers<
  MutationResolvers,
  { rename: 'MFA_FAILED' | 'QUOTA_EXCEEDED'; renameAll: 'MFA_FAILED'; none: never; note: 'MFA_FAILED' }
>;

describe('a resolver of a mutation that declares codes', () => {
  it('may return a declared code, by name or by internal value, in any form of a resolver', () => {
    assertType<Declared>({ rename: () => failure('MFA_FAILED') });
    assertType<Declared>({ rename: () => failure(ErrorCode.MFA_FAILED, { message: 'No.' }) });
    assertType<Declared>({ rename: async () => failure('MFA_FAILED') });
    assertType<Declared>({ rename: { resolve: () => failure('MFA_FAILED') } });
    assertType<Declared>({ rename: () => ({ errors: [{ errorCode: 'QUOTA_EXCEEDED' as const, details: [] }] }) });
  });

  it('may return a result, with or without errors, and null where the field is nullable', () => {
    assertType<Declared>({ rename: () => success({ name: 'nora' }) });
    assertType<Declared>({ rename: () => ({ name: 'nora' }) });
    assertType<Declared>({ rename: () => null });
    // @ts-expect-error the field is non-null
    assertType<Declared>({ none: () => null });
    // @ts-expect-error the name is a string
    assertType<Declared>({ rename: () => success({ name: 7 }) });
  });

  it('receives the types of its parameters', () => {
    assertType<Declared>({
      rename: (_parent, { id }, { viewer }) => {
        expectTypeOf(id).toEqualTypeOf<number>();
        return viewer ? success({ name: viewer }) : failure('MFA_FAILED');
      },
    });
  });

  it('must not return another code', () => {
    // @ts-expect-error by name
    assertType<Declared>({ rename: () => failure('WRONG_TOTP') });
    // @ts-expect-error by internal value
    assertType<Declared>({ rename: () => failure(ErrorCode.WRONG_TOTP) });
    // @ts-expect-error as a promise
    assertType<Declared>({ rename: async () => failure(ErrorCode.WRONG_TOTP) });
    // @ts-expect-error in one of two branches
    assertType<Declared>({ rename: (_parent, _args, { viewer }) => (viewer ? success({}) : failure('WRONG_TOTP')) });
    // @ts-expect-error in an object with `resolve`
    assertType<Declared>({ rename: { resolve: () => failure('WRONG_TOTP') } });
    // @ts-expect-error in a payload without `failure`
    assertType<Declared>({ rename: () => ({ errors: [{ errorCode: 'WRONG_TOTP' as const, details: [] }] }) });
  });

  it('must not return an error as its payload', () => {
    // @ts-expect-error errors are thrown
    assertType<Declared>({ rename: () => new MutationError('MFA_FAILED') });
  });

  it('may be declared by itself', () => {
    const rename: Declared['rename'] = (_parent, { id }) =>
      id > 1 ? success({ name: 'nora' }) : failure('MFA_FAILED');
    assertType<Declared>({ rename });
    // @ts-expect-error not declared
    const other: Declared['rename'] = (_parent, { id }) => (id > 1 ? success({}) : failure('WRONG_TOTP'));
    assertType<Declared>({ rename: other! });
  });

  it('infers literals in what a resolver returns', () => {
    assertType<Declared>({ rename: () => ({ errors: [{ errorCode: 'QUOTA_EXCEEDED', details: [] }] }) });
    assertType<Declared>({
      rename: async () => ({ name: 'nora', errors: [{ errorCode: 'mfa_failed', details: [] }] }),
    });
    assertType<Declared>({ renameAll: () => [{ errors: [{ errorCode: 'MFA_FAILED', details: [] }] }] });
  });

  it('must be a field of the type', () => {
    // @ts-expect-error misspelled
    assertType<Declared>({ renamed: () => success({}) });
  });

  it('follows the same laws in a list of payloads', () => {
    assertType<Declared>({ renameAll: () => [success({ name: 'nora' }), failure('MFA_FAILED')] });
    // @ts-expect-error one payload of the list has another code
    assertType<Declared>({ renameAll: () => [success({ name: 'nora' }), failure('WRONG_TOTP')] });
  });
});

describe('narrowed resolvers', () => {
  /** No literal is assignable to it, as to an enum of TypeScript. */
  type CodegenEnum = string & { readonly brand: unique symbol };
  interface CodegenPayload {
    name?: string | null;
    errors: { errorCode: CodegenEnum; details?: { message: string }[] | null }[];
  }
  interface CodegenResolvers {
    rename?: Resolver<CodegenPayload | null>;
    renameAll: Resolver<(CodegenPayload | Promise<CodegenPayload>)[]>;
  }
  type Narrowed = DeclaredResolvers<CodegenResolvers, { rename: 'MFA_FAILED'; renameAll: 'MFA_FAILED' }>;

  it('are assignable to the resolvers of codegen: its lists are mutable, its enum takes no literals', () => {
    expectTypeOf<Narrowed>().toExtend<CodegenResolvers>();
    expectTypeOf<Narrowed['rename']>().toExtend<CodegenResolvers['rename']>();
    expectTypeOf<Required<Narrowed>>().toExtend<Required<CodegenResolvers>>();
  });

  it('are optional where those of codegen are', () => {
    assertType<Narrowed>({ renameAll: async () => [failure('MFA_FAILED'), { name: 'nora' }] });
    // @ts-expect-error renameAll is required
    assertType<Narrowed>({ rename: () => failure('MFA_FAILED') });
  });

  it('are called with the parameters of codegen', () => {
    expectTypeOf<Extract<Narrowed['renameAll'], (...parameters: never) => unknown>>().toBeCallableWith(
      {},
      { id: 1 },
      { viewer: 'nora' },
    );
  });
});

describe('the payload of a mutation that declares codes', () => {
  type Of<Payload> = DeclaredResolvers<{ rename: Resolver<Payload> }, { rename: 'MFA_FAILED' }>;

  it('may be a failure whatever fields the result requires', () => {
    type Required = Of<{ name: string | null; count: number; errors: readonly object[] }>;
    assertType<Required>({ rename: () => failure('MFA_FAILED') });
    assertType<Required>({ rename: () => success({ name: null, count: 1 }) });
    // @ts-expect-error the result has no count
    assertType<Required>({ rename: () => success({ name: 'nora' }) });
    // @ts-expect-error the count is a number
    assertType<Required>({ rename: () => ({ name: 'nora', count: '1', errors: [] }) });
  });

  it('may be the model of a mapper, which has no errors', () => {
    class Model {
      readonly #name = 'nora';
      greet(): string {
        return this.#name;
      }
    }
    assertType<Of<Model>>({ rename: () => new Model() });
    assertType<Of<Model>>({ rename: async () => failure('MFA_FAILED') });
    expectTypeOf<Of<Model>>().toExtend<{ rename: Resolver<Model> }>();
    // @ts-expect-error no model
    assertType<Of<Model>>({ rename: () => ({ greet: () => 'nora' }) });
    // @ts-expect-error not declared
    assertType<Of<Model>>({ rename: () => failure('WRONG_TOTP') });
  });

  it('may have a field that is called `stack`', () => {
    assertType<Of<{ stack: string; errors: object[] }>>({ rename: () => success({ stack: 'node' }) });
    assertType<Of<{ stack: string; errors: object[] }>>({ rename: () => failure('MFA_FAILED') });
  });

  it('must not be an AggregateError', () => {
    // @ts-expect-error errors are thrown
    assertType<Of<Payload>>({ rename: () => new AggregateError([new MutationError('MFA_FAILED')]) });
  });
});

describe('resolvers with codes of the host', () => {
  type Codes = { readonly QUOTA: 'quota_exceeded'; readonly MFA_FAILED: 'mfa_failed' };
  type Hosted = DeclaredResolvers<MutationResolvers, { rename: 'QUOTA'; none: 'MFA_FAILED' }, Codes>;
  const errors = createErrorModule({
    codes: { QUOTA: { value: 'quota_exceeded', category: 'plan', fault: 'client', retry: 'later', action: 'Wait.' } },
  });

  it('may return them by name and by internal value', () => {
    assertType<Hosted>({ rename: () => errors.failure('QUOTA') });
    assertType<Hosted>({ rename: () => errors.failure(errors.ErrorCode.QUOTA) });
    expectTypeOf<DeclaredResolvers<MutationResolvers, { rename: 'QUOTA' }, typeof errors.ErrorCode>>().toExtend<{
      rename?: unknown;
    }>();
    // @ts-expect-error not declared
    assertType<Hosted>({ none: () => errors.failure('quota_exceeded') });
  });
});

describe('a resolver of another mutation', () => {
  it('must not return any code where the declaration is empty', () => {
    assertType<Declared>({ none: () => success({ name: 'nora' }) });
    // @ts-expect-error no code at all
    assertType<Declared>({ none: () => failure('MFA_FAILED') });
  });

  it('keeps its type without a declaration, or without errors in its result', () => {
    expectTypeOf<Declared['silent']>().toEqualTypeOf<MutationResolvers['silent']>();
    assertType<Declared>({ silent: () => failure('MFA_FAILED'), note: () => 'noted' });
  });
});

describe('ReturnableCode', () => {
  it('is a name or its internal value; a code of the host has a name only, unless its values are given', () => {
    expectTypeOf<ReturnableCode<'MFA_FAILED'>>().toEqualTypeOf<'MFA_FAILED' | 'mfa_failed'>();
    expectTypeOf<ReturnableCode<'QUOTA_EXCEEDED'>>().toEqualTypeOf<'QUOTA_EXCEEDED'>();
    expectTypeOf<ReturnableCode<'QUOTA_EXCEEDED', { QUOTA_EXCEEDED: 'quota' }>>().toEqualTypeOf<
      'QUOTA_EXCEEDED' | 'quota'
    >();
  });
});

describe('the types that graphql-codegen generates for the demo', () => {
  it('have the codes that the SDL declares', () => {
    expectTypeOf<DeclaredErrorCodes['usersMfaTotpGenerateSecret']>().toEqualTypeOf<
      'MISSING_PERMISSION' | 'TOTP_SECRET_ALREADY_SET'
    >();
  });

  it('narrow the resolvers of typescript-resolvers', () => {
    assertType<DeclaredMutationResolvers>({
      usersMfaTotpGenerateSecret: async (_parent, { input }, { viewer }) =>
        viewer && input.clientMutationId
          ? success({ secret: 'x', signedSecret: 'y' })
          : failure('MISSING_PERMISSION', { message: 'Sign in.' }),
    });
    // @ts-expect-error usersMfaTotpGenerateSecret does not declare WRONG_TOTP
    assertType<DeclaredMutationResolvers>({ usersMfaTotpGenerateSecret: () => failure('WRONG_TOTP') });
  });
});

describe('PayloadErrorEvent', () => {
  it('contains no data of the user', () => {
    expectTypeOf<keyof PayloadErrorEvent>().toEqualTypeOf<
      | 'coordinate'
      | 'code'
      | 'category'
      | 'fault'
      | 'retry'
      | 'exposure'
      | 'declared'
      | 'deprecated'
      | 'replacedBy'
      | 'concealedAs'
    >();
  });
});
