import { didYouMean } from '../../internal/did-you-mean.js';
import { inspect, inspectChoices } from '../../internal/inspect.js';

const pluralCategories: readonly string[] = ['zero', 'one', 'two', 'few', 'many', 'other'];

/** The plural categories of a language, each with the whole numbers up to 1000 that it has. */
const categoriesOf = (rules: Intl.PluralRules): ReadonlyMap<string, readonly number[]> => {
  const categories = new Map<string, number[]>(
    rules.resolvedOptions().pluralCategories.map((category) => [category, []]),
  );
  for (let number = 0; number <= 1000; number += 1) categories.get(rules.select(number))!.push(number);
  return categories;
};

/** Returns what is wrong with the name of a language; an empty string for nothing. */
export function localeMistake(locale: string): string {
  try {
    if (Intl.PluralRules.supportedLocalesOf(locale).length > 0) return '';
  } catch {
    // It is not even written like the tag of a language.
  }
  const dashed = locale.replaceAll('_', '-');
  const hint = dashed !== locale && localeMistake(dashed) === '' ? ` Did you mean ${inspect(dashed)}?` : '';
  return `must be the tag of a language, such as "de" or "pt-BR", got ${inspect(locale)}.${hint}`;
}

/** Returns the tag of a language in its usual spelling: `de-DE` for `de-de`. */
export const canonicalLocale = (locale: string): string => Intl.getCanonicalLocales(locale)[0] ?? locale;

/** Lists the first of some numbers: `2, 3, 4 and others`. */
const listNumbers = (numbers: readonly number[]): string =>
  numbers.slice(0, 3).join(', ') + (numbers.length > 3 ? ' and others' : '');

/**
 * Returns what is wrong with the cases of a plural, each as the end of a sentence.
 *
 * @param locale the language; `undefined` when it is unknown
 */
export function caseMistakes(cases: readonly string[], locale: string | undefined): string[] {
  const categories = categoriesOf(new Intl.PluralRules(locale ?? 'en'));
  const names = locale === undefined ? pluralCategories : [...categories.keys()];
  const mistakes: string[] = [];
  const ofLanguage = locale === undefined ? '' : ` of the language ${inspect(locale)}`;
  for (const key of cases) {
    if (names.includes(key) || /^=-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?$/.test(key)) continue;
    mistakes.push(
      `has the case ${inspect(key)}, which is not a plural category${ofLanguage}.` +
        (didYouMean(key, names) || ` Expected ${inspectChoices(names)}, or a number such as "=0".`),
    );
  }
  if (!cases.includes('other')) mistakes.push('has no case "other", which every plural must have.');
  if (locale === undefined) return mistakes;
  for (const [category, numbers] of categories) {
    // The rest is for fractions and for millions: "other" does.
    const uncovered = numbers.filter((number) => !cases.includes(`=${number}`));
    if (category === 'other' || cases.includes(category) || uncovered.length === 0) continue;
    mistakes.push(
      `has no case ${inspect(category)}, which the language ${inspect(locale)} needs for ${listNumbers(uncovered)}.`,
    );
  }
  return mistakes;
}
