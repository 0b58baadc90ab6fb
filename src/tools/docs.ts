import { createCatalogue } from '../docs/create-catalogue.js';
import { createErrorPage } from '../docs/create-error-page.js';
import { createErrorTable } from '../docs/create-error-table.js';
import {
  isLinkBase,
  tableColumns,
  type PageOptions,
  type TableColumn,
  type TableOptions,
} from '../docs/page-options.js';
import { didYouMean } from '../internal/did-you-mean.js';
import { inspect } from '../internal/inspect.js';
import type { ExecutableSchema } from '../internal/executable-schema.js';
import { createModuleSchema, loadSchema, withSource, type CodesOptions } from './schema-source.js';
import { UsageError } from './usage-error.js';

export const docsFormats = ['md', 'html', 'json'] as const;

export interface DocsOptions extends CodesOptions {
  readonly format: (typeof docsFormats)[number];
  /** The schema to document. Defaults to the package's own. */
  readonly schema?: string;
  readonly title?: string;
  readonly intro?: string;
  readonly linkBase?: string;
  /** The columns of the table, separated by commas. */
  readonly columns?: string;
}

type TextOptions = Pick<DocsOptions, 'title' | 'intro' | 'linkBase' | 'columns'>;

/** Which formats each option has an effect on. */
const formatsOf: { readonly [Option in keyof Required<TextOptions>]: readonly DocsOptions['format'][] } = {
  title: ['md', 'html'],
  intro: ['md', 'html'],
  linkBase: ['md', 'html'],
  columns: ['md'],
};

const flagOf = (option: string): string => `--${option.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

function readColumns(text: string): readonly TableColumn[] {
  const columns = text.split(',').map((column) => column.trim());
  const wrong = columns.find(
    (column, index) => !(tableColumns as readonly string[]).includes(column) || columns.indexOf(column) < index,
  );
  if (wrong === undefined) return columns as TableColumn[];
  if ((tableColumns as readonly string[]).includes(wrong))
    throw new UsageError(`--columns has ${inspect(wrong)} twice.`);
  const hint = didYouMean(wrong, tableColumns) || ` It accepts ${tableColumns.join(', ')}.`;
  throw new UsageError(`--columns has ${inspect(wrong)}, which is not a column.${hint}`);
}

/** @throws UsageError for an option that is invalid, or has no effect on the format. */
function readTextOptions(format: DocsOptions['format'], options: TextOptions): TableOptions {
  for (const [option, formats] of Object.entries(formatsOf) as [keyof TextOptions, readonly string[]][]) {
    const value = options[option];
    if (value === undefined) continue;
    if (!formats.includes(format)) {
      throw new UsageError(`${flagOf(option)} requires --format ${formats.join(' or ')}, got ${format}.`);
    }
    if (value.trim() === '') throw new UsageError(`${flagOf(option)} must not be empty.`);
  }
  const { title, intro, linkBase, columns } = options;
  if (linkBase !== undefined && !isLinkBase.accepts(linkBase)) {
    throw new UsageError(`--link-base must be ${isLinkBase.expected}, got ${inspect(linkBase)}.`);
  }
  return {
    ...(title !== undefined && { title }),
    ...(intro !== undefined && { introduction: intro }),
    ...(linkBase !== undefined && { linkBase }),
    ...(columns !== undefined && { columns: readColumns(columns) }),
  };
}

const renderers: {
  readonly [Format in DocsOptions['format']]: (schema: ExecutableSchema, options: PageOptions) => string;
} = {
  md: createErrorTable,
  html: createErrorPage,
  json: (schema, { enumName }) => `${JSON.stringify(createCatalogue(schema, { enumName }), null, 2)}\n`,
};

/**
 * Returns the documentation of all codes of a schema.
 *
 * @throws UsageError for an invalid option, and when the schema cannot be loaded.
 */
export async function docs(options: DocsOptions): Promise<string> {
  const { format, schema: source, headers = [], enum: enumName } = options;
  const textOptions = readTextOptions(format, options);
  const render = renderers[format];
  if (source === undefined && enumName !== undefined) throw new UsageError('--enum requires --schema.');
  if (source === undefined) return render(createModuleSchema(), textOptions);
  const named = enumName === undefined ? {} : { enum: enumName };
  const schema = await loadSchema(source, { headers, catalogue: true, ...named });
  return withSource(source, () => render(schema, { ...textOptions, enumName }));
}
