import type { Command } from 'commander';
import { lintDocuments } from '../../tools/lint.js';
import { formatCount, type ReportFormat } from '../../tools/report.js';
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
}

async function run(patterns: readonly string[], { schema, ...options }: ParsedOptions) {
  checkOutput(options, [...patterns, ...schema]);
  const { findings, mutations } = await lintDocuments(patterns, {
    schema: await readInputs(schema),
    ...toRequestOptions(options),
  });
  const summary = `${formatCount(mutations, 'mutation')} with typed errors, ${formatCount(findings.length, 'problem')}.`;
  await writeReport(findings, summary, options);
}

export function addLint(program: Command): void {
  const command = program
    .command('lint')
    .description('Check that every mutation selects its errors, with code and details.')
    .argument('<documents...>', 'files or quoted globs: .graphql, or source code with gql templates')
    .addOption(schemaOption('the schema of the operations').makeOptionMandatory());
  addOptions(command, reportOption(), ...requestOptions(), ...outputOptions())
    .addHelpText(
      'after',
      `${schemaHelp}

Fragments may be defined in any of the documents. To check templates in source code (.ts, .tsx, .js,
.vue, ...), also install @graphql-tools/graphql-tag-pluck.

Examples:
  graphql-error-codes lint 'src/**/*.graphql' --schema schema.graphql
  graphql-error-codes lint 'src/**/*.graphql' 'src/**/*.tsx' --schema https://api.example/graphql --format github`,
    )
    .action(run);
}
