#!/usr/bin/env node
/**
 * The CLI `graphql-error-codes`. Exit codes: 0 on success, 1 when a check fails, 2 for invalid
 * usage and unexpected errors.
 */
import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { excerpt } from '../tools/excerpt.js';
import { UsageError } from '../tools/usage-error.js';
import { addCompletion } from './commands/completion.js';
import { addDiff } from './commands/diff.js';
import { addDocs } from './commands/docs.js';
import { addImport } from './commands/import.js';
import { addInit } from './commands/init.js';
import { addLint } from './commands/lint.js';
import { addMessages } from './commands/messages.js';
import { nameFlag } from './flag-name.js';
import { refuseRepeated } from './options.js';
import { watchOutput } from './output.js';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

watchOutput(process.stdout);
watchOutput(process.stderr);

/** Shortens the arguments that a message quotes: one may be a whole file. */
function cutArguments(message: string): string {
  const quoted = process.argv.slice(2).flatMap((argument) => [argument, argument.slice(argument.indexOf('=') + 1)]);
  const long = quoted.filter((text) => text !== '' && excerpt(text) !== text);
  return long.reduce((cut, text) => cut.replaceAll(text, () => excerpt(text)), message);
}

const program = new Command('graphql-error-codes')
  .description('Create, document, compare, check and import the error codes of a GraphQL schema.')
  .version(version)
  .helpCommand(false)
  .showHelpAfterError('Run with --help for usage and examples.')
  .exitOverride()
  .configureOutput({ outputError: (message, write) => write(cutArguments(message)) })
  .addHelpText(
    'after',
    `
Examples:
  graphql-error-codes docs --format html --output errors.html
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

for (const add of [addDocs, addDiff, addLint, addMessages, addImport, addInit, addCompletion]) add(program);
for (const command of program.commands) refuseRepeated(command);

/** Returns what to write about an error; Commander has written its own messages. */
function describeError(error: unknown): string {
  if (error instanceof CommanderError) return '';
  if (error instanceof UsageError) return `${error.describe(nameFlag)}\n`;
  return `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`;
}

try {
  await program.parseAsync();
} catch (error) {
  // 1 means that a check failed. Everything else exits with 2, but for --help and --version.
  process.exitCode = error instanceof CommanderError && error.exitCode === 0 ? 0 : 2;
  const message = describeError(error);
  // A request that is still under way would keep the process running.
  if (message !== '') process.stderr.write(message, () => process.exit());
}
