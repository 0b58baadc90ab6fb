import { createCatalogue, errorCodeEnum, type CataloguedSchema } from './create-catalogue.js';

/**
 * The codes of a schema as a page of Markdown: one table, with the reason in place of the description where a code is deprecated and has
 * none. `graphql-error-codes import` reads it back.
 */
export function createErrorTable(schema: CataloguedSchema): string {
  const { name: title, description } = errorCodeEnum(schema);
  const rows = createCatalogue(schema).map(({ name, description, deprecation }) => {
    const texts = [description, deprecation && `**Deprecated:** ${deprecation.reason}`];
    return `| \`${name}\` | ${texts.filter(Boolean).map(String).map(cell).join(' ')} |`;
  });
  const introduction = description ? `${description}\n\n` : '';
  const head = '| Value | Description |\n|-------|-------------|';
  return `---\ntitle: ${title}\n---\n\n${introduction}${head}\n${rows.join('\n')}\n`;
}

/** A text in one cell: a row is one line, and a bar would end the cell. */
const cell = (text: string): string => text.replaceAll(/\s*\n\s*/g, ' ').replaceAll('|', '\\|');
