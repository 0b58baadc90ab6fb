import type { PayloadError } from './payload-error.js';

/** The type of an item of a payload's `errors`, as it was selected. */
export type SelectedError<PayloadType> = unknown extends PayloadType
  ? PayloadError
  : PayloadType extends { readonly errors?: infer Errors }
    ? NonNullable<Errors> extends readonly (infer Item)[]
      ? NonNullable<Item>
      : null
    : null;

/** The keys that client preset, Apollo Client, Relay and gql.tada put in place of a fragment. */
export type MaskKey<Type> = Type extends object ? Extract<keyof Type, symbol | ` $fragment${string}`> : never;

/** Reads an error that a fragment masks. */
export type Unmask = (error: never) => PayloadError;

/** What is wrong with the errors of a payload that are read as they are. */
export type ErrorMistake<ErrorType> = 'errorCode' extends keyof ErrorType
  ? [ErrorType] extends [PayloadError]
    ? never
    : 'selects an errorCode that is not a string'
  : [MaskKey<ErrorType>] extends [never]
    ? 'selects errors without errorCode: add it, without an alias'
    : 'has masked errors: pass { unmask } to createResultOf, or turn masking off';

/** What is wrong with the errors of a payload that are unmasked first. */
export type MaskedErrorMistake<ErrorType, Unmasking extends Unmask> = [Parameters<Unmasking>[0]] extends [never]
  ? 'needs the third type parameter of createResultOf: typeof unmask'
  : [ErrorType] extends [Parameters<Unmasking>[0]]
    ? never
    : 'has errors that unmask does not accept: spread its fragment in them';

/**
 * What is wrong with the selection of a payload, as the end of a sentence that the compiler prints;
 * `never` when its errors can be read.
 *
 * @typeParam Unmasking the function that unmasks the errors, if there is one
 */
export type PayloadMistake<PayloadType, Unmasking = undefined> = 'errors' extends keyof PayloadType
  ? Unmasking extends Unmask
    ? MaskedErrorMistake<SelectedError<PayloadType>, Unmasking>
    : ErrorMistake<SelectedError<PayloadType>>
  : PayloadType extends readonly unknown[]
    ? 'is a list: read each of its payloads with result'
    : [MaskKey<PayloadType>] extends [never]
      ? 'does not select errors: add them, without an alias'
      : 'is masked by a fragment: select errors outside of it, or turn masking off';

/**
 * The type that a payload must have. Without readable errors, that is a sentence which says what
 * to change.
 */
export type CheckedPayload<PayloadType> = [PayloadMistake<PayloadType>] extends [never]
  ? PayloadType
  : `result: the payload ${PayloadMistake<PayloadType>}`;

/** The names of the fields of a response's `data` that are payloads with readable errors. */
export type PayloadFieldName<Data, Unmasking = undefined> = {
  [Field in keyof Data]-?: [PayloadMistake<NonNullable<Data[Field]>, Unmasking>] extends [never] ? Field : never;
}[keyof Data];

/**
 * The name that a field of `data` must have. For a field without readable errors, that is a
 * sentence which says what to change. For all fields, as in the suggestions of an editor, it is the
 * names of the payloads.
 */
export type CheckedField<Data, Field extends keyof Data, Unmasking = undefined> = [
  PayloadFieldName<Data, Unmasking> & Field,
] extends [never]
  ? `resultOf: ${Field & string} ${PayloadMistake<NonNullable<Data[Field]>, Unmasking>}`
  : PayloadFieldName<Data, Unmasking> & Field;

/** The type of the errors in a payload, after they were unmasked. */
export type ErrorOf<PayloadType, Unmasking = undefined> = Unmasking extends Unmask
  ? NonNullable<ReturnType<Unmasking>>
  : Extract<SelectedError<PayloadType>, PayloadError>;
