import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundleProgram, createFolder } from '../cli/program.js';

const page = readFileSync('docs/cli.md', 'utf8');
const { path: program } = bundleProgram();

/** The files on the page: each starts with its name in a comment, or has it beside the language. */
const files = Object.fromEntries([
  ...[...page.matchAll(/```(?:graphql|md)\n((?:# |<!-- )([\w.]+)(?: -->)?\n[^]*?)```/g)].map(([, text, name]) => [
    name!,
    text!,
  ]),
  ...[...page.matchAll(/```json ([\w.]+)\n([^]*?)```/g)].map(([, name, text]) => [name!, text!]),
]) as Readonly<Record<string, string>>;
const transcripts = [...page.matchAll(/```console\n([^]*?)```/g)].map(
  ([, transcript]) => [transcript!.split('\n')[0]!, transcript!] as const,
);

describe('docs/cli.md', () => {
  it('has an example of each command', () => {
    for (const command of ['init', 'docs', 'diff', 'lint', 'messages', 'import'])
      expect(page).toContain(`\n$ graphql-error-codes ${command} `);
    expect(Object.keys(files)).toHaveLength(7);
  });

  it.each(transcripts)('shows the output of %s', (_first, transcript) => {
    const folder = createFolder({
      ...files,
      'view.tsx': 'const Paint = gql`mutation { paint { wall } }`;',
      'bin/graphql-error-codes': `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`,
    });
    execFileSync('chmod', ['+x', join(folder, 'bin/graphql-error-codes')]);
    const commands = transcript.split('\n').flatMap((line) => (line.startsWith('$ ') ? [line.slice(2)] : []));
    const output = execFileSync('sh', ['-c', `exec 2>&1\n${commands.join('\n')}\ntrue`], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, FORCE_COLOR: '0', PATH: `${join(folder, 'bin')}${delimiter}${process.env.PATH}` },
    });
    expect(output).toBe(transcript.replaceAll(/^\$ .*\n/gm, ''));
  });
});
