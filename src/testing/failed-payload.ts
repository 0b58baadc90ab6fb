import type { ActiveModelError, MessageError } from '../failures/payload.js';
import type { ErrorCodeName } from '../generated/error-code-name.js';

/** The names of the types in a mock, where the schema renames them. */
export interface MockTypeNames {
  /** Defaults to `Error`. */
  readonly Error?: string;
  /** Defaults to `ActiveModelError`. */
  readonly ActiveModelError?: string;
  /** Defaults to `MessageError`. */
  readonly MessageError?: string;
}

/** The name of a type in a mock. */
export type MockTypeName<Names extends MockTypeNames, Type extends keyof MockTypeNames> =
  Names extends Readonly<Record<Type, infer Name extends string>> ? Name : Type;

/** A detail of a mock. A detail of a host has its `__typename`. */
export type MockableDetail = ActiveModelError | MessageError | { readonly __typename: string };

/**
 * The details of one type. A detail of the module may omit its `__typename`, which the mock adds.
 *
 * @typeParam Type the type as the generated `ErrorDetails` has it: an interface on a server, a name
 * in a client
 */
export type MockDetailOfType<Names extends MockTypeNames, Type> = Type extends string
  ? | { readonly __typename: Type }
    | (Type extends MockTypeName<Names, 'ActiveModelError'> ? NamedDetail<ActiveModelError, Type> : never)
    | (Type extends MockTypeName<Names, 'MessageError'> ? NamedDetail<MessageError, Type> : never)
  : Type extends { readonly __typename: string }
    ? Type
    : Type extends ActiveModelError
      ? NamedDetail<Type, MockTypeName<Names, 'ActiveModelError'>>
      : Type extends MessageError
        ? NamedDetail<Type, MockTypeName<Names, 'MessageError'>>
        : // A type that the schema does not have is unknown in `ErrorDetails`.
          MockableDetail;

/** A detail whose `__typename`, if it has one, is `Name`. */
export type NamedDetail<Detail, Name extends string> = Detail & { readonly __typename?: Name };

/** The details that a code may have: of any type where `Details` does not have the code. */
export type MockDetailOfCode<Code extends string, Names extends MockTypeNames, Details> = Code extends unknown
  ? `${Code}` extends keyof Details
    ? MockDetailOfType<Names, Details[`${Code}`]>
    : MockableDetail
  : never;

/** JSON without `readonly`, as in the types that graphql-codegen generates. */
export type MutableJson<Value> = Value extends object
  ? { -readonly [Key in keyof Value]: MutableJson<Value[Key]> }
  : Value;

/** A detail as a client receives it: with its `__typename`. */
export type MockDetail<Detail extends MockableDetail, Names extends MockTypeNames = {}> = Detail extends {
  readonly __typename: string;
}
  ? MutableJson<Detail>
  : Detail extends ActiveModelError
    ? { __typename: MockTypeName<Names, 'ActiveModelError'>; attribute: string; type: string }
    : { __typename: MockTypeName<Names, 'MessageError'>; message: string };

/** An error as a client receives it. */
export interface MockError<Code extends string, Detail extends MockableDetail, Names extends MockTypeNames = {}> {
  __typename: MockTypeName<Names, 'Error'>;
  errorCode: Code;
  details: MockDetail<Detail, Names>[];
}

/**
 * The `errors` of a failed payload as a client receives them. The lists are mutable, as in the
 * types that graphql-codegen generates.
 */
export interface MockPayload<Code extends string, Detail extends MockableDetail, Names extends MockTypeNames = {}> {
  errors: MockError<Code, Detail, Names>[];
}

/** A function such as {@link failedPayload}, for codes and types of a schema. */
export type FailedPayload<Codes extends string, Names extends MockTypeNames = {}, Details = {}> = <
  const Code extends Codes,
  const Given extends readonly Extract<MockDetailOfCode<Code, Names, Details>, MockableDetail>[],
>(
  code: Code,
  ...details: Given
) => MockPayload<Code, Given[number], Names>;

/** A map of codes to details. The names of renamed types are no such map: they are an argument. */
export type MockDetails = object & { readonly [Type in keyof MockTypeNames]?: never };

/**
 * Creates a {@link failedPayload} for codes of your own.
 *
 * @typeParam Codes the names of the codes
 * @typeParam Details the details by code: `ErrorDetails`, which `graphql-error-codes/codegen`
 * generates for a server or a client. Details of another type do not compile.
 * @example
 * const failedPayload = createFailedPayload<ErrorCodeName, ErrorDetails>();
 */
export function createFailedPayload<Codes extends string, Details extends MockDetails = {}>(): FailedPayload<
  Codes,
  {},
  Details
>;
/**
 * Creates a {@link failedPayload} for a schema that renames the module's types.
 *
 * @typeParam Codes the names of the codes
 * @typeParam Names the names of the types
 * @typeParam Details the details by code: `ErrorDetails`, which `graphql-error-codes/codegen`
 * generates
 * @example
 * const typeNames = { Error: 'ShopError' } as const;
 * const failedPayload = createFailedPayload<ShopCode, typeof typeNames>(typeNames);
 */
export function createFailedPayload<
  Codes extends string,
  Names extends MockTypeNames,
  Details extends MockDetails = {},
>(typeNames: Names): FailedPayload<Codes, Names, Details>;
export function createFailedPayload(typeNames?: MockTypeNames | null): FailedPayload<string> {
  const { Error = 'Error', ActiveModelError = 'ActiveModelError', MessageError = 'MessageError' } = typeNames ?? {};
  const typed = (detail: MockableDetail): object => ({
    __typename:
      typeof detail === 'object' && detail !== null && 'attribute' in detail ? ActiveModelError : MessageError,
    // The details of a host have a __typename of their own.
    ...detail,
  });
  return (errorCode, ...details) =>
    // The names are in the signatures.
    ({ errors: [{ __typename: Error, errorCode, details: details.map(typed) }] }) as never;
}

/**
 * Returns a failed payload as a client receives it, for mocks of MSW, Storybook or Apollo Client:
 * with the `__typename` of the error and of its details. Add the payload's own fields, which are
 * null in a failure, and its `__typename` where the client selects it.
 *
 * @param code the public name of a code: clients never receive internal values
 * @example
 * const usersLogin = {
 *   __typename: 'UsersLoginPayload',
 *   ...failedPayload('INVALID_LOGIN_DATA', { attribute: 'email', type: 'invalid' }),
 *   userSession: null,
 * };
 */
export const failedPayload: FailedPayload<ErrorCodeName> = /* @__PURE__ */ createFailedPayload<ErrorCodeName>();
