import type { PayloadError } from './payload-error.js';
import { isString, ownProperty } from './values.js';

/** Matches `{name}` and `{name, plural, one {# item} other {# items}}`. */
const placeholder = /{\s*(\w+)\s*(?:,\s*plural\s*,((?:[^{}]|{(?:[^{}]|{[^{}]*})*})*))?}/g;

/** Matches `=0 {none}` and `one {# item}`. A text of a plural may contain placeholders. */
const pluralCase = /([^\s{}]+)\s*{((?:[^{}]|{[^{}]*})*)}/g;

/**
 * Returns the text with its placeholders filled from the details of an error. Throws when one
 * cannot be filled: when no detail has its value, or when a plural has no text for the number.
 */
export const fillPlaceholders = (text: string, details: PayloadError['details'], locale: string | undefined): string =>
  text.replace(placeholder, (_match, name: string, plural?: string) => {
    const value = details!
      .map((detail) => ownProperty(detail as Readonly<Record<string, unknown>>, name))
      .find((found): found is string | number => (!plural && isString(found)) || Number.isFinite(found))!;
    const formatted = value.toLocaleString(locale);
    if (!plural) return formatted;
    const cases = Object.fromEntries([...plural.matchAll(pluralCase)].map(([, key, words]) => [key, words]));
    const chosen = cases[`=${value}`] ?? cases[new Intl.PluralRules(locale).select(value as number)] ?? cases['other'];
    return fillPlaceholders(chosen!.replace(/#/g, formatted), details, locale);
  });
