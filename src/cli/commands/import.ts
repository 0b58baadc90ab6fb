import { Option, type Command } from 'commander';
import { importedEnums, importFormats, renamings } from '../../tools/choices.js';
import type { ImportOptions } from '../../tools/import.js';
import { formatCount } from '../../tools/report.js';
import { addOptions, outputOptions } from '../options.js';
import { checkOutput, writeNotes, writeOutput, type OutputOptions } from '../output.js';
import { readInputs } from '../standard-input.js';

type ParsedOptions = OutputOptions & Omit<ImportOptions, 'enumName'> & { readonly enum: string };

async function run(file: string, { enum: enumName, output: path, quiet, ...options }: ParsedOptions) {
  const outputOptions = { ...(path !== undefined && { output: path }), ...(quiet !== undefined && { quiet }) };
  checkOutput(outputOptions, [file]);
  const { importCodes } = await import('../../tools/import.js');
  const [table] = await readInputs([file]);
  const { output, codes, notes } = await importCodes(table!, { enumName, ...options });
  writeNotes(notes, outputOptions);
  await writeOutput(output, `${formatCount(codes, 'code')}.`, outputOptions);
}

export function addImport(program: Command): void {
  const command = program
    .command('import')
    .description('Convert tables of codes (Markdown, HTML, JSON, CSV or TSV) to SDL or TypeScript.')
    .argument('<file>', 'a file with a table of codes, or "-"; its columns are found by their headers')
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
    );
  addOptions(command, ...outputOptions())
    .addHelpText(
      'after',
      `
A column is read when its header is one of these: Code, Name, Value; Description, Meaning, Message;
Category, Area, Group; Fault; Retry; Action, Resolution, Solution; HTTP status; Deprecated; Since,
Added in; Replaced by; Internal value. To deprecate a code, write "**Deprecated:** reason" after the
description or instead of it. If any row cannot be imported, nothing is written.

Examples:
  graphql-error-codes import catalogue.md --output schema/codes.graphql
  graphql-error-codes import errors.csv --as extend --output schema/codes.graphql
  curl https://wiki.example/errors | graphql-error-codes import - --format ts --rename screaming`,
    )
    .action(run);
}
