import type { Command } from 'commander';
import type { ReportFormat } from '../../tools/choices.js';
import { nameFlag } from '../flag-name.js';
import {
  addOptions,
  outputOptions,
  reportOption,
  requestOptions,
  schemaHelp,
  schemaOption,
  toRequestOptions,
  type ParsedRequestOptions,
} from '../options.js';
import { checkOutput, writeReport, type OutputOptions } from '../output.js';
import { readInputs } from '../standard-input.js';

interface ParsedOptions extends ParsedRequestOptions, OutputOptions {
  readonly format: ReportFormat;
  readonly schema: readonly string[];
  readonly allowEmpty?: boolean;
}

async function run(patterns: readonly string[], { schema, allowEmpty, ...options }: ParsedOptions) {
  checkOutput(options, [...patterns, ...schema]);
  const { lintInputs, summarizeLint } = await import('../../tools/lint.js');
  const inputs = await readInputs([...patterns, ...schema]);
  const result = await lintInputs(
    inputs.slice(0, patterns.length),
    { schema: inputs.slice(patterns.length), allowEmpty, ...toRequestOptions(options) },
    nameFlag,
  );
  await writeReport(result.findings, summarizeLint(result), options);
}

export function addLint(program: Command): void {
  const command = program
    .command('lint')
    .description('Check that every mutation selects its errors, with code and details.')
    .argument('<documents...>', 'files, quoted globs or folders: .graphql, or source code with gql templates')
    .addOption(schemaOption('the schema of the operations').makeOptionMandatory())
    .option('--allow-empty', 'pass when the documents have no mutation at all');
  addOptions(command, reportOption(), ...requestOptions(), ...outputOptions())
    .addHelpText(
      'after',
      `${schemaHelp}

A fragment is searched in the file that spreads it, in the files it imports ('#import "./a.graphql"'),
then in all documents. A folder stands for its GraphQL files and source code. To check templates in
source code (.ts, .tsx, .js, .vue, .svelte, .astro, ...), also install @graphql-tools/graphql-tag-pluck.

Problems are errors that a client can miss, files that cannot be read, and documents without any
mutation. Warnings, such as details of your own that are not selected, do not fail.

Examples:
  graphql-error-codes lint 'src/**/*.graphql' --schema schema.graphql
  graphql-error-codes lint 'src/**/*.graphql' 'src/**/*.tsx' --schema https://api.example/graphql --format github`,
    )
    .action(run);
}
