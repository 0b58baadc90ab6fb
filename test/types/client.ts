/* Compiled by `npm run check:types`, never run: each @ts-expect-error is a mistake that must not compile. */
import {
  createMessages,
  createResultOf,
  isKnownErrorCode,
  matchError,
  result,
  type ErrorCategory,
  type KnownErrorCode,
  type PayloadError,
  type ReceivedErrorCode,
} from 'graphql-error-codes/client';
import de from 'graphql-error-codes/messages/de.json' with { type: 'json' };
import en from 'graphql-error-codes/messages/en.json' with { type: 'json' };
import type { ErrorCategory as CatalogueCategory } from 'graphql-error-codes';
import type {
  DeclaredErrorCodes,
  LoginMutation,
  RegisterMutation,
  TwoRootFieldsMutation,
} from '../client/recipes/generated/graphql.js';

declare const data: LoginMutation | undefined;

// A value is there only after `ok` was asked, and then it is.
const login = result(data?.usersLogin, 'userSession');
// @ts-expect-error it may have failed
void login.value;
if (login.ok) login.value.id satisfies string;
// @ts-expect-error a success has no errors
if (login.ok) void login.errors;
if (!login.ok) login.fieldErrors satisfies Readonly<Record<string, readonly string[]>>;

// @ts-expect-error the payload has no such field
result(data?.usersLogin, 'session');
// @ts-expect-error errors are no value
result(data?.usersLogin, 'errors');
declare const withoutErrors: { userSession: { id: string } | null } | null;
// @ts-expect-error the errors were not selected
result(withoutErrors, 'userSession');
declare const withoutCode: { user: string; errors: { details: null }[] };
// @ts-expect-error the code was not selected
result(withoutCode, 'user');

// Without a key, the value is the payload.
const whole = result(data?.usersLogin);
if (whole.ok) whole.value.userSession?.id satisfies string | undefined;

// Payloads typed by hand, and by a codegen that makes enums.
declare const masked: { user: string; errors: { ' $fragmentRefs'?: { PayloadErrorFragment: object } }[] };
// @ts-expect-error the code is masked
result(masked, 'user');
declare const loose: { user?: string; errors?: ({ errorCode: string } | null)[] | null } | undefined;
const fromLoose = result(loose, 'user');
if (fromLoose.ok) fromLoose.value satisfies string;
declare enum Codes {
  MfaFailed = 'MFA_FAILED',
  WrongTotp = 'WRONG_TOTP',
}
declare const enumerated: { user: string | null; errors: { errorCode: Codes }[] };
const fromEnum = result(enumerated, 'user');
if (!fromEnum.ok) {
  matchError(fromEnum.errors[0], { [Codes.MfaFailed]: () => 1, WRONG_TOTP: () => 2 }, () => 3) satisfies number;
  // @ts-expect-error the enum does not have it
  matchError(fromEnum.errors[0], { MISSING_PERMISSION: () => 1 }, () => 3);
}

// Partial handlers for an error that may be any of the codes. Each handler says what it returns, the fallback may return something else.
if (!login.ok) {
  const answer = matchError(login.errors[0], { MFA_FAILED: () => 1, WRONG_TOTP: () => true }, () => 'other');
  answer satisfies number | boolean | string;
  // @ts-expect-error it may be any of the three
  answer satisfies number | boolean;
  matchError(
    login.errors[0],
    { MFA_FAILED: (error) => error.details?.length satisfies number | undefined },
    (error) =>
      // @ts-expect-error there may be no error at all
      error.errorCode,
  );
  // @ts-expect-error no such code
  matchError(login.errors[0], { MFA_FAILD: () => 1 }, () => 2);
  // @ts-expect-error no such code, beside one that is right
  matchError(login.errors[0], { MFA_FAILED: () => 1, MFA_FAILD: () => 1 }, () => 2);
  // @ts-expect-error no fallback: servers grow
  matchError(login.errors[0], { MFA_FAILED: () => 1 });
  // @ts-expect-error a handler is a function
  matchError(login.errors[0], { MFA_FAILED: 1 }, () => 2);
}
declare const anyError: PayloadError;
matchError(anyError, { A_CODE_OF_THE_HOST: () => 1 }, () => 2);

// Exactly the declared codes, where the mutation is known.
const resultOf = createResultOf<DeclaredErrorCodes>();
const declared = resultOf(data, 'usersLogin', 'userSession');
if (declared.ok) declared.value.token satisfies string | null;
else {
  const error = declared.errors[0];
  const complete = { MISSING_PARAMETER: () => 1, INVALID_LOGIN_DATA: () => 2, MFA_FAILED: () => 3 };
  matchError(error, complete, () => 0) satisfies number;
  matchError(
    error,
    { ...complete, MFA_FAILED: (mfa) => mfa.errorCode.length },
    (other) => other?.details?.length ?? 0,
  ) satisfies number;
  // @ts-expect-error MFA_FAILED is missing
  matchError(error, { MISSING_PARAMETER: () => 1, INVALID_LOGIN_DATA: () => 2 }, () => 0);
  // @ts-expect-error usersLogin does not declare WRONG_TOTP
  matchError(error, { ...complete, WRONG_TOTP: () => 4 }, () => 0);
  // @ts-expect-error no fallback: servers grow
  matchError(error, complete);
}
// @ts-expect-error no such root field
resultOf(data, 'usersLogout', 'userSession');
// @ts-expect-error no such field of the payload
resultOf(data, 'usersLogin', 'session');
declare const withoutErrorsSelected: { usersLogin: { userSession: string } } | undefined;
// @ts-expect-error the errors were not selected
resultOf(withoutErrorsSelected, 'usersLogin', 'userSession');

// An alias is no name of a mutation: any code, as with result.
declare const two: TwoRootFieldsMutation | null;
const settings = resultOf(two, 'settings', 'applicationSettings');
if (!settings.ok) matchError(settings.errors[0], { INVALID_SETTING: () => 1 }, () => 0) satisfies number;
// A mutation that declares none has none to handle.
const none = createResultOf<{ usersRegister: never }>()({} as RegisterMutation, 'usersRegister', 'userSession');
if (!none.ok) {
  matchError(none.errors[0], {}, () => 0) satisfies number;
  // @ts-expect-error there is no code to handle
  matchError(none.errors[0], { MFA_FAILED: () => 1 }, () => 0);
}

// isKnownErrorCode narrows.
declare const code: string;
if (isKnownErrorCode(code)) code satisfies KnownErrorCode;
// What arrives may be another code.
code satisfies ReceivedErrorCode;
// @ts-expect-error it need not be a known one
anyError.errorCode satisfies KnownErrorCode;

// The client's categories are the catalogue's: both ways.
({}) as ErrorCategory satisfies CatalogueCategory;
({}) as CatalogueCategory satisfies ErrorCategory;

// The languages that are shipped: complete, and without a code that is gone.
({}) as keyof typeof en.codes satisfies KnownErrorCode;
({}) as keyof typeof de.codes satisfies KnownErrorCode;
createMessages(en);
createMessages(de);

// A language that forgets a code, a category, a sentence or a validation.
const { WRONG_TOTP: _code, ...codes } = en.codes;
// @ts-expect-error WRONG_TOTP is missing
createMessages({ ...en, codes });
const { flow: _category, ...categories } = en.categories;
// @ts-expect-error flow is missing
createMessages({ ...en, categories });
const { taken: _validation, ...validations } = en.validations;
// @ts-expect-error taken is missing
createMessages({ ...en, validations });
// @ts-expect-error a title alone
createMessages({ ...en, codes: { ...en.codes, WRONG_TOTP: { title: 'Wrong code' } } });
// Codes of the host are welcome.
createMessages({ ...en, codes: { ...en.codes, QUOTA_EXCEEDED: { title: 'Full', sentence: 'Delete something.' } } });

const { message } = createMessages(en);
message(anyError).sentence satisfies string;
message(undefined).title satisfies string;
