import type { Command } from 'commander';
import type { InitOptions } from '../../tools/init.js';
import { nameFlag } from '../flag-name.js';

interface ParsedOptions extends InitOptions {
  readonly quiet?: boolean;
}

async function run(folder: string, { quiet = false, ...options }: ParsedOptions) {
  const { startProject } = await import('../../tools/init.js');
  const { instructions } = await startProject(folder, options, nameFlag);
  if (!quiet) process.stdout.write(instructions);
}

export function addInit(program: Command): void {
  program
    .command('init')
    .description('Start with error codes of your own: writes SDL, texts and a codegen entry. Never overwrites a file.')
    .argument('[folder]', 'the folder of the project', '.')
    .option('--only-own', 'declare all codes yourself, without those of this package')
    .option('--quiet', 'write the files only, without instructions')
    .addHelpText(
      'after',
      `
Writes schema/error-codes.graphql, messages/en.json and codegen.ts, unless they exist, and prints the
lines that merge the codes into your schema.

Examples:
  graphql-error-codes init
  graphql-error-codes init my-server --only-own`,
    )
    .action(run);
}
