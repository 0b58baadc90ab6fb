// Words of shells. cspell:ignore CWORD esac COMPREPLY compdef fpath funcstack
import type { Command } from 'commander';
import { isRepeatable } from './options.js';

/** The shells that completion scripts are written for. */
export const shells = ['bash', 'zsh', 'fish'] as const;

interface Flag {
  readonly flag: string;
  readonly description: string;
  readonly isRepeatable: boolean;
  readonly hasValue: boolean;
  /** The values that it accepts; empty for any, which may be a path. */
  readonly choices: readonly string[];
}

interface Subcommand {
  readonly name: string;
  readonly description: string;
  readonly flags: readonly Flag[];
  /** The values of its first argument; empty for any, which may be a path. */
  readonly choices: readonly string[];
}

const readCommand = (command: Command): Subcommand => ({
  name: command.name(),
  description: command.description(),
  flags: command
    .createHelp()
    .visibleOptions(command)
    .map((option) => ({
      flag: option.long!,
      description: option.description,
      isRepeatable: isRepeatable(option),
      hasValue: option.required,
      choices: option.argChoices ?? [],
    })),
  choices: command.registeredArguments[0]?.argChoices ?? [],
});

/** Quotes a text for a shell. */
const quote = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

const words = (values: readonly string[]): string => quote(values.join(' '));

/** Bash completes paths where the function has nothing to offer. */
function bashScript(name: string, identifier: string, commands: readonly Subcommand[]): string {
  const cases = commands.map(({ name: command, flags, choices }) => {
    const valued = flags.filter(({ hasValue }) => hasValue);
    const chosen = valued.filter((flag) => flag.choices.length > 0);
    const free = valued.filter((flag) => flag.choices.length === 0).map(({ flag }) => flag);
    const values = [
      ...chosen.map(({ flag, choices: accepted }) => `        ${flag}) words=${words(accepted)} ;;\n`),
      ...(free.length > 0 ? [`        ${free.join(' | ')}) ;;\n`] : []),
    ];
    return `    ${command})
      case $previous in
${values.join('')}        *)
          words=${words(choices)}
          if [[ $current == -* ]]; then words=${words(flags.map(({ flag }) => flag))}; fi ;;
      esac ;;
`;
  });
  return `${identifier}() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD - 1]} words=
  # Bash splits words at "=".
  if [[ $current == = ]]; then current=; elif [[ $previous == = ]]; then previous=\${COMP_WORDS[COMP_CWORD - 2]}; fi
  local command=\${COMP_WORDS[1]}
  if ((COMP_CWORD == 1)); then command=; fi
  case $command in
    '') words=${words([...commands.map(({ name: command }) => command), '--help', '--version'])} ;;
${cases.join('')}  esac
  COMPREPLY=()
  local word
  for word in $words; do
    if [[ $word == "$current"* ]]; then COMPREPLY+=("$word"); fi
  done
}
complete -o default -F ${identifier} ${name}
`;
}

/** Escapes a text for a part of a specification that _arguments or _describe reads. */
const escapeZsh = (text: string): string => text.replaceAll(/[\\:[\]]/g, String.raw`\$&`);

function zshScript(name: string, identifier: string, commands: readonly Subcommand[]): string {
  const action = (choices: readonly string[]): string => (choices.length > 0 ? `(${choices.join(' ')})` : '_files');
  const specify = ({ flag, description, isRepeatable, hasValue, choices }: Flag): string =>
    quote(
      `${isRepeatable ? '*' : ''}${flag}[${escapeZsh(description)}]${hasValue ? `:${flag.slice(2)}:${action(choices)}` : ''}`,
    );
  const cases = commands.map(({ name: command, flags, choices }) => {
    const specifications = [...flags.map(specify), quote(`*:argument:${action(choices)}`)];
    return `    ${command}) _arguments ${specifications.join(' ')} ;;\n`;
  });
  const described = commands.map(({ name: command, description }) => quote(`${command}:${escapeZsh(description)}`));
  return `#compdef ${name}
${identifier}() {
  if ((CURRENT == 2)); then
    local -a commands=(${described.join(' ')})
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  ((CURRENT--))
  case $command in
${cases.join('')}  esac
}
# As a file of $fpath, or sourced.
if [[ $funcstack[1] == ${identifier} ]]; then ${identifier} "$@"; else compdef ${identifier} ${name}; fi
`;
}

function fishScript(name: string, commands: readonly Subcommand[]): string {
  const lines = commands.flatMap(({ name: command, description, flags, choices }) => {
    const condition = `-n ${quote(`__fish_seen_subcommand_from ${command}`)}`;
    return [
      `-n __fish_use_subcommand -f -a ${command} -d ${quote(description)}`,
      ...(choices.length > 0 ? [`${condition} -f -a ${words(choices)}`] : []),
      ...flags.map(({ flag, description: text, hasValue, choices: accepted }) => {
        const value = accepted.length > 0 ? ` -x -a ${words(accepted)}` : hasValue ? ' -r' : '';
        return `${condition} -l ${flag.slice(2)}${value} -d ${quote(text)}`;
      }),
    ];
  });
  return lines.map((line) => `complete -c ${name} ${line}\n`).join('');
}

/** Returns the script that completes commands, options and their values in a shell. */
export function completionScript(program: Command, shell: (typeof shells)[number]): string {
  const name = program.name();
  const identifier = `_${name.replaceAll('-', '_')}`;
  const commands = program.commands.map(readCommand);
  if (shell === 'fish') return fishScript(name, commands);
  return (shell === 'bash' ? bashScript : zshScript)(name, identifier, commands);
}
