import { assertType, describe, expectTypeOf, it } from 'vitest';
import { ErrorCode, failure, MutationError, success, type ErrorDetail, type FailurePayload } from 'graphql-error-codes';

describe('failure', () => {
  it('accepts a code by name and by internal value, and keeps its literal type', () => {
    expectTypeOf(failure('MFA_FAILED')).toEqualTypeOf<FailurePayload<'MFA_FAILED'>>();
    expectTypeOf(failure(ErrorCode.MFA_FAILED)).toEqualTypeOf<FailurePayload<'mfa_failed'>>();
    // @ts-expect-error no such code
    failure('mfa_faild');
  });

  it('accepts details of the union, but no Error', () => {
    failure(ErrorCode.MFA_FAILED, { attribute: 'mfa', type: 'invalid' }, { message: 'Try the next one.' });
    failure(ErrorCode.MFA_FAILED, { __typename: 'LimitError' });
    // @ts-expect-error an attribute needs a type
    failure(ErrorCode.MFA_FAILED, { attribute: 'mfa' });
    // @ts-expect-error graphql treats an Error as thrown
    failure(ErrorCode.MFA_FAILED, new Error('why'));
    failure(ErrorCode.MFA_FAILED, { __typename: 'LimitError', limit: 3, unit: { name: 'GB' } });
    // @ts-expect-error a detail of the host needs its type
    failure(ErrorCode.MFA_FAILED, { limit: 3 });
    const details: ErrorDetail[] = [];
    failure(ErrorCode.MFA_FAILED, ...details);
  });
});

describe('success', () => {
  it('keeps the type of the result and adds no errors', () => {
    const payload = success({ user: { id: 1 } });
    expectTypeOf(payload.user.id).toEqualTypeOf<number>();
    expectTypeOf(payload.errors).toEqualTypeOf<readonly never[]>();
    // @ts-expect-error a success has no errors
    success({ errors: [] });
  });
});

describe('MutationError', () => {
  it('accepts what failure accepts', () => {
    assertType<Error>(new MutationError('MFA_FAILED', { message: 'Try the next one.' }));
    // @ts-expect-error no such code
    void new MutationError('MFA_FAILD');
    // @ts-expect-error graphql treats an Error as thrown
    void new MutationError('MFA_FAILED', new Error('why'));
  });

  it('accepts a cause after its details', () => {
    assertType<Error>(new MutationError('MFA_FAILED', { cause: new Error('why') }));
    assertType<Error>(new MutationError('MFA_FAILED', { message: 'No.' }, { cause: 'why' }));
    assertType<Error>(new MutationError('MFA_FAILED', { __typename: 'LimitError', limit: 3 }, { cause: 'why' }));
    // @ts-expect-error the cause is last
    void new MutationError('MFA_FAILED', { cause: 'why' }, { message: 'No.' });
  });
});
