import { createMarkdown } from '../docs/markdown.js';
import { createPage } from '../docs/page.js';
import { createCatalogue } from '../public-catalogue.js';
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
    if (format === 'md') return createMarkdown(schema);
    const codes = createCatalogue(schema);
    if (format === 'json') return `${JSON.stringify(codes, null, 2)}\n`;
    return createPage(codes);
  });
}
