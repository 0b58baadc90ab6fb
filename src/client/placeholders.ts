import type { PayloadError } from './payload-error.js';
import { isString, ownProperty } from './values.js';

/**
 * Matches `{name}` and `{name, plural, one {# item} other {# items}}`. Of any other format, such as
 * `{name, number}`, it matches the start up to the comma, which cannot be filled.
 */
const placeholder = /{\s*(\w+)\s*(?:}|(,)(?:\s*plural\s*,((?:[^{}]|{(?:[^{}]|{[^{}]*})*})*)})?)/g;

/** Matches `=0 {none}` and `one {# item}`. A text of a plural may contain placeholders. */
const pluralCase = /(\S+?)\s*{((?:[^{}]|{[^{}]*})*)}/g;

/**
 * Returns the text with its placeholders filled from the details of an error. Throws when one
 * cannot be filled: when no detail has its value, when a plural has no text for the number, or when
 * its format is not supported.
 */
export const fillPlaceholders = (text: string, details: PayloadError['details'], locale: string | undefined): string =>
  text.replace(placeholder, (_match, name: string, comma?: string, plural?: string) => {
    const value = details!
      .map((detail) => ownProperty(detail as Readonly<Record<string, unknown>>, name))
      .find(
        (found): found is string | number =>
          // An empty string would leave a gap in the text.
          (isString(found) ? found && !comma : Number.isFinite(found)) as boolean,
      )!;
    const formatted = value.toLocaleString(locale);
    if (!comma) return formatted;
    const cases: Record<string, string | undefined> = {};
    for (const [, key, words] of plural!.matchAll(pluralCase)) cases[key!] = words;
    const chosen = cases[`=${value}`] ?? cases[new Intl.PluralRules(locale).select(value as number)] ?? cases['other'];
    return fillPlaceholders(chosen!.replace(/#/g, formatted), details, locale);
  });
