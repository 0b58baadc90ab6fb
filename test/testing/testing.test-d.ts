import { describe, expectTypeOf, it } from 'vitest';
import { buildSchema, parse, type DocumentNode } from 'graphql';
import {
  withErrorPayloads,
  type ActiveModelError,
  type ErrorCodeName,
  type ErrorHooks,
  type MessageError,
  type TypeNames,
} from 'graphql-error-codes';
import {
  createErrorLedger,
  createFailedPayload,
  failedPayload,
  type LedgerEntry,
  type MockPayload,
} from 'graphql-error-codes/testing';
import { UsersLoginDocument } from '../generated/operations.js';
import type { LoginMutation } from '../clients/sign-in/generated/graphql.js';

/** An enum as codegen can generate it. */
declare enum Codes {
  MfaFailed = 'MFA_FAILED',
}
type Login = NonNullable<LoginMutation['usersLogin']>;
interface RetryInfo {
  __typename: 'RetryInfo';
  seconds: number;
  reasons: string[];
}
declare const retry: RetryInfo;

describe('failedPayload', () => {
  it('accepts only names of codes', () => {
    failedPayload('MFA_FAILED');
    // @ts-expect-error: the code does not exist
    failedPayload('MFA_FAILD');
    // @ts-expect-error: clients never receive an internal value
    failedPayload('mfa_failed');
    expectTypeOf(failedPayload<ErrorCodeName, []>)
      .parameter(0)
      .toEqualTypeOf<ErrorCodeName>();
  });

  it('accepts only details, and adds their __typename', () => {
    const { errors } = failedPayload(
      'INVALID_SETTING',
      { attribute: 'name', type: 'taken' },
      { message: 'In use' },
      { __typename: 'RetryInfo', seconds: 30 },
    );
    expectTypeOf(errors[0]!.errorCode).toEqualTypeOf<'INVALID_SETTING'>();
    expectTypeOf(errors[0]!.__typename).toEqualTypeOf<'Error'>();
    expectTypeOf(errors[0]!.details[0]!.__typename).toEqualTypeOf<'ActiveModelError' | 'MessageError' | 'RetryInfo'>();
    // @ts-expect-error: the type is missing
    failedPayload('INVALID_SETTING', { attribute: 'name' });
    // @ts-expect-error: a detail of a host has a __typename
    failedPayload('INVALID_SETTING', { seconds: 30 });
  });

  it('is assignable to the types that codegen generates, together with the other fields of the payload', () => {
    const login = { ...failedPayload('MFA_FAILED', { attribute: 'mfa', type: 'blank' }), userSession: null };
    expectTypeOf(login).toExtend<Login>();
    expectTypeOf({ ...failedPayload('MFA_FAILED') }).not.toExtend<Login>();
  });

  it('has mutable lists, as types of operations have', () => {
    const literal = { __typename: 'RetryInfo', seconds: 30, reasons: ['busy'] } as const;
    for (const { errors } of [failedPayload('MFA_FAILED', retry), failedPayload('MFA_FAILED', literal)]) {
      expectTypeOf(errors).toExtend<{ errorCode: ErrorCodeName; details?: RetryInfo[] | null }[]>();
    }
  });
});

describe('createFailedPayload', () => {
  it('accepts only the codes of the host', () => {
    const failed = createFailedPayload<'QUOTA_EXCEEDED'>();
    expectTypeOf(failed('QUOTA_EXCEEDED')).toEqualTypeOf<MockPayload<'QUOTA_EXCEEDED', never>>();
    // @ts-expect-error: not a code of the host
    failed('MFA_FAILED');
  });

  it('accepts the members of an enum', () => {
    expectTypeOf(createFailedPayload<Codes>()(Codes.MfaFailed).errors[0]!.errorCode).toEqualTypeOf<Codes.MfaFailed>();
  });

  it('has the names of renamed types', () => {
    const typeNames = {} as TypeNames<'Shop'>;
    const { errors } = createFailedPayload<'A', typeof typeNames>(typeNames)('A', { message: 'b' });
    expectTypeOf(errors[0]!.__typename).toEqualTypeOf<'ShopError'>();
    expectTypeOf(errors[0]!.details[0]!.__typename).toEqualTypeOf<'ShopMessageError'>();
    // @ts-expect-error: a name must be a string
    createFailedPayload<'A', { Error: number }>({ Error: 1 });
  });
});

describe('createFailedPayload with the details by code', () => {
  type Code = 'RATE_LIMITED' | 'SILENT' | 'INVALID' | 'LOST' | 'SOLD_OUT';
  /** As the codegen plugin writes it for a server. */
  type ServerDetails = {
    readonly RATE_LIMITED: { readonly __typename: 'RetryInfo'; readonly seconds: number; readonly unit?: 'DAY' | null };
    readonly SILENT: never;
    readonly INVALID: ActiveModelError | MessageError;
    readonly LOST: unknown;
  };
  /** As it writes it for a client. */
  interface ClientDetails {
    readonly RATE_LIMITED: 'RetryInfo';
    readonly SILENT: never;
    readonly INVALID: 'ActiveModelError' | 'MessageError';
  }
  const server = createFailedPayload<Code, ServerDetails>();
  const client = createFailedPayload<Code, ClientDetails>();
  const other = { __typename: 'Other', seconds: 30 } as const;

  it('accepts details of the types of the code', () => {
    for (const failed of [server, client]) {
      const { errors } = failed('RATE_LIMITED', { __typename: 'RetryInfo', seconds: 30 });
      expectTypeOf(errors[0]!.details).toEqualTypeOf<{ __typename: 'RetryInfo'; seconds: 30 }[]>();
      failed('RATE_LIMITED', { ...retry, seconds: 30 });
      failed('RATE_LIMITED');
      failed('SILENT');
      const invalid = failed('INVALID', { attribute: 'a', type: 'b' }, { __typename: 'MessageError', message: 'c' });
      expectTypeOf(invalid.errors[0]!.details[0]!.__typename).toEqualTypeOf<'ActiveModelError' | 'MessageError'>();
    }
  });

  it('accepts any detail of a code without types', () => {
    for (const failed of [server, client]) {
      failed('SOLD_OUT', other, { message: 'c' });
      failed('LOST', other, { message: 'c' });
    }
    createFailedPayload<Code>()('RATE_LIMITED', other);
  });

  it('rejects details of another type', () => {
    for (const failed of [server, client]) {
      // @ts-expect-error: another type
      failed('RATE_LIMITED', other);
      // @ts-expect-error: another type
      failed('RATE_LIMITED', { message: 'c' });
      // @ts-expect-error: the second detail has another type
      failed('RATE_LIMITED', { __typename: 'RetryInfo', seconds: 30 }, other);
      // @ts-expect-error: the code has no details
      failed('SILENT', { message: 'c' });
      // @ts-expect-error: another type
      failed('INVALID', other);
      // @ts-expect-error: another type, which has the same fields
      failed('INVALID', { __typename: 'Other', message: 'c' });
    }
  });

  it('rejects details without a field, as the server has them', () => {
    // @ts-expect-error: seconds is missing
    server('RATE_LIMITED', { __typename: 'RetryInfo' });
    // @ts-expect-error: seconds must be a number
    server('RATE_LIMITED', { __typename: 'RetryInfo', seconds: '30' });
    // @ts-expect-error: type is missing
    server('INVALID', { attribute: 'a' });
  });

  it('accepts renamed types, and the members of an enum', () => {
    const typeNames = {} as TypeNames<'Shop'>;
    type Details = { readonly A: 'ShopMessageError' };
    const shop = createFailedPayload<'A', typeof typeNames, Details>(typeNames);
    expectTypeOf(shop('A', { message: 'b' }).errors[0]!.details[0]!.__typename).toEqualTypeOf<'ShopMessageError'>();
    // @ts-expect-error: another type
    shop('A', { attribute: 'a', type: 'b' });
    const failed = createFailedPayload<Codes, { readonly MFA_FAILED: 'RetryInfo' }>();
    failed(Codes.MfaFailed, { __typename: 'RetryInfo' });
    // @ts-expect-error: another type
    failed(Codes.MfaFailed, other);
  });

  it('rejects names of types in the place of the details', () => {
    // @ts-expect-error: the names are an argument
    createFailedPayload<Code, { Error: 'ShopError' }>();
  });
});

describe('createErrorLedger', () => {
  const ledger = createErrorLedger(buildSchema('type Query { ok: Boolean }'), {
    ignore: ['Mutation.pay INVALID_SETTING'],
  });

  it('has a hook for withErrorPayloads', () => {
    expectTypeOf(ledger.onError).toExtend<NonNullable<ErrorHooks['onError']>>();
    withErrorPayloads(buildSchema('type Query { ok: Boolean }'), { onError: ledger.onError });
    ledger.onError({ coordinate: 'Mutation.pay', code: 'MFA_FAILED' });
  });

  it('records any body, with the operation as text or as an AST of graphql', () => {
    ledger.record(JSON.parse('{}'));
    ledger.record({ data: {} }, 'mutation { pay }', 'Pay');
    ledger.record({ data: {} }, parse('mutation { pay }') satisfies DocumentNode);
    ledger.record({ data: {} }, UsersLoginDocument);
    // @ts-expect-error: not a document
    ledger.record({ data: {} }, 7);
  });

  it('has readonly entries', () => {
    expectTypeOf(ledger.entries()).toEqualTypeOf<readonly LedgerEntry[]>();
    expectTypeOf(ledger.unseen()).toEqualTypeOf<readonly { readonly coordinate: string; readonly code: string }[]>();
    ledger.add(ledger.entries());
  });

  it('has no other options', () => {
    // @ts-expect-error: no such option
    createErrorLedger(buildSchema(''), { ignored: [] });
  });
});
