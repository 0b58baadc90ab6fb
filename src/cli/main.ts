#!/usr/bin/env node
/**
 * The CLI `graphql-error-codes`. Exit codes: 0 on success, 1 when a check fails, 2 for invalid
 * usage and unexpected errors.
 */
import { readFileSync } from 'node:fs';
import { Command, CommanderError, Option } from 'commander';
import { diff } from './diff.js';
import { docs, docsFormats, type DocsOptions } from './docs.js';
import { importTable } from './import.js';
import { lint, type LintOptions } from './lint.js';
import { formatCount, formatReport, reportFormats, type ReportFormat } from './report.js';
import type { SchemaOptions } from './schema-source.js';
import { UsageError } from './usage-error.js';

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
  .description('Document, compare, check and import the error codes of a GraphQL schema.')
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
  graphql-error-codes import catalogue.md > codes.graphql

For the options of a command: graphql-error-codes <command> --help

Exit codes: 0 on success, 1 when diff finds a breaking change or lint a problem, 2 for invalid
usage, such as a schema that cannot be loaded.`,
  );

program
  .command('docs')
  .description('Write all codes of a schema as a Markdown table, an HTML page or JSON.')
  .addOption(new Option('--format <format>', 'output format').choices(docsFormats).default('md'))
  .option('--schema <schema>', "the schema to document (default: this package's own)")
  .addOption(headerOption())
  .addHelpText(
    'after',
    `${schemaHelp}

Examples:
  graphql-error-codes docs
  graphql-error-codes docs --format html --schema 'schema/**/*.graphql' > errors.html
  graphql-error-codes docs --format json --schema https://api.example/graphql`,
  )
  .action(async ({ header, ...options }: DocsOptions & HeaderOption) => {
    process.stdout.write(await docs({ ...options, ...toSchemaOptions(header) }));
  });

program
  .command('diff')
  .description('Compare the codes of two schemas, the types that carry them, and the codes that mutations declare.')
  .argument('<old>', 'the released schema')
  .argument('<new>', 'the schema to compare with it')
  .addOption(reportOption())
  .addOption(headerOption())
  .addHelpText(
    'after',
    `${schemaHelp}

Breaking: a code was renamed, or removed without being deprecated first.
Dangerous: a deprecated code was removed, or a code is no longer deprecated.
Safe: a code was added or deprecated, or its description changed.

Examples:
  graphql-error-codes diff released.graphql schema.graphql
  graphql-error-codes diff https://api.example/graphql 'schema/*.graphql' --header "authorization: Bearer $TOKEN"
  graphql-error-codes diff released.graphql schema.graphql --format github`,
  )
  .action(async (before: string, after: string, { format, header }: ReportOption & HeaderOption) => {
    const findings = await diff(before, after, toSchemaOptions(header));
    const breaking = findings.filter(({ level }) => level === 'breaking').length;
    const summary = `${formatCount(findings.length, 'change')}, ${breaking} breaking.`;
    process.stdout.write(formatReport(findings, format, summary));
    if (breaking > 0) process.exitCode = 1;
  });

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
  .command('import')
  .description('Convert a Markdown table of codes, as written by docs, to SDL.')
  .argument('<file>', 'a Markdown file with a table of the columns Value and Description')
  .addHelpText(
    'after',
    `
A row is | \`NAME\` | Description |. For a deprecated code, write "**Deprecated:** reason" after the
description or instead of it.

Examples:
  graphql-error-codes import catalogue.md > schema/codes.graphql
  graphql-error-codes docs --format md > catalogue.md`,
  )
  .action(async (file: string) => {
    process.stdout.write(await importTable(file));
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
