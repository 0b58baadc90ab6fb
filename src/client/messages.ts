import { errorCategories } from '../generated/error-categories.js';
import type { FieldErrors } from './field-errors.js';
import { isKnownErrorCode, type ErrorCategory, type KnownErrorCode } from './known-error-code.js';
import type { PayloadError } from './payload-error.js';

/** What to tell a person: a title of a few words, and a sentence that says what happened and what to do. */
export interface Message {
  readonly title: string;
  readonly sentence: string;
}

/** The validations that have a text of their own. */
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

/** All texts of one language, as `graphql-error-codes/messages/en.json` has them. Codes and validations of your own may be added. */
export interface Messages {
  readonly codes: Readonly<Record<KnownErrorCode, Message>> & Readonly<Record<string, Message>>;
  readonly categories: Readonly<Record<ErrorCategory, Message>>;
  /** For a code that is newer than this client, and where there is no code at all. */
  readonly generic: Message;
  readonly validations: Readonly<Record<KnownValidation, string>> & Readonly<Record<string, string>>;
}

/** See {@link createMessages}. */
export interface MessageLookup {
  /** The text for an error: of its code, else of the code's category, else the generic one. It is never absent, whatever the server sends. */
  readonly message: (error: Pick<PayloadError, 'errorCode'> | null | undefined) => Message;
  /** One text for each field, as forms want them. A validation that has no text of its own gets that of `invalid`. */
  readonly fieldMessages: (fields: FieldErrors) => Readonly<Record<string, string>>;
}

/**
 * Finds the texts of one language.
 *
 * @example
 * import en from 'graphql-error-codes/messages/en.json' with { type: 'json' };
 * const { message, fieldMessages } = createMessages(en);
 */
export function createMessages({ codes, categories, generic, validations }: Messages): MessageLookup {
  const categoryMessage = (code: string | undefined) =>
    isKnownErrorCode(code) ? own(categories, errorCategories[code]) : undefined;
  const validationMessage = (type: string) => own(validations, type) ?? validations.invalid;
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

/** What the texts have for the key. They may come from elsewhere than from a checked file, and a code may be called "constructor". */
const own = <Text>(texts: Readonly<Record<string, Text>>, key: string): Text | undefined =>
  Object.hasOwn(texts, key) ? texts[key] : undefined;
