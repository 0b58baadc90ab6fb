import type { GraphQLSchema } from 'graphql';
import { readErrorCodes } from 'graphql-error-codes';

/** A plugin of graphql-codegen that writes the part of the catalogue that clients need. */
export function plugin(schema: GraphQLSchema): string {
  const entries = Object.entries(readErrorCodes(schema));
  const categories = [...new Set(entries.flatMap(([, { category }]) => category ?? []))].toSorted();
  const wordsIn = (wanted: string | undefined): string =>
    entries
      .flatMap(([name, { category }]) => (category === wanted ? name.toLowerCase().replaceAll('_', ' ') : []))
      .join(',');
  return `import type { ErrorCodeName } from './error-code-name.js';

/** The area of the product that a code belongs to. */
export type ErrorCategory = ${categories.map((category) => `'${category}'`).join(' | ')};

/** By category, and as words in lower case, which are the smallest in a bundle. */
const words: Readonly<Record<ErrorCategory, string>> = {
${categories.map((category) => `  ${category}: '${wordsIn(category)}',`).join('\n')}
};

/** The category of every code: the only part of the catalogue that clients need. */
export const errorCategories: Readonly<Record<ErrorCodeName, ErrorCategory>> = /* @__PURE__ */ Object.fromEntries(
  /* @__PURE__ */ Object.entries(words).flatMap(([category, list]) =>
    list.toUpperCase().replace(/ /g, '_').split(',').map((name) => [name, category]),
  ),
) as Readonly<Record<ErrorCodeName, ErrorCategory>>;
`;
}
