import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { buildSchema, introspectionFromSchema } from 'graphql';
import { expect, it } from 'vitest';
import { bundleProgram, createFolder } from './program.js';

const { run: program, path } = bundleProgram();

it('shows examples in the help of every command', async () => {
  for (const command of [[], ['docs'], ['diff'], ['lint'], ['messages'], ['import'], ['init'], ['completion']]) {
    const { status, stdout } = await program('.', ...command, '--help');
    expect(status).toBe(0);
    expect(stdout).toContain(`\nExamples:\n  graphql-error-codes ${command[0] ?? 'docs'}`);
  }
});

it('writes its version', async () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  expect(await program('.', '--version')).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
});

it('exits silently when its output is closed', () => {
  const { stderr } = spawnSync('sh', ['-c', `"${process.execPath}" "${path}" docs --format html | true`]);
  expect(String(stderr)).toBe('');
});

it('accepts a path that looks like a glob, and ignores node_modules', async () => {
  const extension = (name: string) => `extend enum ErrorCodeEnum { ${name} }`;
  const folder = createFolder({
    'a/[id].graphql': extension('IN_BRACKETS'),
    'a/i.graphql': extension('OTHER'),
    'node_modules/b/c.graphql': extension('PACKAGED'),
  });
  expect((await program(folder, 'docs', '--schema', 'a/[id].graphql')).stdout).toMatch(
    /WRONG_TOTP.*\n.*IN_BRACKETS.*\n$/,
  );
  expect((await program(folder, 'docs', '--schema', '**/*.graphql')).stdout).not.toContain('PACKAGED');
});

const hint = 'Run with --help for usage and examples.\n';

it.each([
  [['dif'], `error: unknown command 'dif'\n(Did you mean diff?)\n${hint}`],
  [['docs', '--formt', 'md'], `error: unknown option '--formt'\n(Did you mean --format?)\n${hint}`],
  [
    ['docs', '--format', 'pdf'],
    `error: option '--format <format>' argument 'pdf' is invalid. Allowed choices are md, html, json.\n${hint}`,
  ],
  [['diff', 'one.graphql'], `error: missing required argument 'new'\n${hint}`],
  [['lint', 'a.graphql'], `error: required option '--schema <schema>' not specified\n${hint}`],
  [['import', 'a.md', 'b.md'], `error: too many arguments for 'import'. Expected 1 argument but got 2.\n${hint}`],
])('rejects %j with a reason', async (args, message) => {
  expect(await program('.', ...args)).toEqual({ status: 2, stdout: '', stderr: message });
});

it.each([
  ['absent.graphql', 'absent.graphql: no such file. Paths are relative to the current directory; quote globs.'],
  ['none/**/*.graphql', 'none/**/*.graphql: no such file. Paths are relative to the current directory; quote globs.'],
  ['absent.json', 'absent.json: no such file.'],
  ['folder.json', 'folder.json: the folder has no files that end with .graphql, .gql or .graphqls.'],
  ['wrong.json', 'wrong.json: expected SDL or an introspection result, got an HTML page.'],
  ['empty.json', 'empty.json: not an introspection result. Expected "__schema" or "data.__schema".'],
  ['half.json', 'half.json: incomplete introspection result: __schema.types[0].interfaces of Query is missing.'],
  ['syntax.graphql', 'syntax.graphql:3:1 Syntax Error: Expected Name, found "}".'],
  ['two.graphql', 'two.graphql:3:3 Field "User.id" can only be defined once.\ntwo.graphql:2:6 Unknown type "Colour".'],
  [
    'other.json',
    'other.json: The schema must have an enum "ErrorCodeEnum", or a mutation with typed errors. Merge the module into it first.',
  ],
  [
    'declares.graphql',
    'declares.graphql: Invalid @errors:\n- Mutation.paint declares "MFA_FAILD", which ErrorCodeEnum does not have. Did you mean "MFA_FAILED"?',
  ],
  ['http://127.0.0.1:65529/graphql', 'http://127.0.0.1:65529/graphql: request failed: ECONNREFUSED.'],
])('rejects the schema %s with a reason and a location', async (schema, message) => {
  const folder = createFolder({
    'folder.json/file': '',
    'wrong.json': '<html>',
    'empty.json': '{"data":null}',
    'half.json':
      '{"__schema":{"queryType":{"name":"Query"},"types":[{"kind":"OBJECT","name":"Query","fields":[]}],"directives":[]}}',
    'syntax.graphql': 'type User {\n  id:\n}',
    'two.graphql': 'type User {\n  c: Colour\n  id: ID\n  id: ID\n}',
    'other.json': JSON.stringify(introspectionFromSchema(buildSchema('type Query { ok: Boolean }'))),
    'declares.graphql':
      'type Mutation { paint: Paint @errors(codes: ["MFA_FAILD"]) }\ntype Paint { errors: [Error!]! }',
  });
  const { status, stdout, stderr } = await program(folder, 'docs', '--schema', schema);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain(message);
  expect(stderr).not.toContain('    at ');
});
