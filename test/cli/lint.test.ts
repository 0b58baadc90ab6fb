import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundleProgram, createFolder } from './program.js';

const { run: program, runWith } = bundleProgram();

const schema = `type Query { ok: Boolean user: User }
type Mutation {
  paint(colour: String): Paint
  paintAll: [Paint!]!
  note: String
  draw: Drawing
  cut: Shape
  walls: WallMutations
  rename: Renamed
}
type Paint { errors: [Error!]! failures: [Error!]! ok: Boolean }
union Drawing = Drawn | NotDrawn | Nothing
type Drawn { id: ID }
type NotDrawn { errors: [Error!]! }
type Nothing { reason: String }
interface Shape { errors: [Error!]! }
type Square implements Shape { errors: [Error!]! side: Int }
type Circle implements Shape { errors: [Error!]! radius: Int }
type WallMutations { build: Paint inner: InnerMutations }
type InnerMutations { build: Paint }
type Renamed { user: User }
type User { errors: [Error!]! name: String }`;

const members = '... on ActiveModelError { attribute type } ... on MessageError { message }';
const details = `details { __typename ${members} }`;
const errors = `errors { errorCode ${details} }`;

const lint = (files: Readonly<Record<string, string>>, ...args: string[]) =>
  program(createFolder({ 'schema.graphql': schema, ...files }), 'lint', ...args, '--schema', 'schema.graphql');
const lintText = (text: string) => lint({ 'a.graphql': text }, 'a.graphql');

/** Returns the lines of a report without the last, which has to count them. */
async function problemsOf(text: string): Promise<readonly string[]> {
  const { status, stdout, stderr } = await lintText(text);
  const lines = stdout.trim().split('\n');
  const problems = lines.slice(0, -1);
  expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
  expect(lines.at(-1)).toContain(` ${problems.length} problem`);
  return problems;
}

describe('lint', () => {
  it.each([
    ['complete selections', `mutation { paint { ${errors} } }`, 1],
    ['another name of the mutation', `mutation { p: paint { ${errors} } q: paint { ${errors} } }`, 2],
    ['a field selected in parts', `mutation { paint { errors { errorCode } errors { ${details} } } }`, 1],
    [
      'a mutation selected in parts',
      `mutation { paint { ok } ...M } fragment M on Mutation { paint { ${errors} } }`,
      1,
    ],
    [
      'fragments at each level',
      `mutation { ...M } fragment M on Mutation { paint { ...P } } fragment P on Paint { ... on Paint { errors { ...E } } } fragment E on Error { errorCode ... { details { ...D } } } fragment D on DetailedError { __typename ${members} }`,
      1,
    ],
    ['a list of payloads', `mutation { paintAll { ${errors} } }`, 1],
    ['an interface', `mutation { cut { ${errors} } }`, 1],
    ['each type of an interface', `mutation { cut { ... on Square { ${errors} } ... on Circle { ${errors} } } }`, 1],
    ['the failed types of a union', `mutation { draw { ... on NotDrawn { ${errors} } } }`, 1],
    ['namespaces', `mutation { walls { build { ${errors} } inner { build { ${errors} } } } }`, 2],
    ['an extra name', `mutation { paint { ${errors} e: errors { errorCode } } }`, 1],
    ['a mutation that is optional as a whole', `mutation ($x: Boolean!) { paint @include(if: $x) { ${errors} } }`, 1],
    [
      'an optional fragment around mutations',
      `mutation ($x: Boolean!) { ... @skip(if: $x) { paint { ${errors} } } }`,
      1,
    ],
    ['conditions that always hold', `mutation { paint { ... @include(if: true) @defer(if: false) { ${errors} } } }`, 1],
    ['a condition beside', `mutation ($x: Boolean!) { paint { ${errors} errors @skip(if: $x) { errorCode } } }`, 1],
    [
      'conditions of which one holds',
      `mutation ($x: Boolean!) { paint { errors @include(if: $x) { errorCode ${details} } errors @skip(if: $x) { errorCode ${details} } } }`,
      1,
    ],
    ['fields that the client resolves', `mutation { local @client paint { ${errors} } }`, 1],
    [
      'cyclic fragments',
      `mutation { paint { ...P } } fragment P on Paint { ${errors} ...Q } fragment Q on Paint { ...P }`,
      1,
    ],
    [
      'operations and SDL beside',
      `mutation { paint { ${errors} } } query { ok } subscription { a } type A { a: Int }`,
      1,
    ],
  ])('accepts %s', async (_case, text, count) => {
    expect(await lintText(text)).toEqual({
      status: 0,
      stdout: `${count} mutation${count === 1 ? '' : 's'} with typed errors, 0 problems.\n`,
      stderr: '',
    });
  });

  it.each([
    [
      'no errors',
      'mutation {\n  paint { ok }\n}',
      `a.graphql:2:3 Mutation.paint does not select errors. Add ${errors}.`,
    ],
    [
      'errors without details',
      'mutation { paint {\n  errors { errorCode } } }',
      `a.graphql:2:3 Mutation.paint selects errors without details. Add ${details}.`,
    ],
    [
      'errors without code and details, in a fragment',
      'mutation { paint { ...P } }\nfragment P on Paint { errors { __typename } }',
      `a.graphql:2:23 Mutation.paint selects errors without errorCode and details. Add errorCode ${details}.`,
    ],
    [
      'details without their fields',
      'mutation { paint { errors { errorCode details { __typename } } } }',
      `a.graphql:1:39 Mutation.paint selects details without ActiveModelError { attribute type } and MessageError { message }. Add ${members}.`,
    ],
    [
      'details without a field',
      'mutation { paint { errors { errorCode details { __typename ... on ActiveModelError { attribute } ... on MessageError { message } } } } }',
      'a.graphql:1:39 Mutation.paint selects details without ActiveModelError { attribute type }. Add ... on ActiveModelError { attribute type }.',
    ],
    [
      'errors under another name',
      `mutation { paint { e: errors { errorCode ${details} } } }`,
      'a.graphql:1:20 Mutation.paint selects errors as "e", where clients read "errors". Remove the alias.',
    ],
    [
      'the code under another name',
      `mutation { paint { errors { code: errorCode ${details} } } }`,
      'a.graphql:1:29 Mutation.paint selects errorCode as "code" of errors, where clients read "errorCode". Remove the alias.',
    ],
    [
      'a field of details under another name',
      'mutation { paint { errors { errorCode details { __typename ... on ActiveModelError { attribute kind: type } ... on MessageError { message } } } } }',
      'a.graphql:1:96 Mutation.paint selects type as "kind" of ActiveModelError, where clients read "type". Remove the alias.',
    ],
    [
      'another field under the name of errors',
      `mutation { paint { errors: failures { errorCode ${details} } } }`,
      'a.graphql:1:20 Mutation.paint selects failures as "errors", where clients read the field errors. Choose another alias.',
    ],
    [
      'optional errors',
      `mutation ($x: Boolean!) { paint { errors @include(if: $x) { errorCode ${details} } } }`,
      'a.graphql:1:35 Mutation.paint selects errors only with @include(if: $x). Select it without a condition.',
    ],
    [
      'an optional code',
      `mutation ($x: Boolean = false) { paint { errors { errorCode @skip(if: $x) ${details} } } }`,
      'a.graphql:1:51 Mutation.paint selects errorCode of errors only with @skip(if: $x). Select it without a condition.',
    ],
    [
      'errors in an optional fragment',
      `mutation ($x: Boolean!) { paint { ...P @include(if: $x) } } fragment P on Paint { ${errors} }`,
      'a.graphql:1:40 Mutation.paint selects errors only with @include(if: $x). Select it without a condition.',
    ],
    [
      'a code in a fragment that is spread with a condition, at the condition',
      `mutation ($x: Boolean!) {\n paint { errors { ${details}\n ...E @include(if: $x) } } } fragment E on Error { errorCode }`,
      'a.graphql:3:7 Mutation.paint selects errorCode of errors only with @include(if: $x). Select it without a condition.',
    ],
    [
      'deferred errors',
      `mutation { paint { ok ... @defer { ${errors} } } }`,
      'a.graphql:1:27 Mutation.paint selects errors only with @defer. Select it without a condition.',
    ],
    [
      'errors that are never selected',
      `mutation { paint { errors @skip(if: true) { errorCode ${details} } } }`,
      `a.graphql:1:12 Mutation.paint does not select errors. Add ${errors}.`,
    ],
    [
      'errors that depend on another condition than the mutation',
      `mutation ($x: Boolean!) { paint { ok } paint @include(if: $x) { ${errors} } }`,
      'a.graphql:1:46 Mutation.paint selects errors only with @include(if: $x). Select it without a condition.',
    ],
    [
      'an interface',
      'mutation { cut { __typename } }',
      `a.graphql:1:12 Mutation.cut does not select errors. Add ${errors}.`,
    ],
    [
      'a type of an interface',
      `mutation { cut { ... on Square { ${errors} } } }`,
      `a.graphql:1:12 Mutation.cut does not select errors of Circle. Add ... on Circle { ${errors} }.`,
    ],
    [
      'a union',
      'mutation { draw { ... on Drawn { id } } }',
      `a.graphql:1:12 Mutation.draw does not select errors of NotDrawn. Add ... on NotDrawn { ${errors} }.`,
    ],
    [
      'a mutation in a namespace',
      'mutation { walls { inner { build { ok } } } }',
      `a.graphql:1:28 InnerMutations.build does not select errors. Add ${errors}.`,
    ],
    [
      'a mutation that the schema does not have',
      'mutation { pain { errors { errorCode } } }',
      'a.graphql:1:12 Mutation.pain is not in the schema. Did you mean "paint"?',
    ],
    [
      'a type that the schema does not have',
      `mutation { paint { ... on Wall { ${errors} } } }`,
      'a.graphql:1:20 Wall is not in the schema. The schema or the document is out of date.',
    ],
    [
      'an undefined fragment',
      `mutation { paint { ...P ${errors} } }`,
      'a.graphql:1:20 ...P is not defined in any of the documents. Also pass the file that defines it.',
    ],
    [
      'an undefined fragment, without what it may select',
      'mutation { paint { ...P } }',
      'a.graphql:1:20 ...P is not defined in any of the documents. Also pass the file that defines it.',
    ],
  ])('reports %s', async (_case, text, line) => {
    expect(await problemsOf(text)).toEqual([line]);
  });

  it('advises a fragment of the documents that selects all of an error', async () => {
    const fragments = `fragment Some on Error { errorCode } fragment All on Error { errorCode ${details} }`;
    expect(await problemsOf(`mutation { paint { ok } paintAll { errors { errorCode } } } ${fragments}`)).toEqual([
      'a.graphql:1:12 Mutation.paint does not select errors. Add errors { ...All }.',
      'a.graphql:1:36 Mutation.paintAll selects errors without details. Add ...All.',
    ]);
  });

  it('names the types of the schema, and all members of its details', async () => {
    const own = `type Mutation { paint: Paint } type Paint { errors: [ShopError!]! } type Query { ok: Boolean }
      type ShopError { errorCode: ShopCode! details: [ShopDetail!] } enum ShopCode { A }
      union ShopDetail = Retry | ShopInvalid | ShopMessage
      type ShopInvalid { attribute: String! type: String! } type ShopMessage { message: String! }
      type Retry { seconds: Int! policy(of: ID!): String after: Date } type Date { iso: String }
      directive @errors(codes: [String!]!) on FIELD_DEFINITION`;
    const shop =
      'errorCode details { __typename ... on Retry { seconds } ... on ShopInvalid { attribute type } ... on ShopMessage { message } }';
    const run = (text: string) => lint({ 'schema.graphql': own, 'a.graphql': text }, 'a.graphql');
    expect((await run('mutation { paint { __typename } }')).stdout).toContain(`Add errors { ${shop} }.\n`);
    expect((await run(`mutation { paint { errors { ${shop} } } }`)).status).toBe(0);
    expect((await run(`mutation { paint { errors { ...E } } } fragment E on Error { errorCode }`)).stdout).toContain(
      'a.graphql:1:29 ...E is on Error, which is not in the schema. The type of errors is ShopError: write the fragment for it.\n',
    );
    // Clients still see the failure and its code.
    expect(await run(`mutation { paint { errors { ${shop.replace('... on Retry { seconds } ', '')} } } }`)).toEqual({
      status: 0,
      stdout:
        'a.graphql:1:39 warning: Mutation.paint selects details without Retry { seconds }. Add ... on Retry { seconds }.\n1 mutation with typed errors, 0 problems, 1 warning.\n',
      stderr: '',
    });
  });

  it('warns of details without __typename, which client libraries often add', async () => {
    const { status, stdout } = await lintText(`mutation { paint { errors { errorCode details { ${members} } } } }`);
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout:
        'a.graphql:1:39 warning: Mutation.paint selects details without __typename, so types that are added later look empty. Add __typename.\n1 mutation with typed errors, 0 problems, 1 warning.\n',
    });
  });

  it('counts mutations with typed errors only', async () => {
    const { stdout } = await lintText(`mutation { pain { ok } note rename { user { name } } paint { ${errors} } }`);
    expect(stdout.split('\n').at(-2)).toBe('1 mutation with typed errors, 1 problem.');
  });
});

describe('lint of documents without mutations to check', () => {
  const query = { 'a.graphql': '{ ok }', 'b.graphql': 'query { ok }' };

  it('fails when there is no mutation, unless that is allowed', async () => {
    const searched = 'No mutation was found in 2 files with 2 GraphQL documents.';
    expect(await lint(query, 'a.graphql', 'b.graphql')).toEqual({
      status: 1,
      stdout: `${searched} Pass the files that have mutations, or use --allow-empty.\n0 mutations with typed errors, 1 problem.\n`,
      stderr: '',
    });
    expect(await lint(query, 'a.graphql', 'b.graphql', '--allow-empty')).toEqual({
      status: 0,
      stdout: `0 mutations with typed errors, 0 problems. ${searched}\n`,
      stderr: '',
    });
  });

  it('passes when no mutation has typed errors, and says so', async () => {
    expect(await lintText('mutation { note __typename }')).toEqual({
      status: 0,
      stdout: '0 mutations with typed errors, 0 problems. The documents have 1 mutation without.\n',
      stderr: '',
    });
  });

  it.each([
    [
      'type Query { ok: Boolean } type Mutation { note: String }',
      'no mutation has typed errors (errors: [Error!]! in its payload), so there is nothing to check.',
    ],
    ['type Query { ok: Boolean }', 'the schema has no mutations, so there is nothing to check.'],
  ])('rejects the schema %s', async (text, message) => {
    expect(await lint({ 'schema.graphql': text, 'a.graphql': 'mutation { note }' }, 'a.graphql')).toEqual({
      status: 2,
      stdout: '',
      stderr: `schema.graphql: ${message}\n`,
    });
  });
});

describe('lint of files', () => {
  it('reports each file that it cannot read, and goes on', async () => {
    const folder = createFolder({
      'schema.graphql': schema,
      'src/a.graphql': 'mutation {',
      'src/b.graphql': '# Nothing.\n',
      'src/e.graphql': 'mutation { paint { ok } }',
      'src/x.graphql/y.txt': '',
    });
    writeFileSync(join(folder, 'src/c.graphql'), Buffer.from('mutation {\n  # gr\u00fcn\n  note }', 'latin1'));
    symlinkSync('absent.graphql', join(folder, 'src/d.graphql'));
    const { status, stdout, stderr } = await program(folder, 'lint', 'src/*.graphql', '--schema', 'schema.graphql');
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout.trim().split('\n')).toEqual([
      'src/a.graphql:1:11 Syntax Error: Expected Name, found <EOF>.',
      'src/b.graphql:1:1 warning: The file has no definitions.',
      'src/c.graphql:2:7 The file is not valid UTF-8 (byte 0xFC). Save the file as UTF-8.',
      ...(stdout.includes('src/d.graphql') ? ['src/d.graphql:1:1 The file src/d.graphql: no such file.'] : []),
      `src/e.graphql:1:12 Mutation.paint does not select errors. Add ${errors}.`,
      expect.stringMatching(/^1 mutation with typed errors, [34] problems, 1 warning\.$/),
    ]);
  });

  it.each([
    ['(auth)', 'app/(auth)/*.graphql'],
    ['(auth)', 'app/**/(auth)/*.graphql'],
    ['(auth)', 'app/\\(auth\\)/*.graphql'],
    ['(auth)', 'app\\(auth)\\*.graphql'],
    ['(auth)', 'app/(auth)/a.graphql'],
    ['(auth)', '{app,src}/(auth)/*.graphql'],
    ['(.)@modal', 'app/(.)@modal/{a,b}.graphql'],
    ['[id]', 'app/[id]/*.graphql'],
    ['[[...slug]]', 'app/[[...slug]]/*.graphql'],
    ['login', 'app/(login|logout)/*.graphql'],
    ['login', 'app/@(login|logout)/*.graphql'],
  ])('finds documents in %s with %s, and no others', async (name, pattern) => {
    const wrong = { 'app/auth/b.graphql': 'mutation {', 'app/i/b.graphql': 'mutation {' };
    const files = { [`app/${name}/a.graphql`]: 'mutation { paint }', ...wrong };
    const { stdout } = await lint(files, pattern);
    expect(stdout).toMatch(/ Mutation\.paint does not select errors\..*\n.* 1 problem\.\n$/);
  });

  it('checks a folder, and standard input', async () => {
    const files = { 'src/a.graphql': `mutation { paint { ${errors} } }`, 'src/notes.md': '# Notes' };
    expect((await lint(files, 'src')).stdout).toBe('1 mutation with typed errors, 0 problems.\n');
    const folder = createFolder({ 'schema.graphql': schema });
    const run = await runWith({ input: 'mutation { paint }' }, folder, 'lint', '-', '--schema', 'schema.graphql');
    expect(run.stdout.split('\n')[0]).toBe(`<stdin>:1:12 Mutation.paint does not select errors. Add ${errors}.`);
  });

  it('ignores other files that a glob matches, and rejects those that are passed', async () => {
    const files = { 'src/a.graphql': `mutation { paint { ${errors} } }`, 'src/notes.md': '# Notes' };
    expect((await lint(files, 'src/*')).status).toBe(0);
    expect(await lint(files, 'src/*', 'src/notes.md')).toEqual({
      status: 2,
      stdout: '',
      stderr:
        'src/notes.md: not a document. Expected .graphql or .gql, or source code with templates (.ts, .tsx, .js, .vue, ...).\n',
    });
    expect((await lint(files, 'none.graphql')).stderr).toBe(
      'none.graphql: no such file. Paths are relative to the current directory; quote globs.\n',
    );
  });

  it('writes annotations for GitHub workflows', async () => {
    const { stdout } = await lint({ 'a,b.graphql': 'mutation { paint { ok } }' }, 'a,b.graphql', '--format', 'github');
    expect(stdout.split('\n')[0]).toBe(
      `::error file=a%2Cb.graphql,line=1,col=12::Mutation.paint does not select errors. Add ${errors}.`,
    );
  });
});
