import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundleProgram, createFolder } from './program.js';

const { run: program, runWith, path } = bundleProgram();

const files = {
  'old.graphql': 'enum ErrorCodeEnum { A B @deprecated C }',
  'new.graphql': 'enum ErrorCodeEnum { A C @deprecated D }',
  'schema.graphql':
    'type Mutation { paint: Paint } type Paint { wall: Int errors: [Error!]! } extend enum ErrorCodeEnum { X }',
  'bad.graphql': 'mutation { paint { wall } }',
  'good.graphql':
    'mutation { paint { errors { errorCode details { __typename ... on ActiveModelError { attribute type } ... on MessageError { message } } } } }',
  'en.json': '{ "codes": {}, "generic": {} }',
  'codes.md': '| Code | Owner |\n|---|---|\n| `A` | me |\n',
};

const diff = ['diff', 'old.graphql', 'new.graphql'];
const lint = ['lint', 'bad.graphql', '--schema', 'schema.graphql'];
const pass = ['lint', 'good.graphql', '--schema', 'schema.graphql'];
const messages = ['messages', 'en.json', '--schema', 'new.graphql'];

describe('--output', () => {
  it.each([
    ['docs', ['docs', '--schema', 'schema.graphql']],
    ['docs as a page', ['docs', '--format', 'html']],
    ['import', ['import', 'codes.md']],
    ['diff', diff],
    ['diff as JSON', [...diff, '--format', 'json']],
    ['lint', lint],
    ['messages for GitHub', [...messages, '--format', 'github']],
  ])('writes to a file what standard output would have: %s', async (_command, args) => {
    const folder = createFolder(files);
    const expected = await program(folder, ...args);
    const actual = await runWith({ env: { FORCE_COLOR: '1' } }, folder, ...args, '--output', 'a/b/out.txt');
    expect(actual).toEqual({
      ...expected,
      stdout: '',
      stderr: expect.stringContaining('Wrote a/b/out.txt: ') as string,
    });
    expect(readFileSync(join(folder, 'a/b/out.txt'), 'utf8')).toBe(expected.stdout);
    expect(readdirSync(join(folder, 'a/b'))).toEqual(['out.txt']);
  });

  it('says on standard error what was written, and is silent with --quiet', async () => {
    const folder = createFolder(files);
    expect((await program(folder, ...diff, '--output', 'out.txt')).stderr).toBe(
      'Wrote out.txt: 3 changes, 0 breaking.\n',
    );
    expect(await program(folder, 'import', 'codes.md', '--output', 'out.txt')).toEqual({
      status: 0,
      stdout: '',
      stderr: 'codes.md:1 the column "Owner" is not imported.\nWrote out.txt: 1 code.\n',
    });
    expect(await program(folder, 'import', 'codes.md', '--output', 'out.txt', '--quiet')).toEqual({
      status: 0,
      stdout: '',
      stderr: '',
    });
  });

  it('leaves a file as it was when the command fails', async () => {
    const folder = createFolder({ ...files, 'out.txt': 'before' });
    const { status } = await program(folder, 'import', 'old.graphql', '--output', 'out.txt');
    expect(status).toBe(2);
    await program(folder, 'docs', '--schema', 'absent.graphql', '--output', 'other/out.txt');
    expect(readFileSync(join(folder, 'out.txt'), 'utf8')).toBe('before');
    expect(existsSync(join(folder, 'other'))).toBe(false);
  });

  it('keeps a link, a mode and a device', async () => {
    const folder = createFolder({ 'target.md': '' });
    symlinkSync('target.md', join(folder, 'link.md'));
    await program(folder, 'docs', '--output', 'link.md');
    expect(lstatSync(join(folder, 'link.md')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(folder, 'target.md'), 'utf8')).toContain('WRONG_TOTP');
    expect((await program(folder, 'docs', '--output', '/dev/null')).status).toBe(0);
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
    const pipe = `"${process.execPath}" "${path}" docs --output /dev/stdout --quiet | cat`;
    expect(String(spawnSync('sh', ['-c', pipe]).stdout)).toContain('WRONG_TOTP');
    expect((await program(folder, 'docs', '--output', '-')).stdout).toContain('WRONG_TOTP');
  });

  it.each([
    ['folder', 'folder: cannot be written: it is a folder (EISDIR).'],
    ['codes.md/out.txt', 'codes.md/out.txt: cannot be written: a folder of its path is a file (ENOTDIR).'],
    ['/proc/out.txt', '/proc/out.txt: cannot be written: the system refuses it (ENOENT).'],
    ['x'.repeat(300), `${'x'.repeat(300)}: cannot be written: the name is too long (ENAMETOOLONG).`],
    ['', '--output must not be empty.'],
    ['./schema.graphql', '--output must not be a file that is read, got schema.graphql.'],
  ])('cannot be %s', async (output, message) => {
    const folder = createFolder(files);
    mkdirSync(join(folder, 'folder'));
    expect(await program(folder, 'docs', '--schema', 'schema.graphql', '--output', output)).toEqual({
      status: 2,
      stdout: '',
      stderr: `${message}\n`,
    });
    expect(readFileSync(join(folder, 'schema.graphql'), 'utf8')).toBe(files['schema.graphql']);
  });

  it('fails with a reason when standard output is full', () => {
    const { stderr, status } = spawnSync('sh', ['-c', `"${process.execPath}" "${path}" docs > /dev/full`]);
    expect({ stderr: String(stderr), status }).toEqual({
      stderr: 'The output cannot be written (ENOSPC).\n',
      status: 2,
    });
  });
});

describe('--quiet', () => {
  it('writes findings only, with the same exit codes', async () => {
    const folder = createFolder(files);
    const { stdout, status } = await program(folder, ...lint);
    const findings = stdout.split('\n').slice(0, -2).join('\n');
    expect(findings).toContain('bad.graphql:1:12 Mutation.paint does not select errors.');
    expect(await program(folder, ...lint, '--quiet')).toEqual({ status, stdout: `${findings}\n`, stderr: '' });
    expect(await program(folder, ...diff, '--quiet', '--format', 'github')).toMatchObject({
      stdout: expect.not.stringContaining('breaking.') as string,
      stderr: '',
    });
  });

  it('writes nothing on success', async () => {
    const folder = createFolder({ ...files, 'codes.graphql': 'enum ErrorCodeEnum { A @errorCode }' });
    expect(await program(folder, ...pass, '--quiet')).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(await program(folder, 'diff', 'old.graphql', 'old.graphql', '--quiet')).toEqual({
      status: 0,
      stdout: '',
      stderr: '',
    });
    expect((await program(folder, ...pass, '--quiet', '--format', 'json')).stdout).toBe('[]\n');
    expect(await program(folder, 'init', 'shop', '--quiet')).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(existsSync(join(folder, 'shop/codegen.ts'))).toBe(true);
  });

  it('leaves out notes, but not what cannot be done', async () => {
    const folder = createFolder(files);
    const notes = await program(folder, 'diff', 'old.graphql', 'schema.graphql');
    expect(notes.stderr).toContain('has codes only');
    expect((await program(folder, 'diff', 'old.graphql', 'schema.graphql', '--quiet')).stderr).toBe('');
    expect((await program(folder, ...lint.slice(0, 2), '--schema', 'absent.graphql', '--quiet')).stderr).toContain(
      'absent.graphql: no such file.',
    );
  });
});

describe('colors', () => {
  const red = (text: string): string => `\u001B[31m${text}\u001B[39m`;
  const yellow = (text: string): string => `\u001B[33m${text}\u001B[39m`;
  const green = (text: string): string => `\u001B[32m${text}\u001B[39m`;

  /** Runs the CLI in a terminal. */
  function inTerminal(folder: string, env: Readonly<Record<string, string>>, ...args: readonly string[]): string {
    const { FORCE_COLOR: _force, NO_COLOR: _none, ...rest } = process.env;
    const command = [process.execPath, path, ...args].map((arg) => `'${arg}'`).join(' ');
    const { stdout } = spawnSync('script', ['-qec', command, '/dev/null'], {
      cwd: folder,
      env: { ...rest, TERM: 'xterm-256color', ...env },
      encoding: 'utf8',
    });
    return stdout.replaceAll('\r\n', '\n');
  }

  it('show levels and the result in a terminal', () => {
    const folder = createFolder(files);
    const report = inTerminal(folder, {}, ...diff);
    expect(report).toContain(`${yellow('old.graphql:1:24 dangerous:')} ErrorCodeEnum.B was removed`);
    expect(report).toContain(`${green('new.graphql:1:24 safe:')} ErrorCodeEnum.C was deprecated`);
    expect(report).toContain(`\n${green('3 changes, 0 breaking.')}\n`);
    const lines = inTerminal(folder, {}, ...lint).split('\n');
    expect(lines[0]).toContain(`${red('bad.graphql:1:12')} Mutation.paint does not select errors.`);
    expect(lines.slice(1)).toEqual([red('1 mutation with typed errors, 1 problem.'), '']);
    expect(inTerminal(folder, {}, ...pass)).toBe(`${green('1 mutation with typed errors, 0 problems.')}\n`);
    expect(inTerminal(folder, {}, 'diff', 'new.graphql', 'old.graphql')).toContain(red('3 changes, 1 breaking.'));
  });

  it.each([
    ['NO_COLOR', { NO_COLOR: '1' }],
    ['a terminal without colors', { TERM: 'dumb' }],
    ['FORCE_COLOR=0', { FORCE_COLOR: '0' }],
  ])('are absent with %s', async (_name, env) => {
    const folder = createFolder(files);
    expect(inTerminal(folder, env, ...lint)).toBe((await program(folder, ...lint)).stdout);
  });

  it('are absent in pipes, in JSON and for GitHub', async () => {
    const folder = createFolder(files);
    expect((await program(folder, ...diff)).stdout).not.toContain('\u001B');
    for (const format of ['json', 'github']) {
      expect(inTerminal(folder, {}, ...diff, '--format', format)).not.toContain('\u001B');
    }
  });

  it('are present in pipes with FORCE_COLOR', async () => {
    const folder = createFolder(files);
    expect((await runWith({ env: { FORCE_COLOR: '1' } }, folder, ...diff)).stdout).toContain(
      green('3 changes, 0 breaking.'),
    );
    expect((await runWith({ env: { FORCE_COLOR: '1', NO_COLOR: '1' } }, folder, ...diff)).stdout).toContain('\u001B');
  });
});
