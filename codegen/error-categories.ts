import { catalogue } from 'graphql-error-codes';

/** A plugin of graphql-codegen that writes the part of the catalogue that clients need. */
export function plugin(): string {
  const lines = Object.entries(catalogue).map(([name, { category }]) => `  ${name}: '${category}',`);
  return `/** The category of every code. Clients get nothing else of the catalogue. */
export const errorCategories = {
${lines.join('\n')}
} as const;
`;
}
