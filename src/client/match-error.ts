import type { DeclaredCodesOf, DetailTypesOf } from './declared-result.js';
import type { PayloadError } from './payload-error.js';
import { ownProperty } from './values.js';

/**
 * A detail if its `__typename` can be `Name`; else `never`. A detail whose type does not include
 * `__typename` stays as it is, and so does null.
 */
export type DetailOfType<Detail, Name> = Detail extends { readonly __typename?: infer Typename }
  ? // A type written by hand may have `string`, of which Name is a part.
    [Extract<Typename, Name> | Extract<Name, Typename>] extends [never]
    ? never
    : Detail
  : Detail;

/** The details, limited to those of the type `Name`. Lists and null stay as they were selected. */
export type DetailsOfType<Details, Name> = { [Index in keyof Details]: DetailOfType<Details[Index], Name> };

/** The error that the handler of a code receives. Its details have the types of that code. */
export type HandledError<ErrorType extends PayloadError, Code extends string> =
  DetailTypesOf<ErrorType> extends Readonly<Record<Code, infer Name>>
    ? { [Key in keyof ErrorType]: Key extends 'details' ? DetailsOfType<ErrorType[Key], Name> : ErrorType[Key] }
    : ErrorType;

/**
 * A handler for each code. An error of `resultOf` requires a handler for every code that its
 * mutation declares. For other errors, handlers are optional, for the codes in the type of
 * `errorCode`.
 */
export type ErrorHandlers<ErrorType extends PayloadError> =
  DeclaredCodesOf<ErrorType> extends string
    ? {
        readonly [Code in DeclaredCodesOf<ErrorType> & string]: (error: HandledError<ErrorType, Code>) => unknown;
      }
    : {
        readonly [Code in `${NonNullable<ErrorType['errorCode']>}`]?: (error: HandledError<ErrorType, Code>) => unknown;
      };

declare const undeclared: unique symbol;

/** What the compiler prints for a handler of a code that the mutation does not declare. */
export interface UndeclaredHandler<Code, Declared> {
  (error: never): unknown;
  readonly [undeclared]: readonly [Code, Declared];
}

/** The type that handlers must have: {@link UndeclaredHandler} for codes that are not allowed. */
export type CheckedHandlers<Handlers, Allowed> = {
  readonly [Code in keyof Handlers]: Code extends keyof Allowed
    ? Handlers[Code]
    : UndeclaredHandler<Code, keyof Allowed>;
};

/** The type that the handlers return. */
export type HandlerReturn<Handlers> = {
  [Code in keyof Handlers]: Handlers[Code] extends (error: never) => infer Returned ? Returned : never;
}[keyof Handlers];

/**
 * Calls the handler for the error's code, or the fallback.
 *
 * @typeParam Handlers a handler for each declared code, or for some of the possible codes
 * @param error may be null or undefined: an unexpected failure has no errors
 * @param fallback called for a code without a handler, and without an error. It is required even
 * when every declared code has a handler, because the server may add codes later.
 * @throws TypeError when the fallback is not a function.
 * @returns what the handler or the fallback returns.
 * @example
 * if (!login.ok) {
 *   matchError(login.errors[0], { MFA_FAILED: askForCode }, (error) => toast(message(error)));
 * }
 */
export function matchError<ErrorType extends PayloadError, Handlers extends ErrorHandlers<ErrorType>, FallbackReturn>(
  error: ErrorType | null | undefined,
  handlers: CheckedHandlers<Handlers, ErrorHandlers<ErrorType>>,
  fallback: (error: ErrorType | undefined) => FallbackReturn,
): HandlerReturn<Handlers> | FallbackReturn {
  if (typeof fallback !== 'function') throw new TypeError('matchError: fallback must be a function');
  if (!error) return fallback(undefined);
  // The code may be any string, which an object of known codes cannot be indexed with. The handlers
  // of some codes receive the same error with narrower details.
  const handler = ownProperty(
    handlers as unknown as Readonly<Record<string, (error: ErrorType) => HandlerReturn<Handlers>>>,
    error.errorCode as string,
  );
  return (typeof handler === 'function' ? handler : fallback)(error);
}
