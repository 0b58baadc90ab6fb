import { Argument, type Command } from 'commander';
import { completionScript, shells } from '../completion.js';

export function addCompletion(program: Command): void {
  program
    .command('completion')
    .description('Write the script that completes commands and options in a shell.')
    .addArgument(new Argument('<shell>', 'the shell').choices(shells))
    .addHelpText(
      'after',
      `
Add the line of your shell to its configuration. It needs the command in the PATH, as after
npm install --global graphql-error-codes.

Examples:
  graphql-error-codes completion bash        # in ~/.bashrc: source <(graphql-error-codes completion bash)
  graphql-error-codes completion zsh         # in ~/.zshrc: source <(graphql-error-codes completion zsh)
  graphql-error-codes completion fish        # in config.fish: graphql-error-codes completion fish | source`,
    )
    .action((shell: (typeof shells)[number]) => {
      process.stdout.write(completionScript(program, shell));
    });
}
