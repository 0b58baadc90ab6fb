import { createCatalogue } from '../docs/create-catalogue.js';
import { createErrorPage } from '../docs/create-error-page.js';
import { createErrorTable } from '../docs/create-error-table.js';
import { explained, loadSchema, moduleSchema, type SchemaOptions } from './schema-source.js';

export const docsFormats = ['md', 'html', 'json'] as const;

export interface DocsOptions extends SchemaOptions {
  readonly format: (typeof docsFormats)[number];
  /** Whose codes: this package's own where absent. */
  readonly schema?: string;
}

/** All codes of a schema, as a page or as data. */
export async function docs({ format, schema: source, ...options }: DocsOptions): Promise<string> {
  const schema = source === undefined ? moduleSchema() : await loadSchema(source, options);
  return explained(source, () => {
    if (format === 'md') return createErrorTable(schema);
    if (format === 'json') return `${JSON.stringify(createCatalogue(schema), null, 2)}\n`;
    return createErrorPage(schema);
  });
}
