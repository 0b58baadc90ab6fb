import type { CheckedField, ErrorOf, Unmask } from './checked-payload.js';
import type { Payload, PayloadError } from './payload-error.js';
import { readPayload, type Result } from './result.js';
import { isKey } from './values.js';

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

/** The type of the payload in one field of a response's `data`. */
export type PayloadOf<Data, Field extends keyof Data> = NonNullable<Data[Field]>;

/**
 * The type of the errors in one field of a response's `data`: a {@link DeclaredError} when
 * `Declared` has the field, and a {@link DetailedError} when there are `Details`.
 */
export type DeclaredErrorOf<Declared, Data, Field extends keyof Data, Details = unknown, Unmasking = undefined> =
  ErrorOf<PayloadOf<Data, Field>, Unmasking> extends infer Selected extends PayloadError
    ? (unknown extends Details ? Selected : DetailedError<Details, Selected>) extends infer ErrorType extends
        PayloadError
      ? Field extends keyof Declared
        ? DeclaredError<Extract<Declared[Field], string>, ErrorType>
        : ErrorType
      : never
    : never;

/** The function that {@link createResultOf} returns. */
export interface ResultOf<Declared, Details = unknown, Unmasking = undefined> {
  /** Returns the outcome of the mutation in the field. On success, the value is the payload. */
  <Data, Field extends keyof Data>(
    data: Data | null | undefined,
    field: CheckedField<Data, Field, Unmasking>,
  ): Result<PayloadOf<Data, Field>, DeclaredErrorOf<Declared, Data, Field, Details, Unmasking>>;
  /** Returns the outcome of the mutation in the field. On success, the value is `payload[key]`. */
  <Data, Field extends keyof Data, Key extends Exclude<keyof PayloadOf<Data, Field>, 'errors'>>(
    data: Data | null | undefined,
    field: CheckedField<Data, Field, Unmasking>,
    key: Key,
  ): Result<NonNullable<PayloadOf<Data, Field>[Key]>, DeclaredErrorOf<Declared, Data, Field, Details, Unmasking>>;
}

/** The options of {@link createResultOf}. */
export interface ResultOfOptions<Unmasking> {
  /**
   * Reads the fragment of an error that is masked: `getFragmentData` of the client preset,
   * `readFragment` of gql.tada, or `readInlineData` of Relay. Called for each error that is not
   * null.
   */
  readonly unmask: Unmasking;
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
export function createResultOf<Declared, Details = unknown>(): ResultOf<Declared, Details>;
/**
 * Creates a version of `result` for tools that mask fragments.
 *
 * @typeParam Unmasking `typeof unmask`; inferred where no other type is passed
 * @example
 * const unmask = (error: FragmentType<typeof PayloadErrorFragmentDoc>) =>
 *   getFragmentData(PayloadErrorFragmentDoc, error);
 * const resultOf = createResultOf<DeclaredErrorCodes, ErrorDetails, typeof unmask>({ unmask });
 */
export function createResultOf<Declared, Details = unknown, Unmasking extends Unmask = Unmask>(
  options: ResultOfOptions<Unmasking>,
): ResultOf<Declared, Details, Unmasking>;
export function createResultOf(options?: ResultOfOptions<Unmask>) {
  // The signatures of ResultOf check the arguments. `Data` is unknown here, so nothing else can.
  return (data: unknown, field: PropertyKey, key?: PropertyKey) =>
    readPayload(
      (data as Readonly<Record<PropertyKey, Payload>> | null | undefined)?.[isKey(field) ? field : ''],
      key,
      options?.unmask as ((error: PayloadError) => PayloadError) | undefined,
    ) as never;
}
