import type { Payload, PayloadError } from './payload-error.js';
import { result, type ErrorOf, type Result } from './result.js';

declare const declaredCodes: unique symbol;

/** An error of which the types know what codes its mutation declares: `matchError` wants a handler for each of them. */
export type DeclaredError<Codes extends string = string, Problem extends PayloadError = PayloadError> = Problem & {
  /** Never there: it carries the codes from `resultOf` to `matchError`, for the compiler alone. */
  readonly [declaredCodes]?: Codes;
};

/** The codes of a `DeclaredError`; `unknown` for other errors. */
export type DeclaredCodesOf<Problem> = Problem extends { readonly [declaredCodes]?: infer Codes }
  ? Exclude<Codes, undefined>
  : unknown;

/** The fields of a response's `data` that are payloads. */
type PayloadField<Data> = {
  [Field in keyof Data]-?: NonNullable<Data[Field]> extends Payload ? Field : never;
}[keyof Data];

type PayloadAt<Data, Field extends keyof Data> = Extract<NonNullable<Data[Field]>, Payload>;

type ErrorAt<Declared, Data, Field extends keyof Data> =
  ErrorOf<PayloadAt<Data, Field>> extends infer Problem extends PayloadError
    ? Field extends keyof Declared
      ? DeclaredError<Extract<Declared[Field], string>, Problem>
      : Problem
    : never;

/** See {@link createResultOf}. */
export interface ResultOf<Declared> {
  <Data, Field extends PayloadField<Data>>(
    data: Data | null | undefined,
    field: Field,
  ): Result<PayloadAt<Data, Field>, ErrorAt<Declared, Data, Field>>;
  <Data, Field extends PayloadField<Data>, Key extends Exclude<keyof PayloadAt<Data, Field>, 'errors'>>(
    data: Data | null | undefined,
    field: Field,
    key: Key,
  ): Result<NonNullable<PayloadAt<Data, Field>[Key]>, ErrorAt<Declared, Data, Field>>;
}

/**
 * `result` for one root field of `data`, where the errors know which codes their mutation declares with `@errors`.
 *
 * @typeParam Declared the codes by mutation: `DeclaredErrorCodes`, which `graphql-error-codes/codegen` generates. The fields that are not in
 * it, as those under an alias, are as with `result`.
 * @example
 * export const resultOf = createResultOf<DeclaredErrorCodes>(); // once
 * const login = resultOf(data, 'usersLogin', 'userSession');
 */
export function createResultOf<Declared>(): ResultOf<Declared> {
  // What `data` holds, the signatures of ResultOf have checked by now; they say more than an implementation can follow.
  return (data: unknown, field: unknown, key?: unknown) =>
    result((data as Record<PropertyKey, Payload> | null | undefined)?.[field as PropertyKey], key as never) as never;
}
