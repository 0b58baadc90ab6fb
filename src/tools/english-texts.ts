import { readFileSync } from 'node:fs';

interface Text {
  readonly title: string;
  readonly sentence: string;
}

/** Texts by the names of codes or categories. */
export type Texts = Readonly<Record<string, Text>>;

interface EnglishTexts {
  readonly codes: Texts;
  readonly categories: Texts;
  readonly generic: Text;
  readonly validations: Readonly<Record<string, string>>;
}

/**
 * Returns the texts of the package in English. The file is two folders above this one, and above
 * each bundle.
 */
export const readEnglishTexts = (): EnglishTexts =>
  JSON.parse(readFileSync(new URL('../../messages/en.json', import.meta.url), 'utf8')) as EnglishTexts;
