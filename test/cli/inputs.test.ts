import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { buildSchema, introspectionFromSchema } from 'graphql';
import { typeDefs } from 'graphql-error-codes';
import { describe, expect, it } from 'vitest';
import { bundleProgram, createFolder } from './program.js';

const { run: program, runWith, path } = bundleProgram();

const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const utf16 = (text: string): Buffer => Buffer.from(`\uFEFF${text}`, 'utf16le');
const enumOf = (...names: readonly string[]): string => `enum ErrorCodeEnum { ${names.join(' ')} }`;
const failure = (stderr: string) => ({ status: 2, stdout: '', stderr: `${stderr}\n` });

/** Returns the names in a table of codes. */
const namesIn = (table: string): readonly string[] => [...table.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name!);

const introspection = JSON.stringify({
  data: introspectionFromSchema(buildSchema(`${typeDefs} type Query { errors: [Error!]! }`)),
});

describe('a file', () => {
  const save = 'Save the file as UTF-8.';

  it.each([
    [
      'a byte of Latin-1',
      latin1('type Query {\n  "Gr\xF6\xDFe" a: Int\n}'),
      `2:6 is not valid UTF-8 (byte 0xF6). ${save}`,
    ],
    ['half of a character', latin1('enum A { \xC3( }'), `1:10 is not valid UTF-8 (byte 0xC3). ${save}`],
    [
      'half of a character at its end',
      latin1('\xEF\xBB\xBF# \r\n\xE2\x82'),
      `2:1 is not valid UTF-8 (byte 0xE2). ${save}`,
    ],
    ['UTF-16 without a mark', utf16('type A').subarray(2), `1:2 is not text (byte 0x00). ${save}`],
    ['half of UTF-16', utf16('type').subarray(0, 5), `is not valid UTF-16LE. ${save}`],
  ])('with %s is refused by every command', async (_case, bytes, message) => {
    const names = ['a.graphql', 'a.json', 'a.md'] as const;
    const folder = createFolder({ ...Object.fromEntries(names.map((name) => [name, bytes])), 's.graphql': typeDefs });
    const refused = (name: string) => failure(`${name}:${message.startsWith('is') ? ' ' : ''}${message}`);
    expect(await program(folder, 'docs', '--schema', 'a.graphql')).toEqual(refused('a.graphql'));
    expect(await program(folder, 'docs', '--schema', 'a.json')).toEqual(refused('a.json'));
    expect(await program(folder, 'diff', 's.graphql', 'a.graphql')).toEqual(refused('a.graphql'));
    expect(await program(folder, 'messages', 'a.json', '--schema', 's.graphql')).toEqual(refused('a.json'));
    expect(await program(folder, 'import', 'a.md')).toEqual(refused('a.md'));
  });

  it.each([
    ['UTF-16', utf16],
    ['UTF-16 with the other order of bytes', (text: string) => utf16(text).swap16()],
    ['UTF-8 with a byte order mark', (text: string) => Buffer.from(`\uFEFF${text}`)],
  ])('may be in %s', async (_case, encode) => {
    const folder = createFolder({
      'a.graphql': encode(`"Gr\u00F6\u00DFe" ${enumOf('A')}`),
      'schema.json': encode(introspection),
      'table.md': encode('| Code | Text |\r\n|---|---|\r\n| `A_B` | |\r\n'),
      'table.csv': encode('Code\nA_B\n'),
    });
    expect((await program(folder, 'docs', '--schema', 'a.graphql')).stdout).toContain('Gr\u00F6\u00DFe');
    expect(namesIn((await program(folder, 'docs', '--schema', 'schema.json')).stdout)).toHaveLength(31);
    expect((await program(folder, 'import', 'table.md')).stdout).toContain('A_B');
    expect((await program(folder, 'import', 'table.csv')).stdout).toContain('A_B');
  });

  it('keeps its encoding when messages adds stubs', async () => {
    const text = '{ "codes": {}, "generic": { "title": "Gr\u00F6\u00DFe", "sentence": "b" } }\r\n';
    const folder = createFolder({ 'a.graphql': enumOf('A'), 'de.json': utf16(text) });
    await program(folder, 'messages', 'de.json', '--schema', 'a.graphql', '--write');
    const written = readFileSync(join(folder, 'de.json')).toString('utf16le');
    expect(written).toMatch(/^\uFEFF\{ "codes": \{.*"TODO: A".*\}, "generic": \{ "title": "Gr\u00F6\u00DFe"/);
  });

  it('may be a pipe', () => {
    const { stdout } = spawnSync('bash', [
      '-c',
      `"${process.execPath}" "${path}" docs --schema <(echo '${enumOf('A')}')`,
    ]);
    expect(namesIn(String(stdout))).toEqual(['A']);
  });

  it.each([
    ['a page', '<!doctype html><title>Not found</title>', 'expected SDL or an introspection result, got an HTML page.'],
    ['operations', 'query { a }', 'no type definitions. Expected SDL, such as "type Mutation { ... }".'],
    ['nothing', ' # nothing\n', 'no type definitions. Expected SDL, such as "type Mutation { ... }".'],
    [
      'other JSON',
      '{"name":"package"}',
      'not an introspection result. Expected "__schema" or "data.__schema". Got an object with "name".',
    ],
  ])('of %s is not a schema', async (_case, text, message) => {
    const folder = createFolder({ 'a.graphql': text });
    expect(await program(folder, 'docs', '--schema', 'a.graphql')).toEqual(failure(`a.graphql: ${message}`));
  });

  it('with an operation beside SDL is not a schema', async () => {
    const folder = createFolder({ 'a.graphql': enumOf('A'), 'b.graphql': '\nquery Q($id: Int) { a }' });
    expect(await program(folder, 'docs', '--schema', 'a.graphql', '--schema', 'b.graphql')).toEqual(
      failure('b.graphql:2:1 an operation or fragment is not a part of a schema. Pass SDL only.'),
    );
  });

  it.each([
    ['enum ErrorCodeEnum { A @deprecated(reason: 5) }', 'a.graphql:1:44 Argument "reason" has invalid value 5.'],
    [
      'schema { mutation: Int } enum ErrorCodeEnum { A }',
      'a.graphql:1:20 Mutation root type must be Object type if provided, it cannot be Int.',
    ],
    [
      'extend union DetailedError = ErrorCodeEnum enum ErrorCodeEnum { A }',
      'a.graphql:1:30 Union type DetailedError can only include Object types, it cannot include ErrorCodeEnum.',
    ],
    [
      'input X { d: X = {} } enum ErrorCodeEnum { A }',
      'The schema cannot be built: a default value of an input type contains itself.',
    ],
  ])('that graphql cannot build is described on one line: %s', async (text, message) => {
    const folder = createFolder({ 'a.graphql': text });
    expect(await program(folder, 'docs', '--schema', 'a.graphql')).toEqual(failure(message));
  });

  it('may have a banner of any length in comments', async () => {
    const folder = createFolder({ 'a.graphql': `${'#'.repeat(5000)}\n# Codes\n${'#'.repeat(5000)}\n${enumOf('A')}` });
    expect(namesIn((await program(folder, 'docs', '--schema', 'a.graphql')).stdout)).toEqual(['A']);
  });

  it('is an introspection result by its content, whatever its name', async () => {
    const folder = createFolder({ 'schema.graphql': introspection, 'sdl.json': 'type Query { a: Int }' });
    expect(namesIn((await program(folder, 'docs', '--schema', 'schema.graphql')).stdout)).toHaveLength(31);
    expect(await program(folder, 'docs', '--schema', 'sdl.json')).toEqual(
      failure('sdl.json: expected JSON, got "type Query { a: Int }". For SDL, use the extension .graphql.'),
    );
  });

  it.each([
    ['a token', `type ${'A'.repeat(1_000_000)} !`],
    ['a value', `enum ErrorCodeEnum { A @errorCode(retry: "${'x'.repeat(1_000_000)}") }`],
    ['a name', `type Query { a: ${'B'.repeat(1_000_000)} }`],
  ])('is never quoted as a whole: %s', async (_case, text) => {
    const { status, stderr } = await program(createFolder({ 'a.graphql': text }), 'docs', '--schema', 'a.graphql');
    expect(status).toBe(2);
    expect(stderr.length).toBeLessThan(2500);
  });

  it.each([
    ['list.json', `[[${'"x",'.repeat(10_000)}"y"]]`],
    ['map.json', `{"A":[${'"x",'.repeat(10_000)}"y"]}`],
    ['text.json', JSON.stringify('x'.repeat(100_000))],
    ['one-line.csv', 'word,'.repeat(50_000)],
    ['cell.csv', `Code\n${'x'.repeat(100_000)}\n`],
  ])('is never quoted as a whole by import: %s', async (name, text) => {
    const { status, stderr } = await program(createFolder({ [name]: text }), 'import', name);
    expect(status).toBe(2);
    expect(stderr.length).toBeLessThan(2500);
  });
});

describe('a folder', () => {
  const folder = () =>
    createFolder({
      'schema/b.graphql': enumOf('B'),
      'schema/a/c.gql': 'extend enum ErrorCodeEnum { C }',
      'schema/empty.graphql': '# Nothing yet\n',
      'schema/node_modules/x/d.graphql': 'extend enum ErrorCodeEnum { D }',
      'schema/notes.txt': 'not SDL',
      'messages/en.json': '{}',
      'messages/de/de.json': '{}',
      'none/notes.txt': '',
    });

  it('stands for its SDL files', async () => {
    expect(namesIn((await program(folder(), 'docs', '--schema', 'schema')).stdout)).toEqual(['B', 'C']);
    expect(namesIn((await program(folder(), 'docs', '--schema', './schema/')).stdout)).toEqual(['B', 'C']);
    expect((await program(folder(), 'diff', 'schema/b.graphql', 'schema')).stdout).toContain(
      'schema/a/c.gql:1:29 safe: ErrorCodeEnum.C was added.',
    );
  });

  it('stands for its JSON files in messages', async () => {
    const { stdout } = await program(folder(), 'messages', 'messages', '--schema', 'schema');
    expect(stdout).toContain('messages/de/de.json:1:1 codes is missing');
    expect(stdout).toContain('\n2 files, 2 codes');
  });

  it('without such files is refused', async () => {
    expect(await program(folder(), 'docs', '--schema', 'none')).toEqual(
      failure(
        'none: the folder has no files that end with .graphql, .gql or .graphqls. Pass other files by their paths.',
      ),
    );
    expect((await program(folder(), 'messages', 'none', '--schema', 'schema')).stderr).toContain('end with .json.');
    expect(await program(folder(), 'import', 'none')).toEqual(failure('none: is a folder. Expected a file.'));
  });
});

describe('several schemas', () => {
  const files = {
    'a.graphql': enumOf('A'),
    'b.graphql': 'extend enum ErrorCodeEnum { B }',
    'schema.json': introspection,
    'en.json': '{}',
  };
  const schemas = ['--schema', 'a.graphql', '--schema', './b.graphql', '--schema', '[ab].graphql'];

  it('are merged, each file once', async () => {
    expect(namesIn((await program(createFolder(files), 'docs', ...schemas)).stdout)).toEqual(['A', 'B']);
    expect((await program(createFolder(files), 'messages', 'en.json', ...schemas)).stdout).toContain('2 codes');
  });

  it.each([
    ['schema.json', 'schema.json: an introspection result cannot be merged with other files. Pass it alone.'],
    ['http://127.0.0.1:9/', 'http://127.0.0.1:9/: the schema of a server cannot be merged with others. Pass it alone.'],
    ['*.json', 'en.json: an introspection result cannot be merged with other files. Pass it alone.'],
  ])('cannot include %s', async (other, message) => {
    expect(await program(createFolder(files), 'docs', '--schema', 'a.graphql', '--schema', other)).toEqual(
      failure(message),
    );
  });
});

describe('an option', () => {
  it.each([
    ['--title <text>', ['--title', 'a', '--title=b']],
    ['--format <format>', ['--format', 'md', '--format', 'md']],
    ['--enum <name>', ['--enum', 'A', '--enum', 'B']],
    ['--timeout <seconds>', ['--timeout', '1', '--timeout', '2']],
    ['--output <file>', ['--output', 'a', '--output', 'b']],
  ])('that is given twice is refused: %s', async (flags, args) => {
    expect(await program('.', 'docs', ...args)).toEqual(
      failure(`error: option '${flags}' must be given only once\nRun with --help for usage and examples.`),
    );
  });
});

describe('an argument that names nothing', () => {
  const schema = ['--schema', 'schema.graphql'];

  it.each([
    [['docs', '--schema', ' '], 'Expected a path, got an empty text.'],
    [['docs', '--enum', '', ...schema], 'schema.graphql: The schema has no enum "".'],
    [['docs', '--output', ''], '--output must not be empty.'],
    [['diff', '', 'schema.graphql'], 'Expected a path, got an empty text.'],
    [['lint', '', ...schema], 'Expected a path, got an empty text.'],
    [['lint', 'http://', ...schema], 'http://: no such file. Only schemas are read from URLs, by http or https.'],
    [['lint', 'src*//', ...schema], 'src*//: no such file.'],
    [['messages', '\t', ...schema], 'Expected a path, got an empty text.'],
    [['messages', 'a\\\\', ...schema], 'a\\\\: no such file.'],
    [['import', ''], 'Expected a path, got an empty text.'],
    [['import', 'a.csv', '--enum', ''], '--enum must be a GraphQL name'],
    [['init', ''], 'Expected the path of a folder, got an empty text.'],
    [['init', '\u2028'], 'Expected the path of a folder, got an empty text.'],
    [['completion', ''], "error: command-argument value '' is invalid for argument 'shell'."],
  ])('is refused: %j', async (args, message) => {
    const { status, stdout, stderr } = await program(createFolder({ 'schema.graphql': enumOf('A') }), ...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^.+\n(?:Run with --help.*\n)?$/);
    expect(stderr).toContain(message);
  });
});

it.skipIf(sep === '\\')('a backslash at the start of a pattern does not stand for the root of the disk', async () => {
  const folder = createFolder({ 'a.graphql': enumOf('A') });
  const pattern = `${folder}/*.graphql`.replaceAll('/', '\\');
  const { status, stderr } = await program(folder, 'docs', '--schema', pattern);
  expect(status).toBe(2);
  expect(stderr).toContain(`${pattern}: no such file.`);
});

describe('an argument that is the content of a file', () => {
  const sdl = `type Query {\n${'  field: String\n'.repeat(500)}}`;
  const start = 'type Query { field: String field: String field: String field...';

  it.each([
    [['docs', '--schema', sdl], `Expected a path, glob, folder, URL or "-", got the text "${start}".`],
    [['docs', '--schema', 'enum A { B }'], 'Expected a path, glob, folder, URL or "-", got the text "enum A { B }".'],
    [['diff', sdl, sdl], `Expected a path, glob, folder, URL or "-", got the text "${start}".`],
    [['import', sdl], `Expected a path, glob, folder, URL or "-", got the text "${start}".`],
    [
      ['docs', `--format=${sdl}`],
      `error: option '--format <format>' argument '${start}' is invalid. Allowed choices are md, html, json.`,
    ],
    [[sdl], `error: unknown command '${start}'`],
    [['init', 'a', sdl], "error: too many arguments for 'init'. Expected 1 argument but got 2."],
    [['docs', '--columns', sdl], `--columns has "${start}", which is not a column.`],
    [
      ['docs', '--link-base', sdl],
      `--link-base must be an http(s) URL or a path, without "#" and spaces, got "${start}".`,
    ],
    [['import', 'a.md', '--enum', sdl], `--enum must be a GraphQL name (letters, digits and "_"), got "${start}".`],
    [['docs', '--schema', 'schema.graphql', '--header', sdl], '--header has the name "type Query { field", or a value'],
  ])('is not quoted as a whole: %#', async (args, message) => {
    const { status, stdout, stderr } = await program(createFolder(), ...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr.length).toBeLessThan(400);
  });
});

describe('standard input', () => {
  const files = { 'b.graphql': 'extend enum ErrorCodeEnum { B }', 'a.graphql': enumOf('A') };

  it('is a schema: SDL or an introspection result', async () => {
    const folder = createFolder(files);
    const docs = async (input: string, ...args: readonly string[]) =>
      namesIn((await runWith({ input }, folder, 'docs', '--schema', '-', ...args)).stdout);
    expect(await docs(enumOf('X'))).toEqual(['X']);
    expect(await docs(enumOf('X'), '--schema', 'b.graphql')).toEqual(['X', 'B']);
    expect(await docs(introspection)).toHaveLength(31);
  });

  it('is one of the schemas of diff', async () => {
    const input = enumOf('A', 'C');
    const folder = createFolder(files);
    expect((await runWith({ input }, folder, 'diff', 'a.graphql', '-')).stdout).toBe(
      '<stdin>:1:24 safe: ErrorCodeEnum.C was added.\n1 change, 0 breaking.\n',
    );
    expect((await runWith({ input }, folder, 'diff', '-', 'a.graphql')).status).toBe(1);
  });

  it.each([
    ['Markdown', '| Code | Text |\n|---|---|\n| `A_B` | |\n'],
    ['HTML', '<table><tr><th>Code</th></tr><tr><td>A_B</td></tr></table>'],
    ['JSON', '[{ "code": "A_B" }]'],
    ['CSV', 'Code;Description\nA_B;Text\n'],
    ['TSV', utf16('Code\tDescription\nA_B\tText\n')],
  ])('is a table: %s', async (_kind, input) => {
    expect((await runWith({ input }, '.', 'import', '-')).stdout).toContain('A_B');
  });

  it.each([
    [['diff', '-', '-'], enumOf('A'), '"-" may be passed only once, because there is one standard input.'],
    [['docs', '--schema', '-'], '', '<stdin>: standard input is empty.'],
    [['docs', '--schema', '-'], latin1('"\xE4"'), '<stdin>:1:2 is not valid UTF-8 (byte 0xE4). Convert it to UTF-8.'],
    [['docs', '--schema', '-'], 'type {', '<stdin>:1:6 Syntax Error: Expected Name, found "{".'],
    [['import', '-'], 'Text\nA_B\n', '<stdin>'],
    [['messages', '-', '--schema', 'a.graphql'], '{}', 'messages checks files, not standard input. Pass their paths.'],
  ])('is refused: %j', async (args, input, message) => {
    const { status, stdout, stderr } = await runWith({ input }, createFolder(files), ...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr.startsWith(message)).toBe(true);
  });

  it('is refused when it is a terminal', () => {
    const command = `"${process.execPath}" "${path}" docs --schema -`;
    const { stdout } = spawnSync('script', ['-qec', command, '/dev/null'], { stdio: ['pipe', 'pipe', 'inherit'] });
    expect(String(stdout).trim()).toBe(
      '"-" reads standard input, which is a terminal. Pipe a file into it, or pass its path.',
    );
  });

  it('may be a file of this name', async () => {
    const folder = createFolder({ '-': enumOf('DASH') });
    expect(namesIn((await program(folder, 'docs', '--schema', join('.', './-'))).stdout)).toEqual([]);
    expect(namesIn((await program(folder, 'docs', '--schema', './-')).stdout)).toEqual(['DASH']);
  });
});
