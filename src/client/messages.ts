import { errorCategories as builtInCategories, type ErrorCategory } from '../generated/error-categories.js';
import type { FieldErrors } from './field-errors.js';
import type { KnownErrorCode } from './known-error-code.js';
import type { PayloadError } from './payload-error.js';
import { fillPlaceholders } from './placeholders.js';
import { isObject, isString, ownProperty } from './values.js';

/**
 * A text for the user: a short title, and a sentence that says what happened and what to do.
 * Returned by `message`; in a file of texts, both may contain placeholders such as `{seconds}`.
 */
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

/** The texts of one language that do not depend on categories. */
export interface MessagesOfCodes<Code extends string> {
  /** The language of the texts, such as "de", for numbers and plurals in them. */
  readonly locale?: string | undefined;
  readonly codes: Readonly<Record<Code, Message>>;
  /** For unknown codes, and for unexpected failures, which have no code. */
  readonly generic: Message;
  /** By type, with `invalid` for unknown types. Without them, fields have the generic sentence. */
  readonly validations?: Readonly<Record<string, string> & Record<'invalid', string>> | undefined;
}

/** The texts of one language when the types do not include the categories of the codes. */
export interface MessagesOfAnyCategories<Code extends string> extends MessagesOfCodes<Code> {
  readonly categories?: Readonly<Record<string, Message>> | undefined;
}

/** The texts of one language, with one for each category. */
export interface MessagesOfCategories<Code extends string, Category extends string> extends MessagesOfCodes<Code> {
  readonly categories: Readonly<Record<Category, Message>>;
}

/** Requires the texts of all {@link KnownValidation}s when `Code` includes the built-in codes. */
export type RequiredValidations<Code extends string> = [KnownErrorCode] extends [Code]
  ? { readonly validations: Readonly<Record<KnownValidation, string>> & Readonly<Record<string, string>> }
  : unknown;

/** Whether a type consists of the names of categories. */
export type HasCategories<Category extends string> = [Category] extends [never]
  ? false
  : string extends Category
    ? false
    : true;

/** The built-in categories when `Code` includes the built-in codes; else none. */
export type KnownCategory<Code extends string> = [KnownErrorCode] extends [Code] ? ErrorCategory : never;

/**
 * All texts of one language, in the format of `graphql-error-codes/messages/en.json`. You can add
 * your own validations.
 *
 * @typeParam Code the codes that must have a text: those of the package by default
 * @typeParam Category the categories that must have a text. Without them, `categories` is optional.
 */
export type Messages<
  Code extends string = KnownErrorCode,
  Category extends string = KnownCategory<Code>,
> = RequiredValidations<Code> &
  (HasCategories<Category> extends true ? MessagesOfCategories<Code, Category> : MessagesOfAnyCategories<Code>);

/** What is wrong with the names in one section of the texts, as the compiler prints it. */
export type NameMistake<Kind extends string, Texts, Name extends string> =
  | `no text for the ${Kind} ${Exclude<Name, keyof Texts>}`
  | `${Exclude<Extract<keyof Texts, string>, Name>} is not a ${Kind}: remove its text`;

/** What is wrong with the members of the texts, such as `local` in place of `locale`. */
export type MemberMistake<Texts> = string extends keyof Texts
  ? never
  : `${Exclude<Extract<keyof Texts, string>, keyof MessagesOfAnyCategories<string>>} is not locale, codes, categories, generic or validations: rename or remove it`;

/**
 * What is wrong with the names of members, codes and categories: one sentence for each.
 *
 * @typeParam Mapped whether the types include the category of each code. Without any category, all
 * texts of categories are then stale.
 */
export type MessagesMistake<
  Texts extends MessagesOfAnyCategories<string>,
  Code extends string,
  Category extends string,
  Mapped extends boolean = false,
> =
  | MemberMistake<Texts>
  | NameMistake<'code', Texts['codes'], Code>
  | ((Mapped extends true ? (string extends Category ? false : true) : HasCategories<Category>) extends true
      ? NameMistake<'category', Texts['categories'], Category>
      : never);

/**
 * The type that texts must have. For missing and stale texts, that is a sentence which names the
 * code or the category. An excess property check would not apply to imported JSON.
 */
export type CheckedMessages<
  Texts,
  Code extends string,
  Category extends string,
  Mapped extends boolean = false,
> = Texts extends MessagesOfAnyCategories<string> & RequiredValidations<Code>
  ? [MessagesMistake<Texts, Code, Category, Mapped>] extends [never]
    ? Texts
    : // The template makes the compiler print the sentences, not the name of the type.
      `createMessages: ${MessagesMistake<Texts, Code, Category, Mapped>}`
  : Messages<Code, Category>;

/** The functions that {@link createMessages} returns. */
export interface MessageLookup {
  /**
   * Returns the message for an error: that of its code, else of the code's category, else the
   * generic one. Placeholders are filled from the details of the error. A title or a sentence that
   * cannot be filled is replaced by that of the category, else the generic one. Never returns
   * undefined.
   */
  readonly message: (error: Pick<PayloadError, 'errorCode' | 'details'> | null | undefined) => Message;
  /**
   * Returns one text for each field, as forms expect. Unknown validations have the text of
   * `invalid`, and without texts for validations the generic sentence.
   */
  readonly fieldMessages: (fields: FieldErrors) => Readonly<Record<string, string>>;
}

/** Whether a value is a text: files of texts may be written by hand. */
const isMessage = (value: unknown): value is Message =>
  isObject(value) && isString(value.title) && isString(value.sentence);

/**
 * Returns the functions that look up the texts of one language.
 *
 * @typeParam Code the codes that must have a text: those of the package by default
 * @typeParam Category the categories that must have a text
 * @example
 * import en from 'graphql-error-codes/messages/en.json' with { type: 'json' };
 * const { message, fieldMessages } = createMessages(en);
 */
export function createMessages<
  Code extends string = KnownErrorCode,
  Category extends string = KnownCategory<Code>,
  Texts = Messages<Code, Category>,
>(messages: CheckedMessages<Texts, NoInfer<Code>, NoInfer<Category>>): MessageLookup;
/**
 * Returns the functions that look up the texts of one language, for your own codes.
 *
 * @typeParam Code the codes that must have a text. Inferred from `errorCategories`.
 * @typeParam Category the categories that must have a text. Inferred from `errorCategories`.
 * @param errorCategories the category of each of your codes, which `graphql-error-codes/codegen`
 * generates; those of the built-in codes when undefined
 * @example
 * import { errorCategories } from './generated/graphql.js';
 * import texts from './messages/en.json' with { type: 'json' };
 * const { message, fieldMessages } = createMessages(texts, errorCategories);
 */
export function createMessages<
  Code extends string = KnownErrorCode,
  // Null is inferred from a map without any category.
  Category extends string | null = KnownCategory<Code>,
  Texts = Messages<Code, NonNullable<Category>>,
>(
  messages: CheckedMessages<Texts, NoInfer<Code>, NonNullable<NoInfer<Category>>, true>,
  errorCategories: Readonly<Record<Code, Category | null>> | undefined,
): MessageLookup;
export function createMessages(
  messages: unknown,
  errorCategories: Readonly<Record<string, string | null>> = builtInCategories,
): MessageLookup {
  // The signature above has checked the texts of TypeScript callers.
  if (!isObject(messages) || !isMessage(messages.generic)) {
    throw new TypeError('createMessages expects texts with "generic", as in messages/en.json.');
  }
  const {
    codes,
    categories,
    generic,
    validations = { invalid: generic.sentence },
    locale,
  } = messages as unknown as MessagesOfAnyCategories<string>;
  return {
    message: (error) => {
      const code = error?.errorCode as string;
      const candidates = [
        ownProperty(codes, code),
        ownProperty(categories, ownProperty(errorCategories, code) as string),
        generic,
      ].filter(isMessage) as unknown as readonly [Message, ...Message[]];
      const fill = (part: keyof Message): string => {
        for (const text of candidates) {
          try {
            return fillPlaceholders(text[part], error?.details, locale);
          } catch {
            // A detail is missing, or the engine has no Intl.PluralRules. Showing an error must not
            // fail: the next text may have no placeholders.
          }
        }
        return '';
      };
      const [text] = candidates;
      return /\{/.test(text.title + text.sentence) ? { title: fill('title'), sentence: fill('sentence') } : text;
    },
    fieldMessages: (fields) =>
      Object.fromEntries(
        Object.entries(fields ?? {}).map(([attribute, types]) => [
          attribute,
          [
            ...new Set(
              (Array.isArray(types) ? (types as readonly string[]) : []).map(
                (type) => ownProperty(validations, type) ?? validations.invalid,
              ),
            ),
          ].join(' '),
        ]),
      ),
  };
}
