import { catalogue } from 'graphql-error-codes';

/** A plugin of graphql-codegen that writes the part of the catalogue that clients need. */
export function plugin(): string {
  const entries = Object.entries(catalogue);
  const categories = [...new Set(entries.map(([, { category }]) => category))].toSorted();
  return `import type { ErrorCodeName } from './error-code-name.js';

/** The area of the product that a code belongs to. */
export type ErrorCategory = ${categories.map((category) => `'${category}'`).join(' | ')};

/** The category of every code: the only part of the catalogue that clients need. */
export const errorCategories: Readonly<Record<ErrorCodeName, ErrorCategory>> = {
${entries.map(([name, { category }]) => `  ${name}: '${category}',`).join('\n')}
};
`;
}
