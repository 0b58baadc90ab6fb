#!/usr/bin/env node
/** The program `graphql-error-codes`. It ends with 0, with 1 when a check found something, with 2 when it could not do what it was asked. */
import { readFileSync } from 'node:fs';
import { Command, CommanderError, Option } from 'commander';
import { diff } from './diff.js';
import { docs, docsFormats, type DocsOptions } from './docs.js';
import { importTable } from './import.js';
import { lint, type LintOptions } from './lint.js';
import { Mistake } from './mistake.js';
import { count, report, reportFormats, type ReportFormat } from './report.js';
import type { SchemaOptions } from './schema-source.js';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

// A reader that has seen enough, like head, closes the pipe.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
const print = (text: string) => process.stdout.write(text);
const collect = (value: string, before: readonly string[] = []) => [...before, value];
const headerOption = () =>
  new Option(
    '--header <name: value>',
    'send a header to URLs, like "authorization: Bearer ..."; may be repeated',
  ).argParser(collect);
const reportOption = () =>
  new Option('--format <format>', 'how to print: github makes annotations of a workflow')
    .choices(reportFormats)
    .default('text');

const sources = `
SCHEMA is an SDL file or a quoted glob of them ('schema/**/*.graphql'), an introspection
result (schema.json), or the URL of a server (https://api.example/graphql). SDL that
does not declare ErrorCodeEnum is taken as merged with this package's.`;

const program = new Command('graphql-error-codes')
  .description('Documents, compares, checks and imports the error codes of a GraphQL schema.')
  .version(version)
  .helpCommand(false)
  .showHelpAfterError('Run it with --help for examples.')
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

Each command has more: graphql-error-codes diff --help

It exits with 1 when diff finds a breaking change or lint a mistake, with 2 when it cannot do what it is asked.`,
  );

program
  .command('docs')
  .description('Print all codes of a schema: a table in Markdown, a page, or data.')
  .addOption(new Option('--format <format>', 'what to print').choices(docsFormats).default('md'))
  .option('--schema <schema>', "whose codes; this package's own if you give none")
  .addOption(headerOption())
  .addHelpText(
    'after',
    `${sources}

Examples:
  graphql-error-codes docs
  graphql-error-codes docs --format html --schema 'schema/**/*.graphql' > errors.html
  graphql-error-codes docs --format json --schema https://api.example/graphql`,
  )
  .action(async ({ header, ...options }: DocsOptions & HeaderOption) => {
    print(await docs({ ...options, ...headersOf(header) }));
  });

program
  .command('diff')
  .description('Compare the codes of two schemas, the types that carry them, and what mutations declare.')
  .argument('<old>', 'a SCHEMA')
  .argument('<new>', 'a SCHEMA')
  .addOption(reportOption())
  .addOption(headerOption())
  .addHelpText(
    'after',
    `${sources}

Breaking: a code that was removed without being deprecated first, or renamed.
Dangerous: a deprecated code that was removed, a code that is no longer deprecated.
Safe: an added code, another description, another deprecation.

Examples:
  graphql-error-codes diff released.graphql schema.graphql
  graphql-error-codes diff https://api.example/graphql 'schema/*.graphql' --header "authorization: Bearer $TOKEN"
  graphql-error-codes diff released.graphql schema.graphql --format github`,
  )
  .action(async (before: string, after: string, { format, header }: ReportOption & HeaderOption) => {
    const findings = await diff(before, after, headersOf(header));
    const breaking = findings.filter(({ level }) => level === 'breaking').length;
    print(report(findings, format, `${count(findings.length, 'change')}, ${breaking} breaking.`));
    if (breaking > 0) process.exitCode = 1;
  });

program
  .command('lint')
  .description('Check that every mutation selects its errors, with code and details.')
  .argument('<documents...>', 'files or quoted globs of operations: .graphql, or code with gql templates')
  .requiredOption('--schema <schema>', 'the schema that the operations are for')
  .addOption(reportOption())
  .addOption(headerOption())
  .addHelpText(
    'after',
    `${sources}

Fragments may be in any of the documents. To read templates in code (.ts, .tsx, .js, .vue, ...), install
@graphql-tools/graphql-tag-pluck beside this package.

Examples:
  graphql-error-codes lint 'src/**/*.graphql' --schema schema.graphql
  graphql-error-codes lint 'src/**/*.graphql' 'src/**/*.tsx' --schema https://api.example/graphql --format github`,
  )
  .action(async (patterns: string[], { format, header, ...options }: LintOptions & ReportOption & HeaderOption) => {
    const { findings, mutations } = await lint(patterns, { ...options, ...headersOf(header) });
    print(
      report(
        findings,
        format,
        `${count(mutations, 'mutation')} with typed errors, ${count(findings.length, 'mistake')}.`,
      ),
    );
    if (findings.length > 0) process.exitCode = 1;
  });

program
  .command('import')
  .description('Print the SDL of the codes in a Markdown table, as docs writes one.')
  .argument('<file>', 'a Markdown file with the columns Value and Description')
  .addHelpText(
    'after',
    `
A row is | \`NAME\` | What it means |. A deprecated code has "**Deprecated:** why" in place of or after the text.

Examples:
  graphql-error-codes import catalogue.md > schema/codes.graphql
  graphql-error-codes docs --format md > catalogue.md`,
  )
  .action(async (file: string) => {
    print(await importTable(file));
  });

interface HeaderOption {
  readonly header?: readonly string[];
}

interface ReportOption {
  readonly format: ReportFormat;
}

const headersOf = (headers: readonly string[] | undefined): SchemaOptions => (headers ? { headers } : {});

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else if (error instanceof Mistake) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  } else {
    // A bug of ours is no finding: 1 would say that.
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = 2;
  }
}
