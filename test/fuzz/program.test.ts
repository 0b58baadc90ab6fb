import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { bundleProgram } from '../cli/program.js';
import { patience, runs, text } from './values.js';

const program = bundleProgram();

const files: Readonly<Record<string, string | Uint8Array>> = {
  'empty.graphql': '',
  'bytes.graphql': Uint8Array.from({ length: 4096 }, (_, index) => (index * 167) % 256),
  'bom.graphql': '\ufeffenum ErrorCodeEnum { A B }\r\ntype Query { ok: Boolean }\r\n',
  'utf16.json': Uint8Array.from(Buffer.from('\ufeff{"codes": {}}', 'utf16le')),
  'deep.graphql': `type Query { ok: ${'['.repeat(5000)}Int${']'.repeat(5000)} }`,
  'deep.json': '['.repeat(20_000),
  'deep.html': '<table>'.repeat(3000),
  'polluting.json': '{"__proto__": {"codes": {"A": "a"}}, "codes": {"__proto__": "b", "constructor": "c"}}',
  'polluting.graphql': 'enum ErrorCodeEnum { constructor __A toString } type Query { ok: Boolean }',
  'one.graphql': 'enum ErrorCodeEnum { A @deprecated } type Query { ok: Boolean }',
  'operation.graphql': 'mutation { a { errors { errorCode } } }',
  'long.csv': `Code,Description\n${'x'.repeat(100_000)},"${'y'.repeat(100_000)}"\n`,
  'open.csv': 'Code,Description\nA,"never closed\n',
  'table.md': '| Code | Description |\n| --- | --- |\n| A | b |\n',
  'nul.md': '| Code\u0000 | Description |\n| --- | --- |\n| A | \ud800 |\n',
  'package.json': '{"name": 7, "type": ["module"], "dependencies": null}',
  'codegen.ts': 'export default {{{',
  'codegen.yml': 'schema: &a [*a]\n',
  'en.json': '{"$schema": 1, "codes": [1, {}], "details": "x"}',
};

/** Creates a folder with files that are not what they should be. */
function createFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'graphql-error-codes-fuzz-'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  mkdirSync(join(folder, 'folder.graphql'));
  symlinkSync('loop.graphql', join(folder, 'loop.graphql'));
  symlinkSync('nowhere', join(folder, 'broken.json'));
  return folder;
}

const input = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...Object.keys(files), 'folder.graphql', 'loop.graphql', 'broken.json') },
  { weight: 1, arbitrary: fc.constantFrom('*', '**/*.graphql', '{', '[', '!', '-', '', '.', '/dev/null', 'a\u2028b') },
  { weight: 1, arbitrary: fc.constantFrom('http://127.0.0.1:1/', 'https://[', 'file:///x', 'x'.repeat(5000)) },
  // The system passes no NUL, and no half of a character.
  { weight: 1, arbitrary: text.map((part) => part.replaceAll(/\0|\p{Surrogate}/gu, '?').slice(0, 5000)) },
);
const flags =
  '--schema --format --output --enum --help --version --quiet --only-own --rename --title --header --allow-empty ' +
  '--as --columns --intro --link-base --timeout --write -- --format=json --format=md --schema= --schemas -x --output=out.txt ' +
  '--output=folder.graphql --output=no/where.txt';
const commands = ['docs', 'diff', 'lint', 'messages', 'import', 'init', 'completion', 'doc', '', '--help'];
const parameters = fc
  .tuple(
    fc.constantFrom(...commands),
    fc.array(fc.oneof({ weight: 3, arbitrary: input }, fc.constantFrom(...flags.split(' '))), { maxLength: 6 }),
  )
  .map(([name, rest]) => [name, ...rest]);

/** Returns what is wrong with a run. */
async function tryRun(args: readonly string[]): Promise<unknown> {
  const folder = createFolder();
  const before = readdirSync(folder);
  const { status, stdout, stderr } = await program.run(folder, ...args);
  const written = readdirSync(folder).filter((name) => !before.includes(name));
  rmSync(folder, { recursive: true });
  return {
    status: [0, 1, 2].includes(status) ? 'documented' : status,
    // A stack trace, and what engines say.
    raw: /^ {4}at |node:internal|^(?:Type|Range|Reference|Syntax)Error/m.test(stderr) ? stderr : undefined,
    silent: status === 2 && stderr.trim() === '',
    unbounded: stderr.split('\n').find((line) => line.length > 2000),
    // By a command that was refused. What `init` had finished stays.
    written: status === 2 && args[0] !== 'init' ? written : [],
    unreadable: stdout.includes('[object Object]'),
  };
}

const right = {
  status: 'documented',
  raw: undefined,
  silent: false,
  unbounded: undefined,
  written: [],
  unreadable: false,
};

it(
  'the program ends with an exit code that it documents, and says in short lines what is wrong',
  async () => {
    const law = fc.asyncProperty(parameters, async (args) => {
      expect(await tryRun(args)).toEqual(right);
    });
    await fc.assert(law, runs(0.02));
  },
  patience,
);
