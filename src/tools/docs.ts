import { createCatalogue } from '../docs/create-catalogue.js';
import { createErrorPage } from '../docs/create-error-page.js';
import { createErrorTable } from '../docs/create-error-table.js';
import {
  isLanguage,
  isLinkBase,
  tableColumns,
  type PageOptions,
  type TableColumn,
  type TableOptions,
} from '../docs/page-options.js';
import { didYouMean } from '../internal/did-you-mean.js';
import type { ExecutableSchema } from '../internal/executable-schema.js';
import { inspect } from '../internal/inspect.js';
import { checkOptions, isOneOf, isString, type OptionRules } from '../internal/options.js';
import { docsFormats, type DocsFormat } from './choices.js';
import { excerpt } from './excerpt.js';
import {
  codesRules,
  createModuleSchema,
  isSchemaInput,
  loadSchema,
  schemaName,
  withSource,
  type CodesOptions,
  type SchemaInput,
} from './schema-source.js';
import { UsageError } from './usage-error.js';

/** What the documentation is about, and what it contains beside the codes. */
export interface DocsOptions extends CodesOptions, TableOptions {
  /** A Markdown table, an HTML page, or the data as JSON. Defaults to `md`. */
  readonly format?: DocsFormat;
  /** The schema to document. Defaults to the package's own. */
  readonly schema?: SchemaInput;
}

const rules: OptionRules<DocsOptions> = {
  ...codesRules,
  format: isOneOf(...docsFormats),
  schema: isSchemaInput,
  title: isString,
  introduction: isString,
  linkBase: isString,
  lang: isLanguage,
  columns: {
    expected: 'a list of strings',
    accepts: (value) => Array.isArray(value) && value.every((column) => typeof column === 'string'),
  },
};

type TextOptions = Pick<DocsOptions, 'title' | 'introduction' | 'linkBase' | 'lang' | 'columns'>;

/** Which formats each option has an effect on. */
const formatsOf: { readonly [Option in keyof Required<TextOptions>]: readonly DocsFormat[] } = {
  title: ['md', 'html'],
  introduction: ['md', 'html'],
  linkBase: ['md', 'html'],
  lang: ['md', 'html'],
  columns: ['md'],
};

/** @throws UsageError for a name that is not one of a column, or that occurs twice. */
function checkColumns(columns: readonly TableColumn[]): void {
  const wrong = columns.find((column, index) => !tableColumns.includes(column) || columns.indexOf(column) < index);
  if (wrong === undefined) return;
  if (tableColumns.includes(wrong)) {
    throw new UsageError((option) => `${option('columns')} has ${inspect(wrong)} twice.`);
  }
  const hint = didYouMean(wrong, tableColumns) || ` It accepts ${tableColumns.join(', ')}.`;
  throw new UsageError(
    (option) => `${option('columns')} has ${inspect(excerpt(wrong))}, which is not a column.${hint}`,
  );
}

/** @throws UsageError for an option that is invalid, or has no effect on the format. */
function checkTextOptions(format: DocsFormat, options: TextOptions): void {
  for (const [name, formats] of Object.entries(formatsOf) as [keyof TextOptions, readonly DocsFormat[]][]) {
    const value = options[name];
    if (value === undefined) continue;
    if (!formats.includes(format)) {
      throw new UsageError(
        (option) => `${option(name)} requires ${option('format')} ${formats.join(' or ')}, got ${format}.`,
      );
    }
    if (typeof value === 'string' && value.trim() === '') {
      throw new UsageError((option) => `${option(name)} must not be empty.`);
    }
  }
  const { linkBase, columns = [] } = options;
  if (linkBase !== undefined && !isLinkBase.accepts(linkBase)) {
    throw new UsageError(
      (option) => `${option('linkBase')} must be ${isLinkBase.expected}, got ${inspect(excerpt(linkBase))}.`,
    );
  }
  checkColumns(columns);
}

const renderers: { readonly [Format in DocsFormat]: (schema: ExecutableSchema, options: PageOptions) => string } = {
  md: createErrorTable,
  html: createErrorPage,
  json: (schema, { enumName }) => `${JSON.stringify(createCatalogue(schema, { enumName }), null, 2)}\n`,
};

/**
 * Returns the documentation of all codes of a schema, as a Markdown table, an HTML page or JSON. A
 * server that has the query `errorCatalogue` is asked for the metadata of its codes.
 *
 * @throws TypeError for an option of a wrong type.
 * @throws UsageError for an option that is invalid or has no effect, and when the schema cannot be
 * loaded.
 * @example
 * writeFileSync('errors.html', await createDocs({ schema: 'schema/*.graphql', format: 'html' }));
 */
export async function createDocs(options: DocsOptions = {}): Promise<string> {
  checkOptions('createDocs', options, rules);
  const { format = 'md', schema: input, headers, timeout, enumName, ...texts } = options;
  checkTextOptions(format, texts);
  const render = renderers[format];
  if (input === undefined && enumName !== undefined) {
    throw new UsageError((option) => `${option('enumName')} requires ${option('schema')}.`);
  }
  if (input === undefined) return render(createModuleSchema(), texts);
  const schema = await loadSchema(input, { headers, timeout, enumName, catalogue: true });
  return withSource(schemaName(input), () => render(schema, { ...texts, enumName }));
}
