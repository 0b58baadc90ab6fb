import { Option, type Command } from 'commander';
import { docsFormats, type DocsFormat } from '../../tools/choices.js';
import type { DocsOptions } from '../../tools/docs.js';
import {
  addOptions,
  enumOption,
  outputOptions,
  requestOptions,
  schemaHelp,
  schemaOption,
  toRequestOptions,
  type ParsedRequestOptions,
} from '../options.js';
import { checkOutput, writeOutput, type OutputOptions } from '../output.js';
import { readInputs } from '../standard-input.js';

interface ParsedOptions extends ParsedRequestOptions, OutputOptions {
  readonly format: DocsFormat;
  readonly schema?: readonly string[];
  readonly title?: string;
  readonly intro?: string;
  readonly linkBase?: string;
  readonly columns?: string;
  readonly enum?: string;
}

async function run({ format, schema, title, intro, linkBase, columns, enum: enumName, ...rest }: ParsedOptions) {
  checkOutput(rest, schema ?? []);
  const { createDocs } = await import('../../tools/docs.js');
  const docs = await createDocs({
    format,
    ...(schema && { schema: await readInputs(schema) }),
    ...(title !== undefined && { title }),
    ...(intro !== undefined && { introduction: intro }),
    ...(linkBase !== undefined && { linkBase }),
    // Its names are checked there.
    ...(columns !== undefined && {
      columns: columns.split(',').map((column) => column.trim()) as NonNullable<DocsOptions['columns']>,
    }),
    enumName,
    ...toRequestOptions(rest),
  });
  await writeOutput(docs, `the codes of ${schema ? 'the schema' : 'this package'}.`, rest);
}

export function addDocs(program: Command): void {
  const command = program
    .command('docs')
    .description('Write all codes of a schema as a Markdown table, an HTML page or JSON.')
    .addOption(new Option('--format <format>', 'output format').choices(docsFormats).default('md'))
    .addOption(schemaOption("the schema to document (default: this package's own)"))
    .option('--title <text>', 'the title of the page or table')
    .option('--intro <text>', 'the text below the title')
    .option('--link-base <url>', 'the address of the page of codes, for links to them: https://docs.example/errors')
    .option('--columns <columns>', 'the columns of the table beside the names, such as "description,action"');
  addOptions(command, enumOption(), ...requestOptions(), ...outputOptions())
    .addHelpText(
      'after',
      `${schemaHelp} A server that
has the query errorCatalogue is asked for the metadata of its codes.

By default, the table has a column for all that the schema says: description, category, fault, retry,
exposure, action, since, replacedBy, details.

Examples:
  graphql-error-codes docs
  graphql-error-codes docs --format html --schema schema --title 'Shop errors' --output public/errors.html
  graphql-error-codes docs --format json --schema https://api.example/graphql --timeout 60`,
    )
    .action(run);
}
