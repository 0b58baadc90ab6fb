import { assertType, describe, expectTypeOf, it } from 'vitest';
import {
  createMessages,
  createResultOf,
  isKnownErrorCode,
  matchError,
  orThrow,
  PayloadErrorsError,
  result,
  isRetryable,
  type CheckedPayload,
  type DeclaredCodesOf,
  type ErrorCategory,
  type ErrorHandlers,
  type ErrorOf,
  type FieldErrors,
  type HandlerReturn,
  type KnownErrorCode,
  type Message,
  type PayloadError,
  type PayloadFieldName,
  type PayloadOf,
  type ReceivedErrorCode,
} from 'graphql-error-codes/client';
import de from 'graphql-error-codes/messages/de.json' with { type: 'json' };
import en from 'graphql-error-codes/messages/en.json' with { type: 'json' };
import type { ErrorCategory as CatalogueCategory, ErrorCodeName } from 'graphql-error-codes';
import type {
  DeclaredErrorCodes,
  LoginMutation,
  RegisterMutation,
  TwoRootFieldsMutation,
} from '../clients/sign-in/generated/graphql.js';

declare const data: LoginMutation | undefined;
/** An enum as codegen can generate it. */
declare enum Codes {
  MfaFailed = 'MFA_FAILED',
  WrongTotp = 'WRONG_TOTP',
}
type LoginPayload = NonNullable<LoginMutation['usersLogin']>;
type Session = NonNullable<LoginPayload['userSession']>;

describe('result', () => {
  const login = result(data?.usersLogin, 'userSession');

  it('has a value only when it is a success', () => {
    // @ts-expect-error: the mutation may have failed
    void login.value;
    if (login.ok) expectTypeOf(login.value).toEqualTypeOf<Session>();
  });

  it('has errors only when it is a failure', () => {
    // @ts-expect-error: the mutation may have succeeded
    void login.errors;
    if (login.ok) return;
    expectTypeOf(login.errors).toEqualTypeOf<readonly ErrorOf<LoginPayload>[]>();
    expectTypeOf(login.fieldErrors).toEqualTypeOf<FieldErrors>();
  });

  it('accepts only keys of the payload that can be values', () => {
    // @ts-expect-error: the payload does not have this field
    result(data?.usersLogin, 'session');
    // @ts-expect-error: errors are not a value
    result(data?.usersLogin, 'errors');
  });

  it('has the payload as its value when no key is passed', () => {
    const whole = result(data?.usersLogin);
    if (whole.ok) expectTypeOf(whole.value).toEqualTypeOf<LoginPayload>();
  });

  it('accepts only payloads whose errors and codes were selected', () => {
    const withoutErrors = {} as { userSession: { id: string } | null } | null;
    // @ts-expect-error: errors were not selected
    result(withoutErrors, 'userSession');
    const withoutCode = {} as { user: string; errors: { details: null }[] };
    // @ts-expect-error: errorCode was not selected
    result(withoutCode, 'user');
    const masked = {} as { user: string; errors: { ' $fragmentRefs'?: { PayloadErrorFragment: object } }[] };
    // @ts-expect-error: errorCode is masked
    result(masked, 'user');
  });

  it('accepts types that codegen generates with every field nullable', () => {
    type Maybe<Type> = Type | null | undefined;
    interface NullableError {
      __typename?: 'Error';
      errorCode?: Maybe<'MFA_FAILED' | 'WRONG_TOTP'>;
      details?: Maybe<Maybe<{ attribute?: Maybe<string>; type?: Maybe<string> } | { message?: Maybe<string> }>[]>;
    }
    interface NullableData {
      login?: Maybe<{ token?: Maybe<string>; errors?: Maybe<Maybe<NullableError>[]> }>;
    }
    const nullable = {} as Maybe<NullableData>;
    const outcomes = [result(nullable?.login, 'token'), createResultOf<object>()(nullable, 'login', 'token')] as const;
    for (const outcome of outcomes) {
      if (outcome.ok) expectTypeOf(outcome.value).toEqualTypeOf<string>();
      else {
        expectTypeOf(outcome.errors).toEqualTypeOf<readonly NullableError[]>();
        const [error] = outcome.errors;
        assertType<number>(matchError(error, { MFA_FAILED: () => 1 }, (other) => other?.details?.length ?? 0));
        assertType<Message>(createMessages(en).message(error));
        assertType<boolean>(isRetryable(error));
      }
    }
    const declared = createResultOf<{ login: 'MFA_FAILED' }>()(nullable, 'login', 'token');
    if (declared.ok) return;
    matchError(declared.errors[0], { MFA_FAILED: (error) => error.errorCode }, () => null);
    // @ts-expect-error: MFA_FAILED is missing
    matchError(declared.errors[0], {}, () => null);
  });

  it('accepts payloads of type any', () => {
    const untyped = {} as { data: ReturnType<typeof JSON.parse> };
    if (result(untyped.data.login, 'token').ok) return;
    assertType<boolean>(createResultOf<object>()(untyped.data, 'login', 'token').ok);
  });

  it('is accepted by functions of your own that pass on a checked payload', () => {
    const valueOf = <PayloadType extends object>(payload: CheckedPayload<PayloadType> | null): PayloadType =>
      orThrow(result<PayloadType>(payload));
    expectTypeOf(valueOf({} as LoginPayload)).toEqualTypeOf<LoginPayload>();
  });

  it('accepts payload types written by hand', () => {
    const payload = {} as { user?: string; errors?: ({ errorCode: string } | null)[] | null } | undefined;
    const user = result(payload, 'user');
    if (user.ok) expectTypeOf(user.value).toEqualTypeOf<string>();
    else expectTypeOf(user.errors).toEqualTypeOf<readonly { errorCode: string }[]>();
  });
});

describe('matchError', () => {
  const login = result(data?.usersLogin, 'userSession');
  const error = login.ok ? undefined : login.errors[0];

  it('returns what the handlers and the fallback return', () => {
    const matched = matchError(error, { MFA_FAILED: () => 1, WRONG_TOTP: () => true }, () => 'fallback');
    expectTypeOf(matched).toEqualTypeOf<number | boolean | string>();
    expectTypeOf<HandlerReturn<{ A: () => 1; B: (error: PayloadError) => 2 }>>().toEqualTypeOf<1 | 2>();
  });

  it('passes the error to handlers, and possibly none to the fallback', () => {
    matchError(
      error,
      { MFA_FAILED: (handled) => expectTypeOf(handled).toEqualTypeOf<ErrorOf<LoginPayload>>() },
      (unhandled) => expectTypeOf(unhandled).toEqualTypeOf<ErrorOf<LoginPayload> | undefined>(),
    );
  });

  it('rejects handlers for unknown codes', () => {
    // @ts-expect-error: the code does not exist
    matchError(error, { MFA_FAILD: () => 1 }, () => 2);
    // @ts-expect-error: one of the codes does not exist
    matchError(error, { MFA_FAILED: () => 1, MFA_FAILD: () => 1 }, () => 2);
  });

  it('rejects handlers that are not functions', () => {
    // @ts-expect-error: a handler must be a function
    matchError(error, { MFA_FAILED: 1 }, () => 2);
  });

  it('requires a fallback', () => {
    // @ts-expect-error: the fallback is missing
    matchError(error, { MFA_FAILED: () => 1 });
  });

  it('accepts handlers for any code when the code is a string', () => {
    const error: PayloadError = { errorCode: 'A_CODE_OF_THE_HOST' };
    matchError(error, { A_CODE_OF_THE_HOST: () => 1 }, () => 2);
  });

  it('accepts handlers for the members of an enum', () => {
    const user = result({} as { user: string | null; errors: { errorCode: Codes }[] }, 'user');
    if (user.ok) return;
    assertType<number>(matchError(user.errors[0], { [Codes.MfaFailed]: () => 1, WRONG_TOTP: () => 2 }, () => 3));
    // @ts-expect-error: the enum does not have this code
    matchError(user.errors[0], { MISSING_PERMISSION: () => 1 }, () => 3);
  });
});

describe('resultOf', () => {
  const resultOf = createResultOf<DeclaredErrorCodes>();
  const login = resultOf(data, 'usersLogin', 'userSession');
  const error = login.ok ? undefined : login.errors[0];
  const complete = { MISSING_PARAMETER: () => 1, INVALID_LOGIN_DATA: () => 2, MFA_FAILED: () => 3 };

  it('has the value of the payload', () => {
    if (login.ok) expectTypeOf(login.value).toEqualTypeOf<Session>();
    const whole = resultOf(data, 'usersLogin');
    if (whole.ok) expectTypeOf(whole.value).toEqualTypeOf<LoginPayload>();
  });

  it('accepts only root fields that are payloads, and their keys', () => {
    expectTypeOf<PayloadFieldName<{ ok: boolean; login: LoginPayload | null }>>().toEqualTypeOf<'login'>();
    expectTypeOf<PayloadOf<LoginMutation, 'usersLogin'>>().toEqualTypeOf<LoginPayload>();
    // @ts-expect-error: the data does not have this field
    resultOf(data, 'usersLogout', 'userSession');
    // @ts-expect-error: the payload does not have this field
    resultOf(data, 'usersLogin', 'session');
    // @ts-expect-error: errors are not a value
    resultOf(data, 'usersLogin', 'errors');
    const withoutErrors = {} as { usersLogin: { userSession: string } } | undefined;
    // @ts-expect-error: errors were not selected
    resultOf(withoutErrors, 'usersLogin', 'userSession');
  });

  it('has errors with the declared codes of the mutation', () => {
    expectTypeOf<DeclaredCodesOf<NonNullable<typeof error>>>().toEqualTypeOf<DeclaredErrorCodes['usersLogin']>();
    expectTypeOf<keyof ErrorHandlers<NonNullable<typeof error>>>().toEqualTypeOf<DeclaredErrorCodes['usersLogin']>();
    expectTypeOf<DeclaredCodesOf<PayloadError>>().toBeUnknown();
  });

  it('requires a handler for every declared code', () => {
    assertType<number>(matchError(error, complete, () => 0));
    assertType<number>(
      matchError(
        error,
        { ...complete, MFA_FAILED: (handled) => handled.errorCode.length },
        (unhandled) => unhandled?.details?.length ?? 0,
      ),
    );
    // @ts-expect-error: MFA_FAILED is missing
    matchError(error, { MISSING_PARAMETER: () => 1, INVALID_LOGIN_DATA: () => 2 }, () => 0);
  });

  it('rejects handlers for codes that are not declared', () => {
    // @ts-expect-error: usersLogin does not declare WRONG_TOTP
    matchError(error, { ...complete, WRONG_TOTP: () => 4 }, () => 0);
  });

  it('requires a fallback, even with a handler for every declared code', () => {
    // @ts-expect-error: the fallback is missing
    matchError(error, complete);
  });

  it('accepts handlers for any known code under an alias', () => {
    const settings = resultOf({} as TwoRootFieldsMutation | null, 'settings', 'applicationSettings');
    if (!settings.ok) assertType<number>(matchError(settings.errors[0], { INVALID_SETTING: () => 1 }, () => 0));
  });

  it('rejects all handlers for a mutation that declares no codes', () => {
    const registration = createResultOf<{ usersRegister: never }>()(
      {} as RegisterMutation,
      'usersRegister',
      'userSession',
    );
    if (registration.ok) return;
    assertType<number>(matchError(registration.errors[0], {}, () => 0));
    // @ts-expect-error: the mutation declares no codes
    matchError(registration.errors[0], { MFA_FAILED: () => 1 }, () => 0);
  });
});

describe('orThrow', () => {
  it('returns the value, and throws errors of a type that handlers can be written for', () => {
    const login = createResultOf<DeclaredErrorCodes>()(data, 'usersLogin', 'userSession');
    expectTypeOf(orThrow(login)).toEqualTypeOf<Session>();
    if (login.ok) return;
    const thrown = new PayloadErrorsError(login);
    const handlers = { MISSING_PARAMETER: () => 1, INVALID_LOGIN_DATA: () => 2, MFA_FAILED: () => 3 };
    assertType<number>(matchError(thrown.errors[0], handlers, () => 0));
    // @ts-expect-error: MFA_FAILED is missing
    matchError(thrown.errors[0], { MISSING_PARAMETER: () => 1, INVALID_LOGIN_DATA: () => 2 }, () => 0);
  });
});

describe('createResultOf with unmask', () => {
  it('has the errors that unmask returns, with the declared codes', () => {
    interface Masked {
      readonly ' $fragmentRefs'?: { PayloadErrorFragment: { errorCode: KnownErrorCode } };
    }
    const unmask = (error: Masked) => ({ errorCode: 'MFA_FAILED' as const, of: error });
    const masked = {} as { usersLogin: { userSession: Session | null; errors: Masked[] } | null };
    const inferred = createResultOf({ unmask })(masked, 'usersLogin', 'userSession');
    if (!inferred.ok) expectTypeOf(inferred.errors[0]!.of).toEqualTypeOf<Masked>();
    const declared = createResultOf<DeclaredErrorCodes, unknown, typeof unmask>({ unmask })(masked, 'usersLogin');
    if (declared.ok) return;
    expectTypeOf<DeclaredCodesOf<(typeof declared.errors)[number]>>().toEqualTypeOf<DeclaredErrorCodes['usersLogin']>();
  });
});

describe('codes and categories', () => {
  const code = '' as string;

  it('isKnownErrorCode narrows a string to a known code', () => {
    if (isKnownErrorCode(code)) expectTypeOf(code).toEqualTypeOf<KnownErrorCode>();
  });

  it('a received code may be any string', () => {
    assertType<ReceivedErrorCode>(code);
    // @ts-expect-error: the code may be unknown
    assertType<KnownErrorCode>({} as ReceivedErrorCode);
  });

  it('the client has the codes and categories of the catalogue', () => {
    expectTypeOf<KnownErrorCode>().toEqualTypeOf<ErrorCodeName>();
    expectTypeOf<ErrorCategory>().toEqualTypeOf<CatalogueCategory>();
  });
});

describe('createMessages', () => {
  it('accepts the messages of the package, which have exactly the known codes', () => {
    expectTypeOf<keyof typeof en.codes>().toEqualTypeOf<KnownErrorCode>();
    expectTypeOf<keyof typeof de.codes>().toEqualTypeOf<KnownErrorCode>();
    createMessages(en);
    createMessages(de);
  });

  it('rejects a language that lacks a code, a category, a validation or a sentence', () => {
    const { WRONG_TOTP: _code, ...codes } = en.codes;
    // @ts-expect-error: WRONG_TOTP is missing
    createMessages({ ...en, codes });
    const { flow: _category, ...categories } = en.categories;
    // @ts-expect-error: flow is missing
    createMessages({ ...en, categories });
    const { taken: _validation, ...validations } = en.validations;
    // @ts-expect-error: taken is missing
    createMessages({ ...en, validations });
    // @ts-expect-error: the sentence is missing
    createMessages({ ...en, codes: { ...en.codes, WRONG_TOTP: { title: 'Wrong code' } } });
  });

  it('rejects codes of the host that its type parameter does not name', () => {
    const codes = { ...en.codes, QUOTA_EXCEEDED: { title: 'Storage full', sentence: 'Delete something.' } };
    createMessages<KnownErrorCode | 'QUOTA_EXCEEDED'>({ ...en, codes });
    // @ts-expect-error: the package does not have QUOTA_EXCEEDED
    createMessages({ ...en, codes });
  });

  it('accepts validations of the host', () => {
    createMessages({ ...en, validations: { ...en.validations, too_expensive: 'Choose a cheaper plan.' } });
  });

  it('returns functions that always return a text', () => {
    const { message, fieldMessages } = createMessages(en);
    expectTypeOf(message({ errorCode: 'MFA_FAILED' })).toEqualTypeOf<Message>();
    expectTypeOf(message(undefined)).toEqualTypeOf<Message>();
    expectTypeOf(fieldMessages({})).toEqualTypeOf<Readonly<Record<string, string>>>();
  });
});
