import type { Command } from 'commander';
import type { ReportFormat } from '../../tools/choices.js';
import { formatCount } from '../../tools/report.js';
import {
  addOptions,
  enumOption,
  outputOptions,
  reportOption,
  requestOptions,
  schemaHelp,
  toRequestOptions,
  type ParsedRequestOptions,
} from '../options.js';
import { checkOutput, writeNotes, writeReport, type OutputOptions } from '../output.js';
import { readInputs } from '../standard-input.js';

interface ParsedOptions extends ParsedRequestOptions, OutputOptions {
  readonly format: ReportFormat;
  readonly enum?: string;
}

async function run(before: string, after: string, { enum: enumName, ...options }: ParsedOptions) {
  checkOutput(options, [before, after]);
  const { diffSchemas } = await import('../../tools/diff.js');
  const [oldSchema, newSchema] = await readInputs([before, after]);
  const { findings, notes } = await diffSchemas(oldSchema!, newSchema!, { enumName, ...toRequestOptions(options) });
  writeNotes(notes, options);
  const breaking = findings.filter(({ level }) => level === 'breaking').length;
  await writeReport(findings, `${formatCount(findings.length, 'change')}, ${breaking} breaking.`, options);
}

export function addDiff(program: Command): void {
  const command = program
    .command('diff')
    .description('Compare the codes of two schemas, the types that carry them, and the errors of mutations.')
    .argument('<old>', 'the released schema')
    .argument('<new>', 'the schema to compare with it');
  addOptions(command, reportOption(), enumOption(), ...requestOptions(), ...outputOptions())
    .addHelpText(
      'after',
      `${schemaHelp}

Breaking: a code was renamed, or removed without being deprecated first; a mutation lost its errors,
or they became nullable.
Dangerous: a deprecated code was removed, or a code is no longer deprecated; its fault, retry,
exposure or details changed; a mutation now has errors, or no longer declares its codes.
Safe: a code was added or deprecated, or its texts, category, action, replacement or internal value
changed; a mutation declares other codes, or its first.

Examples:
  graphql-error-codes diff released.graphql schema.graphql
  graphql-error-codes diff https://api.example/graphql schema --header "authorization: Bearer $TOKEN"
  git show main:schema.graphql | graphql-error-codes diff - schema.graphql --format github`,
    )
    .action(run);
}
