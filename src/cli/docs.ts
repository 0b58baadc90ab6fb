import { createCatalogue } from '../docs/create-catalogue.js';
import { createErrorPage } from '../docs/create-error-page.js';
import { createErrorTable } from '../docs/create-error-table.js';
import type { CataloguedSchema } from '../docs/error-code-enum.js';
import { createModuleSchema, loadSchema, withSource, type SchemaOptions } from './schema-source.js';

export const docsFormats = ['md', 'html', 'json'] as const;

export interface DocsOptions extends SchemaOptions {
  readonly format: (typeof docsFormats)[number];
  /** The schema to document. Defaults to the package's own. */
  readonly schema?: string;
}

const renderers: { readonly [Format in DocsOptions['format']]: (schema: CataloguedSchema) => string } = {
  md: createErrorTable,
  html: createErrorPage,
  json: (schema) => `${JSON.stringify(createCatalogue(schema), null, 2)}\n`,
};

/** Returns the documentation of all codes of a schema. */
export async function docs({ format, schema: source, ...options }: DocsOptions): Promise<string> {
  const render = renderers[format];
  if (source === undefined) return render(createModuleSchema());
  const schema = await loadSchema(source, options);
  return withSource(source, () => render(schema));
}
