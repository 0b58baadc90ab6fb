import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { json } from 'node:stream/consumers';
import { styleText } from 'node:util';
import { buildSchema, graphqlSync } from 'graphql';
import { typeDefs } from 'graphql-error-codes';
import { createCatalogue, createErrorPage, createErrorTable } from 'graphql-error-codes/docs';
import {
  checkMessages,
  createDocs,
  diffSchemas,
  formatReport,
  importCodes,
  initProject,
  lintDocuments,
  UsageError,
  type Finding,
} from 'graphql-error-codes/tools';
import { describe, expect, it, onTestFinished } from 'vitest';

/** Creates a folder with these files, until the end of the test, and returns the path of each. */
function createFiles<Name extends string>(files: Readonly<Record<Name, string>>): Readonly<Record<Name, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'graphql-error-codes-tools-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const paths = Object.entries<string>(files).map(([name, content]) => {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return [name, path];
  });
  return Object.fromEntries(paths) as Record<Name, string>;
}

const host = `
  type Query { ok: Boolean }
  type Mutation { paint: Paint @errors(codes: ["MFA_FAILED"]) }
  type Paint { wall: String errors: [Error!]! }
`;
const schema = buildSchema(typeDefs + host);
const enumOf = (...names: readonly string[]): string => `enum ErrorCodeEnum { ${names.join(' ')} }`;

/** Returns the error that a function throws. */
async function errorOf(run: () => unknown): Promise<Error> {
  try {
    await run();
  } catch (error) {
    return error as Error;
  }
  throw new Error('No error was thrown.');
}

/** Calls a function as JavaScript may, whatever its types say. */
const untyped = (run: unknown): ((...args: readonly unknown[]) => unknown) =>
  run as (...args: readonly unknown[]) => unknown;

describe('createDocs', () => {
  it('returns what graphql-error-codes/docs creates', async () => {
    expect(await createDocs({ schema })).toBe(createErrorTable(schema));
    expect(await createDocs({ schema, format: 'html', title: 'T', lang: 'de' })).toBe(
      createErrorPage(schema, { title: 'T', lang: 'de' }),
    );
    expect(JSON.parse(await createDocs({ schema, format: 'json' }))).toEqual(createCatalogue(schema));
    expect(await createDocs()).toContain('| `WRONG_TOTP` |');
    expect(await createDocs({ columns: ['retry'] })).toContain('| `WRONG_TOTP` | after_fix |');
  });

  it('reads a schema from a path, a folder, a text, and a list of them', async () => {
    const paths = createFiles({ 'a/a.graphql': enumOf('A'), 'b.graphql': 'extend enum ErrorCodeEnum { B }' });
    const names = async (source: Parameters<typeof createDocs>[0]) =>
      (JSON.parse(await createDocs({ ...source, format: 'json' })) as { name: string }[]).map(({ name }) => name);
    expect(await names({ schema: paths['a/a.graphql'] })).toEqual(['A']);
    expect(await names({ schema: dirname(paths['a/a.graphql']) })).toEqual(['A']);
    expect(await names({ schema: { text: enumOf('T') } })).toEqual(['T']);
    expect(
      await names({ schema: [{ text: enumOf('T') }, paths['b.graphql'], { text: 'type Query { a: Int }' }] }),
    ).toEqual(['T', 'B']);
  });

  it('sends headers to a server', async () => {
    const received: unknown[] = [];
    const handle = async (request: IncomingMessage, response: ServerResponse) => {
      received.push(request.headers.authorization);
      const { query } = (await json(request)) as { query: string };
      response.end(JSON.stringify(graphqlSync({ schema, source: query })));
    };
    const server = createServer((request, response) => void handle(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    expect(await createDocs({ schema: url, headers: { authorization: 'Bearer 1' }, timeout: 20 })).toContain(
      'WRONG_TOTP',
    );
    expect(received).toEqual(['Bearer 1']);
  });
});

describe('diffSchemas', () => {
  it('returns findings, breaking ones first, and notes', async () => {
    const { findings, notes } = await diffSchemas(
      { text: enumOf('A', 'B'), name: 'released' },
      { text: enumOf('B', 'LATER') },
    );
    expect(findings.map(({ level, coordinate, place }) => [level, coordinate, place?.file])).toEqual([
      ['breaking', 'ErrorCodeEnum.A', 'released'],
      ['safe', 'ErrorCodeEnum.LATER', 'text'],
    ]);
    expect(notes).toEqual([]);
  });

  it('compares schemas that were built already', async () => {
    expect(await diffSchemas(schema, buildSchema(typeDefs + host))).toEqual({ findings: [], notes: [] });
    const { notes } = await diffSchemas(schema, { text: enumOf('A') });
    expect(notes[0]).toMatch(/^text has no metadata/);
  });
});

describe('lintDocuments', () => {
  it('returns findings with their places', async () => {
    const paths = createFiles({ 'a.graphql': 'mutation { paint { wall } }' });
    const { findings, mutations } = await lintDocuments([paths['a.graphql']], { schema });
    expect(findings).toEqual([
      expect.objectContaining({
        level: 'error',
        coordinate: 'Mutation.paint',
        place: { file: paths['a.graphql'], line: 1, column: 12 },
      }),
    ]);
    expect(mutations).toBe(1);
  });
});

describe('checkMessages', () => {
  it('returns findings, and adds stubs with "write"', async () => {
    const paths = createFiles({ 'm/en.json': '{ "codes": {}, "generic": { "title": "a", "sentence": "b" } }' });
    const options = { schema: { text: enumOf('A') } };
    const { findings, files, codes, added } = await checkMessages([dirname(paths['m/en.json'])], options);
    expect(findings.map(({ message }) => message)).toEqual(['codes has no text for A. Add one, or run with "write".']);
    expect({ files, codes, added }).toEqual({ files: 1, codes: 1, added: 0 });
    expect((await checkMessages([paths['m/en.json']], { ...options, write: true })).added).toBe(1);
    expect(readFileSync(paths['m/en.json'], 'utf8')).toContain('TODO: A');
  });
});

describe('importCodes', () => {
  it('converts a file or a text', async () => {
    const paths = createFiles({ 'a.csv': 'Code,Owner\nA_B,me\n' });
    expect(await importCodes(paths['a.csv'], { as: 'extend' })).toEqual({
      output: 'extend enum ErrorCodeEnum {\n  A_B\n}\n',
      codes: 1,
      notes: [`${paths['a.csv']}:1 the column "Owner" is not imported.`],
    });
    const { output } = await importCodes({ text: '[{"code":"a-b"}]' }, { rename: 'screaming', format: 'ts' });
    expect(output).toContain("A_B: { value: 'a-b' }");
  });
});

describe('initProject', () => {
  it('writes files, and returns them with instructions', async () => {
    const { 'package.json': manifest } = createFiles({ 'package.json': '{}' });
    const folder = join(dirname(manifest), 'shop');
    const { written, instructions } = await initProject(folder, { onlyOwn: true });
    expect(written).toEqual(
      ['schema/error-codes.graphql', 'messages/en.json', 'codegen.ts'].map((name) => join(folder, name)),
    );
    expect(written.every((path) => existsSync(path))).toBe(true);
    expect(instructions).toContain('createErrorModule({ builtIn: false })');
    expect((await initProject(folder)).written).toEqual([]);
  });
});

describe('formatReport', () => {
  const findings: readonly Finding[] = [
    { level: 'error', coordinate: 'A.b', message: 'A.b is wrong.', place: { file: 'a', line: 1, column: 2 } },
    { level: 'warning', coordinate: 'A.c', message: 'A.c is odd.', place: null },
  ];

  it('formats findings for people, programs and workflows', () => {
    expect(formatReport(findings)).toBe('a:1:2 A.b is wrong.\nwarning: A.c is odd.\n');
    expect(formatReport(findings, { summary: 'Two.' })).toBe('a:1:2 A.b is wrong.\nwarning: A.c is odd.\nTwo.\n');
    expect(JSON.parse(formatReport(findings, { format: 'json', summary: 'Two.' }))).toEqual(findings);
    expect(formatReport(findings, { format: 'github' })).toBe(
      '::error file=a,line=1,col=2::A.b is wrong.\n::warning::A.c is odd.\n',
    );
    expect(formatReport([])).toBe('');
  });

  it('colors text alone, whatever the terminal', () => {
    const always = { validateStream: false };
    expect(formatReport(findings, { colors: true })).toBe(
      `${styleText('red', 'a:1:2', always)} A.b is wrong.\n${styleText('yellow', 'warning:', always)} A.c is odd.\n`,
    );
    expect(formatReport(findings, { colors: true, format: 'github' })).not.toContain('\u001B');
  });
});

describe('options', () => {
  const expectedSchema = 'must be a path, glob, folder or URL, { text }, a list of them, or a GraphQLSchema, got';

  it.each([
    ['createDocs has no option "schemas". Did you mean "schema"?', createDocs, [{ schemas: 'a' }]],
    ['createDocs expects an options object, got null.', createDocs, [null]],
    ['createDocs: "format" must be "md", "html" or "json", got "pdf".', createDocs, [{ format: 'pdf' }]],
    [`createDocs: "schema" ${expectedSchema} [].`, createDocs, [{ schema: [] }]],
    [
      'createDocs: "timeout" must be a number of seconds above 0, and at most 300, got 0.',
      createDocs,
      [{ timeout: 0 }],
    ],
    [
      'createDocs: "headers" must be an object with the values of headers by their names, got {"a b":"c"}.',
      createDocs,
      [{ headers: { 'a b': 'c' } }],
    ],
    ['createDocs: "columns" must be a list of strings, got "retry".', createDocs, [{ columns: 'retry' }]],
    [`diffSchemas: "newSchema" ${expectedSchema} undefined.`, diffSchemas, ['a']],
    ['diffSchemas has no option "enumNam". Did you mean "enumName"?', diffSchemas, ['a', 'b', { enumNam: 'A' }]],
    [`lintDocuments: "schema" ${expectedSchema} undefined.`, lintDocuments, [['a'], {}]],
    [
      'lintDocuments: "patterns" must be a list of paths, globs and folders, or { text }, got "a".',
      lintDocuments,
      ['a', { schema: 'b' }],
    ],
    [`checkMessages: "schema" ${expectedSchema} 5.`, checkMessages, [['a'], { schema: 5 }]],
    ['checkMessages: "write" must be true or false, got "yes".', checkMessages, [['a'], { schema: 'a', write: 'yes' }]],
    ['importCodes: "table" must be the path of a file, or { text }, got null.', importCodes, [null]],
    [
      'importCodes: "as" must be "enum" or "extend", got "extends". Did you mean "extend"?',
      importCodes,
      ['a', { as: 'extends' }],
    ],
    ['initProject: "folder" must be the path of a folder, got 5.', initProject, [5]],
    ['initProject has no option "only-own". Did you mean "onlyOwn"?', initProject, ['a', { 'only-own': true }]],
    ['formatReport: "format" must be "text", "json" or "github", got "xml".', formatReport, [[], { format: 'xml' }]],
  ])('are checked: %s', async (message, run, args) => {
    const error = await errorOf(() => untyped(run)(...args));
    expect(error).toBeInstanceOf(TypeError);
    expect(error.message).toBe(message);
  });

  it('are named in messages as in code', async () => {
    const messages = [
      [() => createDocs({ title: 'T', format: 'json' }), '"title" requires "format" md or html, got json.'],
      [() => createDocs({ introduction: ' ' }), '"introduction" must not be empty.'],
      [() => createDocs({ linkBase: 'x:y' }), '"linkBase" must be'],
      [() => createDocs({ enumName: 'A' }), '"enumName" requires "schema".'],
      [
        () => untyped(createDocs)({ columns: ['retri'] }),
        '"columns" has "retri", which is not a column. Did you mean "retry"?',
      ],
      [
        () => createDocs({ schema, enumName: 'ErrorCodeEnu' }),
        'the schema: The schema has no enum "ErrorCodeEnu". Did you mean',
      ],
      [
        () => createDocs({ schema: 'type Query { a: Int }' }),
        'Expected a path, glob, folder, URL or "text", got the text',
      ],
      [() => importCodes({ text: 'Code,Text\na-b,\n' }), `"{ rename: 'screaming' }" converts the names.`],
      [() => importCodes({ text: 'Code,Text\nMFA_FAILED,\n' }, { as: 'extend' }), `or use { as: 'enum' }.`],
      [() => importCodes({ text: 'Code,Text\nA,\n' }, { enumName: 'a-b' }), '"enumName" must be a GraphQL name'],
    ] as const;
    for (const [run, message] of messages) {
      const error = await errorOf(run);
      expect(error).toBeInstanceOf(UsageError);
      expect(error.message).toContain(message);
      expect(error.message).not.toContain('--');
    }
  });

  it('may be undefined', async () => {
    const nothing = { enumName: undefined, headers: undefined, timeout: undefined };
    expect(await createDocs({ schema, ...nothing })).toBe(await createDocs({ schema }));
  });
});

describe('the tools', () => {
  it('leave the process as it is', async () => {
    const before = [process.cwd(), process.exitCode, [...process.argv]];
    const paths = createFiles({ 'a.graphql': 'mutation { paint { wall } }' });
    await lintDocuments([paths['a.graphql']], { schema });
    await errorOf(() => createDocs({ schema: 'absent.graphql' }));
    expect([process.cwd(), process.exitCode, process.argv]).toEqual(before);
  });

  it('throw a UsageError for what the user can cause, without what was read', async () => {
    const paths = createFiles({ 'a.graphql': `type ${'A'.repeat(100_000)} !` });
    const error = await errorOf(() => createDocs({ schema: paths['a.graphql'] }));
    expect(error.name).toBe('UsageError');
    expect(error.message.length).toBeLessThan(1100);
    expect(Object.keys(error)).toEqual(['name']);
  });
});
