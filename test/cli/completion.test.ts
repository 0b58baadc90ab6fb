// Words of shells. cspell:ignore CWORD COMPREPLY compgen norc zmodload zpty compinit
import { spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundleProgram, createFolder } from './program.js';

const { run: program, path } = bundleProgram();

const isInstalled = (shell: string): boolean => spawnSync(shell, ['--version']).status === 0;

/** Runs a command line of a shell in a folder that has the CLI in its PATH. */
function inShell(folder: string, shell: string, ...args: readonly string[]): string {
  const bin = createFolder({ 'graphql-error-codes': `#!/bin/sh\nexec "${process.execPath}" "${path}" "$@"\n` });
  chmodSync(join(bin, 'graphql-error-codes'), 0o755);
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}`, HOME: bin, TERM: 'dumb' };
  const { stdout, stderr } = spawnSync(shell, args, { cwd: folder, env, encoding: 'utf8', timeout: 20_000 });
  expect(stderr).toBe('');
  return stdout;
}

/** What is typed, and what the shells offer for its last word. */
const lines: readonly (readonly [line: string, offers: readonly string[]])[] = [
  ['d', ['docs', 'diff']],
  ['im', ['import']],
  ['docs --format ', ['md', 'html', 'json']],
  ['import --format t', ['ts']],
  ['lint a.graphql --qu', ['--quiet']],
  ['messages --schema a.graphql --wr', ['--write']],
  ['completion ', ['bash', 'zsh', 'fish']],
  ['docs --schema pa', ['path.graphql']],
  ['diff pa', ['path.graphql']],
  ['docs --output pa', ['path.graphql']],
];

/** Returns the words that Bash would offer: those of the function, or else paths. */
function completeInBash(folder: string, line: string): readonly string[] {
  const typed = ['graphql-error-codes', ...line.split(/ |(?==)|(?<==)/)];
  const script = `source <(graphql-error-codes completion bash)
    complete -p graphql-error-codes | grep -q -- '-o default' || exit
    COMP_WORDS=(${typed.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${typed.length - 1}
    _graphql_error_codes
    if ((\${#COMPREPLY[@]} == 0)); then compgen -f -- "\${COMP_WORDS[COMP_CWORD]}"; else printf '%s\\n' "\${COMPREPLY[@]}"; fi`;
  return inShell(folder, 'bash', '--norc', '-c', script).trim().split('\n');
}

/** Types a line and tabs into an interactive zsh, and returns what it shows. */
function completeInZsh(folder: string, line: string): string {
  const script = `zmodload zsh/zpty
    zpty z zsh -f -i
    zpty -w z 'autoload -Uz compinit; compinit -D -u; source <(graphql-error-codes completion zsh); PROMPT="> "; print RE""ADY'
    zpty -r -m z shown '*READY*'
    zpty -r -m z shown '*> *'
    zpty -w -n z 'graphql-error-codes ${line}'$'\\t\\t'
    zpty -w -n z $'\\x15print DO""NE\\n'
    zpty -r -m z shown '*DONE*'
    print -r -- $shown`;
  return inShell(folder, 'zsh', '-f', '-c', script);
}

describe('completion', () => {
  const files = { 'path.graphql': '' };

  it('offers commands, options, values and paths in Bash', ({ skip }) => {
    skip(!isInstalled('bash'), 'bash is not installed.');
    const folder = createFolder(files);
    for (const [line, offers] of lines) {
      expect({ line, offers: completeInBash(folder, line) }).toEqual({ line, offers });
    }
    expect(completeInBash(folder, 'docs --format=h')).toEqual(['html']);
    expect(completeInBash(folder, 'docs --format=')).toEqual(['md', 'html', 'json']);
  });

  it('offers commands, options, values and paths in fish', ({ skip }) => {
    skip(!isInstalled('fish'), 'fish is not installed.');
    const folder = createFolder(files);
    for (const [line, offers] of lines) {
      const script = `graphql-error-codes completion fish | source; complete -C 'graphql-error-codes ${line}'`;
      const offered = inShell(folder, 'fish', '--no-config', '-c', script).trim().split('\n');
      expect({ line, offers: new Set(offered.map((offer) => offer.split('\t')[0])) }).toEqual({
        line,
        offers: new Set(offers),
      });
    }
  });

  it('offers commands, options, values and paths in zsh', ({ skip }) => {
    skip(!isInstalled('zsh'), 'zsh is not installed.');
    const folder = createFolder(files);
    for (const [line, offers] of lines) {
      const shown = completeInZsh(folder, line);
      for (const offer of offers)
        expect({ line, shown }).toEqual({ line, shown: expect.stringContaining(offer) as string });
    }
  });

  it.each(['bash', 'zsh', 'fish'])('has every option in %s', async (shell) => {
    const { status, stdout } = await program('.', 'completion', shell);
    expect(status).toBe(0);
    expect(stdout).toContain('allow-empty');
  });

  it('is not written for other shells', async () => {
    expect(await program('.', 'completion', 'powershell')).toEqual({
      status: 2,
      stdout: '',
      stderr:
        "error: command-argument value 'powershell' is invalid for argument 'shell'. Allowed choices are bash, zsh, fish.\nRun with --help for usage and examples.\n",
    });
  });
});
