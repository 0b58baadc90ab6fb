import type { Command } from 'commander';
import type { ReportFormat } from '../../tools/choices.js';
import { UsageError } from '../../tools/usage-error.js';
import { nameFlag } from '../flag-name.js';
import {
  addOptions,
  enumOption,
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
  readonly write?: boolean;
  readonly enum?: string;
}

async function run(patterns: readonly string[], { schema, write, enum: enumName, ...options }: ParsedOptions) {
  checkOutput(options, [...patterns, ...schema]);
  if (patterns.includes('-')) throw new UsageError('messages checks files, not standard input. Pass their paths.');
  const { checkMessageFiles, summarizeMessages } = await import('../../tools/messages.js');
  const result = await checkMessageFiles(
    patterns,
    {
      schema: await readInputs(schema),
      ...(write !== undefined && { write }),
      enumName,
      ...toRequestOptions(options),
    },
    nameFlag,
  );
  await writeReport(result.findings, summarizeMessages(result), options);
}

export function addMessages(program: Command): void {
  const command = program
    .command('messages')
    .description('Check that the texts for people, one JSON file a language, match the codes of a schema.')
    .argument('<files...>', 'files, quoted globs or folders: messages/*.json')
    .addOption(schemaOption('the schema of the codes').makeOptionMandatory())
    .option('--write', 'add a stub for each missing text to the files');
  addOptions(command, reportOption(), enumOption(), ...requestOptions(), ...outputOptions())
    .addHelpText(
      'after',
      `${schemaHelp}

A file has the format of graphql-error-codes/messages/en.json. Problems are missing, stale and empty
texts, duplicate names, stubs, and placeholders that the details of a code cannot fill. Warnings, such
as two codes with the same text, do not fail.

Examples:
  graphql-error-codes messages 'messages/*.json' --schema schema.graphql
  graphql-error-codes messages messages/de.json --schema schema.graphql --write
  graphql-error-codes messages messages --schema schema.graphql --format github`,
    )
    .action(run);
}
