import type { Payload, PayloadError } from './payload-error.js';
import { result, type ErrorOf, type Result } from './result.js';

declare const declaredCodes: unique symbol;
declare const detailTypes: unique symbol;

/**
 * An error whose type includes the codes that its mutation declares. `matchError` requires a
 * handler for each of them.
 */
export type DeclaredError<Codes extends string = string, ErrorType extends PayloadError = PayloadError> = ErrorType & {
  /** Absent at run time: it carries the codes from `resultOf` to `matchError`. */
  readonly [declaredCodes]?: Codes;
};

/**
 * An error whose type includes the types of the details by code. `matchError` passes handlers an
 * error with these details.
 */
export type DetailedError<Details, ErrorType extends PayloadError = PayloadError> = ErrorType & {
  /** Absent at run time: it carries the types from `resultOf` to `matchError`. */
  readonly [detailTypes]?: Details;
};

/** The types of the details by code of a {@link DetailedError}; `unknown` for other errors. */
export type DetailTypesOf<ErrorType> = ErrorType extends { readonly [detailTypes]?: infer Details }
  ? Exclude<Details, undefined>
  : unknown;

/** The codes of a {@link DeclaredError}; `unknown` for other errors. */
export type DeclaredCodesOf<ErrorType> = ErrorType extends { readonly [declaredCodes]?: infer Codes }
  ? // Without exactOptionalPropertyTypes, the inferred type includes undefined.
    Exclude<Codes, undefined>
  : unknown;

/** The names of the fields of a response's `data` that are payloads. */
export type PayloadFieldName<Data> = {
  [Field in keyof Data]-?: NonNullable<Data[Field]> extends Payload ? Field : never;
}[keyof Data];

/** The type of the payload in one field of a response's `data`. */
export type PayloadOf<Data, Field extends keyof Data> = Extract<NonNullable<Data[Field]>, Payload>;

/**
 * The type of the errors in one field of a response's `data`: a {@link DeclaredError} when
 * `Declared` has the field, and a {@link DetailedError} when there are `Details`.
 */
export type DeclaredErrorOf<Declared, Data, Field extends keyof Data, Details = unknown> =
  ErrorOf<PayloadOf<Data, Field>> extends infer Selected extends PayloadError
    ? (unknown extends Details ? Selected : DetailedError<Details, Selected>) extends infer ErrorType extends
        PayloadError
      ? Field extends keyof Declared
        ? DeclaredError<Extract<Declared[Field], string>, ErrorType>
        : ErrorType
      : never
    : never;

/** The function that {@link createResultOf} returns. */
export interface ResultOf<Declared, Details = unknown> {
  /** Returns the outcome of the mutation in the field. On success, the value is the payload. */
  <Data, Field extends PayloadFieldName<Data>>(
    data: Data | null | undefined,
    field: Field,
  ): Result<PayloadOf<Data, Field>, DeclaredErrorOf<Declared, Data, Field, Details>>;
  /** Returns the outcome of the mutation in the field. On success, the value is `payload[key]`. */
  <Data, Field extends PayloadFieldName<Data>, Key extends Exclude<keyof PayloadOf<Data, Field>, 'errors'>>(
    data: Data | null | undefined,
    field: Field,
    key: Key,
  ): Result<NonNullable<PayloadOf<Data, Field>[Key]>, DeclaredErrorOf<Declared, Data, Field, Details>>;
}

/**
 * Creates a version of `result` for the root fields of `data`. The type of its errors includes the
 * codes that the mutation declares with `@errors`.
 *
 * @typeParam Declared the codes by mutation: `DeclaredErrorCodes`, which
 * `graphql-error-codes/codegen` generates. Errors of other fields, such as aliases, have the same
 * type as with `result`.
 * @typeParam Details the names of the types that details of a code have: `ErrorDetails`, which the
 * same plugin generates. Handlers of `matchError` then receive an error with these details.
 * @example
 * export const resultOf = createResultOf<DeclaredErrorCodes, ErrorDetails>(); // once
 * const login = resultOf(data, 'usersLogin', 'userSession');
 */
export function createResultOf<Declared, Details = unknown>(): ResultOf<Declared, Details> {
  // The signatures of ResultOf check the arguments. `Data` is unknown here, so nothing else can.
  return (data: unknown, field: unknown, key?: unknown) =>
    result((data as Record<PropertyKey, Payload> | null | undefined)?.[field as PropertyKey], key as never) as never;
}
