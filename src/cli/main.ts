#!/usr/bin/env node
/**
 * The CLI `graphql-error-codes`. Exit codes: 0 on success, 1 when a check fails, 2 for invalid
 * usage and unexpected errors.
 */
import { readFileSync } from 'node:fs';
import { Command, CommanderError, Option } from 'commander';
import { diff } from '../tools/diff.js';
import { docs, docsFormats, type DocsOptions } from '../tools/docs.js';
import { importedEnums, importFormats, importTable, type ImportOptions } from '../tools/import.js';
import { renamings } from '../tools/import/code-name.js';
import { init, type InitOptions } from '../tools/init.js';
import { lint, type LintOptions } from '../tools/lint.js';
import { checkMessages, summarizeMessages, type MessagesOptions } from '../tools/messages.js';
import { formatCount, formatReport, reportFormats, type ReportFormat } from '../tools/report.js';
import type { CodesOptions, SchemaOptions } from '../tools/schema-source.js';
import { UsageError } from '../tools/usage-error.js';

interface HeaderOption {
  readonly header?: readonly string[];
}

interface ReportOption {
  readonly format: ReportFormat;
}

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

// A reader such as head closes the pipe when it has enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const collect = (value: string, before: readonly string[] = []) => [...before, value];
const headerOption = () =>
  new Option(
    '--header <name: value>',
    'a header for requests to URLs, such as "authorization: Bearer ..."; repeatable',
  ).argParser(collect);
const enumOption = () =>
  new Option('--enum <name>', 'the enum of codes, in a schema with several: "ShopErrorCodeEnum"');
const reportOption = () =>
  new Option('--format <format>', 'output format; "github" creates workflow annotations')
    .choices(reportFormats)
    .default('text');
const toSchemaOptions = (headers: readonly string[] | undefined): SchemaOptions => (headers ? { headers } : {});

const schemaHelp = `
A schema is an SDL file, a quoted glob of SDL files ('schema/**/*.graphql'), an introspection
result (schema.json), or the URL of a server (https://api.example/graphql). SDL without
ErrorCodeEnum is merged with this package's.`;

const program = new Command('graphql-error-codes')
  .description('Create, document, compare, check and import the error codes of a GraphQL schema.')
  .version(version)
  .helpCommand(false)
  .showHelpAfterError('Run with --help for usage and examples.')
  .exitOverride()
  .addHelpText(
    'after',
    `
Examples:
  graphql-error-codes docs --format html > errors.html
  graphql-error-codes docs --schema 'schema/**/*.graphql' --format md
  graphql-error-codes diff schema/released.graphql https://api.example/graphql
  graphql-error-codes lint 'src/**/*.graphql' --schema schema.graphql
  graphql-error-codes messages 'messages/*.json' --schema schema.graphql
  graphql-error-codes import catalogue.md > codes.graphql
  graphql-error-codes init my-server

For the options of a command: graphql-error-codes <command> --help

Exit codes: 0 on success, 1 when diff finds a breaking change, or lint or messages a problem, 2 for
invalid usage, such as a schema that cannot be loaded.`,
  );

program
  .command('docs')
  .description('Write all codes of a schema as a Markdown table, an HTML page or JSON.')
  .addOption(new Option('--format <format>', 'output format').choices(docsFormats).default('md'))
  .option('--schema <schema>', "the schema to document (default: this package's own)")
  .option('--title <text>', 'the title of the page or table')
  .option('--intro <text>', 'the text below the title')
  .option('--link-base <url>', 'the address of the page of codes, for links to them: https://docs.example/errors')
  .option('--columns <columns>', 'the columns of the table beside the names, such as "description,action"')
  .addOption(enumOption())
  .addOption(headerOption())
  .addHelpText(
    'after',
    `${schemaHelp} A server that has the query
errorCatalogue is asked for the metadata of its codes.

By default, the table has a column for all that the schema says: description, category, fault, retry,
action, since, replacedBy, details.

Examples:
  graphql-error-codes docs
  graphql-error-codes docs --format html --schema 'schema/**/*.graphql' --title 'Shop errors' > errors.html
  graphql-error-codes docs --format json --schema https://api.example/graphql`,
  )
  .action(async ({ header, ...options }: DocsOptions & HeaderOption) => {
    process.stdout.write(await docs({ ...options, ...toSchemaOptions(header) }));
  });

program
  .command('diff')
  .description('Compare the codes of two schemas, the types that carry them, and the errors of mutations.')
  .argument('<old>', 'the released schema')
  .argument('<new>', 'the schema to compare with it')
  .addOption(reportOption())
  .addOption(enumOption())
  .addOption(headerOption())
  .addHelpText(
    'after',
    `${schemaHelp}

Breaking: a code was renamed, or removed without being deprecated first; a mutation lost its errors,
or they became nullable.
Dangerous: a deprecated code was removed, or a code is no longer deprecated; its fault, retry or details
changed; a mutation now has errors, or no longer declares its codes.
Safe: a code was added or deprecated, or its texts, category, action, replacement or internal value
changed; a mutation declares other codes, or its first.

Examples:
  graphql-error-codes diff released.graphql schema.graphql
  graphql-error-codes diff https://api.example/graphql 'schema/*.graphql' --header "authorization: Bearer $TOKEN"
  graphql-error-codes diff released.graphql schema.graphql --format github`,
  )
  .action(
    async (
      before: string,
      after: string,
      { format, header, ...options }: ReportOption & HeaderOption & Pick<CodesOptions, 'enum'>,
    ) => {
      const { findings, notes } = await diff(before, after, { ...options, ...toSchemaOptions(header) });
      for (const note of notes) process.stderr.write(`${note}\n`);
      const breaking = findings.filter(({ level }) => level === 'breaking').length;
      const summary = `${formatCount(findings.length, 'change')}, ${breaking} breaking.`;
      process.stdout.write(formatReport(findings, format, summary));
      if (breaking > 0) process.exitCode = 1;
    },
  );

program
  .command('lint')
  .description('Check that every mutation selects its errors, with code and details.')
  .argument('<documents...>', 'files or quoted globs: .graphql, or source code with gql templates')
  .requiredOption('--schema <schema>', 'the schema of the operations')
  .addOption(reportOption())
  .addOption(headerOption())
  .addHelpText(
    'after',
    `${schemaHelp}

Fragments may be defined in any of the documents. To check templates in source code (.ts, .tsx, .js,
.vue, ...), also install @graphql-tools/graphql-tag-pluck.

Examples:
  graphql-error-codes lint 'src/**/*.graphql' --schema schema.graphql
  graphql-error-codes lint 'src/**/*.graphql' 'src/**/*.tsx' --schema https://api.example/graphql --format github`,
  )
  .action(async (patterns: string[], { format, header, ...options }: LintOptions & ReportOption & HeaderOption) => {
    const { findings, mutations } = await lint(patterns, { ...options, ...toSchemaOptions(header) });
    const summary = `${formatCount(mutations, 'mutation')} with typed errors, ${formatCount(findings.length, 'problem')}.`;
    process.stdout.write(formatReport(findings, format, summary));
    if (findings.length > 0) process.exitCode = 1;
  });

program
  .command('messages')
  .description('Check that the texts for people, one JSON file a language, match the codes of a schema.')
  .argument('<files...>', 'files or quoted globs: messages/*.json')
  .requiredOption('--schema <schema>', 'the schema of the codes')
  .option('--write', 'add a stub for each missing text to the files')
  .addOption(reportOption())
  .addOption(enumOption())
  .addOption(headerOption())
  .addHelpText(
    'after',
    `${schemaHelp}

A file has the format of graphql-error-codes/messages/en.json. Problems are missing, stale and empty
texts, duplicate names, stubs, and placeholders that the details of a code cannot fill. Warnings, such
as two codes with the same text, do not fail.

Examples:
  graphql-error-codes messages 'messages/*.json' --schema schema.graphql
  graphql-error-codes messages messages/de.json --schema schema.graphql --write
  graphql-error-codes messages 'messages/*.json' --schema schema.graphql --format github`,
  )
  .action(async (patterns: string[], { format, header, ...options }: MessagesOptions & ReportOption & HeaderOption) => {
    const result = await checkMessages(patterns, { ...options, ...toSchemaOptions(header) });
    process.stdout.write(formatReport(result.findings, format, summarizeMessages(result)));
    if (result.findings.some(({ level }) => level === 'error')) process.exitCode = 1;
  });

program
  .command('import')
  .description('Convert tables of codes (Markdown, HTML, JSON, CSV or TSV) to SDL or TypeScript.')
  .argument('<file>', 'a file with a table of codes; its columns are found by their headers')
  .addOption(
    new Option('--as <kind>', 'a whole enum, or an extension of the enum of this package')
      .choices(importedEnums)
      .default('enum'),
  )
  .addOption(new Option('--format <format>', 'output format').choices(importFormats).default('sdl'))
  .option('--enum <name>', 'the name of the enum', 'ErrorCodeEnum')
  .addOption(
    new Option(
      '--rename <style>',
      'convert names to SCREAMING_SNAKE_CASE, or keep them (default: refuse others)',
    ).choices(renamings),
  )
  .addHelpText(
    'after',
    `
A column is read when its header is one of these: Code, Name, Value; Description, Meaning, Message;
Category, Area, Group; Fault; Retry; Action, Resolution, Solution; HTTP status; Deprecated; Since,
Added in; Replaced by; Internal value. To deprecate a code, write "**Deprecated:** reason" after the
description or instead of it. If any row cannot be imported, nothing is written.

Examples:
  graphql-error-codes import catalogue.md > schema/codes.graphql
  graphql-error-codes import errors.csv --as extend > schema/codes.graphql
  graphql-error-codes import errors.html --format ts --rename screaming > src/errors.ts`,
  )
  .action(async (file: string, options: ImportOptions) => {
    const { output, notes } = await importTable(file, options);
    for (const note of notes) process.stderr.write(`${note}\n`);
    process.stdout.write(output);
  });

program
  .command('init')
  .description('Start with error codes of your own: writes SDL, texts and a codegen entry. Never overwrites a file.')
  .argument('[folder]', 'the folder of the project', '.')
  .option('--only-own', 'declare all codes yourself, without those of this package')
  .addHelpText(
    'after',
    `
Writes schema/error-codes.graphql, messages/en.json and codegen.ts, unless they exist, and prints the
lines that merge the codes into your schema.

Examples:
  graphql-error-codes init
  graphql-error-codes init my-server --only-own`,
  )
  .action(async (folder: string, options: InitOptions) => {
    process.stdout.write(await init(folder, options));
  });

try {
  await program.parseAsync();
} catch (error) {
  // 1 means that a check failed. Everything else exits with 2.
  process.exitCode = 2;
  // Commander writes its own messages, and throws after --help and --version, too.
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else if (error instanceof UsageError) process.stderr.write(`${error.message}\n`);
  else process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
}
