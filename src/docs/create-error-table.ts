import { createCatalogue } from './create-catalogue.js';
import { errorCodeEnum, type CataloguedSchema } from './error-code-enum.js';

/** Escapes a text for a table cell: a line break would end the row, and a pipe the cell. */
const escapeCell = (text: string): string => text.replaceAll(/\s*\n\s*/g, ' ').replaceAll('|', '\\|');

/**
 * Returns the codes of a schema as a Markdown page: front matter with the name of the enum as
 * title, the description of the enum, and a table of names and descriptions. A deprecation follows
 * the description as `**Deprecated:**` and its reason. `graphql-error-codes import` turns such a
 * page into SDL.
 *
 * @throws TypeError under the same conditions as {@link createCatalogue}.
 * @example
 * writeFileSync('docs/error-codes.md', createErrorTable(schema));
 */
export function createErrorTable(schema: CataloguedSchema): string {
  const { name: title, description } = errorCodeEnum(schema);
  const rows = createCatalogue(schema).map(({ name, description, deprecation }) => {
    const texts = [description, deprecation && `**Deprecated:** ${deprecation.reason}`];
    return `| \`${name}\` | ${texts.filter(Boolean).map(String).map(escapeCell).join(' ')} |`;
  });
  const introduction = description ? `${description}\n\n` : '';
  const head = '| Value | Description |\n|-------|-------------|';
  return `---\ntitle: ${title}\n---\n\n${introduction}${head}\n${rows.join('\n')}\n`;
}
