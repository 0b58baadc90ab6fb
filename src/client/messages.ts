import { errorCategories, type ErrorCategory } from '../generated/error-categories.js';
import type { FieldErrors } from './field-errors.js';
import { isKnownErrorCode, type KnownErrorCode } from './known-error-code.js';
import type { PayloadError } from './payload-error.js';

/** A text for the user: a short title, and a sentence that says what happened and what to do. */
export interface Message {
  readonly title: string;
  readonly sentence: string;
}

/** The validations that have their own text. */
export type KnownValidation =
  | 'blank'
  | 'confirmation'
  | 'inclusion'
  | 'invalid'
  | 'mfa_required'
  | 'taken'
  | 'too_long'
  | 'too_short'
  | 'unmodifiable';

/**
 * All texts of one language, in the format of `graphql-error-codes/messages/en.json`. You can add
 * your own codes and validations.
 */
export interface Messages {
  readonly codes: Readonly<Record<KnownErrorCode, Message>> & Readonly<Record<string, Message>>;
  readonly categories: Readonly<Record<ErrorCategory, Message>>;
  /** For unknown codes, and for unexpected failures, which have no code. */
  readonly generic: Message;
  readonly validations: Readonly<Record<KnownValidation, string>> & Readonly<Record<string, string>>;
}

/** The functions that {@link createMessages} returns. */
export interface MessageLookup {
  /**
   * Returns the message for an error: that of its code, else of the code's category, else the
   * generic one. Never returns undefined.
   */
  readonly message: (error: Pick<PayloadError, 'errorCode'> | null | undefined) => Message;
  /**
   * Returns one text for each field, as forms expect. Unknown validations have the text of
   * `invalid`.
   */
  readonly fieldMessages: (fields: FieldErrors) => Readonly<Record<string, string>>;
}

/** Codes come from the server: "constructor" must not select an inherited property. */
const own = <Text>(texts: Readonly<Record<string, Text>>, key: string): Text | undefined =>
  Object.hasOwn(texts, key) ? texts[key] : undefined;

/**
 * Returns the functions that look up the texts of one language.
 *
 * @example
 * import en from 'graphql-error-codes/messages/en.json' with { type: 'json' };
 * const { message, fieldMessages } = createMessages(en);
 */
export function createMessages(messages: Messages): MessageLookup {
  const { codes, categories, generic, validations } = messages;
  // A language file that was not type-checked may lack a category.
  const categoryMessage = (code: string | undefined): Message | undefined =>
    isKnownErrorCode(code) ? categories[errorCategories[code]] : undefined;
  const validationMessage = (type: string): string => own(validations, type) ?? validations.invalid;
  return {
    message: (error) => (error && own(codes, error.errorCode)) ?? categoryMessage(error?.errorCode) ?? generic,
    fieldMessages: (fields) =>
      Object.fromEntries(
        Object.entries(fields).map(([attribute, types]) => [
          attribute,
          [...new Set(types.map(validationMessage))].join(' '),
        ]),
      ),
  };
}
