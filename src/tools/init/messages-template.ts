import { Source } from 'graphql';
import { readEnglishTexts, type Texts } from '../english-texts.js';
import { demandedTexts, type DemandedTexts } from '../messages/demanded-texts.js';
import { buildSdlSchema } from '../sdl.js';
import { UsageError } from '../usage-error.js';
import type { CodesFile } from './project.js';

/** The texts of the codes in the template. */
const templateCodes: Texts = {
  QUOTA_EXCEEDED: {
    title: 'Quota used up',
    sentence: 'The quota of your plan is used up. Please wait until tomorrow, or choose a larger plan.',
  },
  RATE_LIMITED: {
    title: 'Too many requests',
    sentence: 'Please try again in {seconds, plural, one {# second} other {# seconds}}.',
  },
};

const templateCategories: Texts = {
  billing: { title: 'Plan exceeded', sentence: 'Your plan does not include this. Please choose a larger plan.' },
  traffic: { title: 'Too many requests', sentence: 'Please try again later.' },
};

/** Returns a name as a title: `Quota exceeded` for `QUOTA_EXCEEDED`. */
function toTitle(name: string): string {
  const words = name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll(/[_\W]+/g, ' ')
    .trim()
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Returns the text that is known of each name, or else one made of what the schema says. */
function chooseTexts(demanded: readonly { name: string; sentence?: string }[], known: Texts): Texts {
  return Object.fromEntries(
    demanded.map(({ name, sentence = '' }) => {
      const title = toTitle(name);
      // A brace would start a placeholder.
      const derived = { title, sentence: sentence.replaceAll(/[{}]/g, '') || `${title}.` };
      return [name, Object.hasOwn(known, name) ? known[name]! : derived];
    }),
  );
}

/** Returns the lines of a message that are about `@errorCode`; empty for another problem. */
function directiveMistakes(path: string, error: unknown): string {
  if (error instanceof TypeError)
    return error.message.startsWith('Invalid @errorCode') ? `${path}: ${error.message}` : '';
  if (!(error instanceof UsageError)) throw error;
  const lines = error.message.split('\n').filter((line) => line.includes('"@errorCode'));
  return lines.join('\n');
}

/**
 * Returns the texts that SDL demands; `undefined` when its schema cannot be built.
 *
 * @param others the other SDL files of the schema
 * @throws UsageError for an invalid `@errorCode`.
 */
export function readDemanded({ path, text }: CodesFile, others: readonly Source[]): DemandedTexts | undefined {
  const own = new Source(text, path);
  for (const sources of [[own], [...others, own]]) {
    try {
      return demandedTexts(buildSdlSchema(sources));
    } catch (error) {
      const mistakes = directiveMistakes(path, error);
      if (mistakes !== '') throw new UsageError(`${mistakes}\nCorrect it, then run init again.`);
    }
  }
  return undefined;
}

/**
 * Returns messages/en.json for the codes of a schema.
 *
 * @param isTemplate whether its codes are those of the template
 */
export function messagesTemplate(demanded: DemandedTexts | undefined, isTemplate: boolean): string {
  const { codes, categories } = demanded ?? { codes: [], categories: [] };
  const { generic, validations, ...en } = readEnglishTexts();
  const texts = {
    locale: 'en',
    codes: chooseTexts(codes, isTemplate ? { ...en.codes, ...templateCodes } : en.codes),
    categories: chooseTexts(categories, isTemplate ? { ...en.categories, ...templateCategories } : en.categories),
    generic,
    validations,
  };
  return `${JSON.stringify(texts, null, 2)}\n`;
}
