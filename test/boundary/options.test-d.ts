import type { GraphQLSchema } from 'graphql';
import { assertType, describe, expectTypeOf, it } from 'vitest';
import {
  createErrorModule,
  MutationError,
  withErrorPayloads,
  type ErrorOrigin,
  type ErrorPayloadOptions,
} from 'graphql-error-codes';
import { quota } from '../host.js';

declare const schema: GraphQLSchema;
const errors = createErrorModule({ codes: { QUOTA: quota } });

describe('translate', () => {
  it('returns a MutationError of the package or of a module, or undefined', () => {
    assertType<ErrorPayloadOptions>({ translate: () => new MutationError('MFA_FAILED') });
    assertType<ErrorPayloadOptions>({ translate: () => new errors.MutationError('QUOTA') });
    assertType<ErrorPayloadOptions>({ translate: () => undefined });
    errors.withErrorPayloads(schema, { translate: () => new errors.MutationError('quota_used_up', { cause: 'why' }) });
    // @ts-expect-error an ordinary error has no code
    assertType<ErrorPayloadOptions>({ translate: () => new Error('no') });
    // @ts-expect-error a code is not an error
    assertType<ErrorPayloadOptions>({ translate: () => 'MFA_FAILED' });
  });
});

describe('onError', () => {
  it('may ignore its second parameter', () => {
    withErrorPayloads(schema, { onError: (event) => void event.code });
    withErrorPayloads(schema, {
      onError: (_event, origin) => expectTypeOf(origin).toEqualTypeOf<ErrorOrigin>(),
    });
  });
});

describe('unselected', () => {
  it("is 'error' or absent", () => {
    assertType<ErrorPayloadOptions>({ unselected: 'error' });
    // @ts-expect-error no such value
    assertType<ErrorPayloadOptions>({ unselected: 'warn' });
  });
});

describe('a detail of the host', () => {
  it('is accepted by failure and MutationError of a module, with its fields', () => {
    errors.failure('QUOTA', { __typename: 'StockDetail', available: 3 });
    void new errors.MutationError('QUOTA', { __typename: 'StockDetail', available: 3 }, { cause: new Error('why') });
    // @ts-expect-error no such code
    errors.failure('NO_SUCH_CODE', { __typename: 'StockDetail', available: 3 });
  });
});
