import { describe, expect, it } from 'vitest';
import { bundleProgram, createFolder } from './program.js';

const { run: program } = bundleProgram();
const { run: programWithCode } = bundleProgram(['@graphql-tools/graphql-tag-pluck']);

const schema = `type Query { ok: Boolean }
type Mutation {
  paint(colour: String): Paint
  paintAll: [Paint!]!
  note: String
}
type Paint { errors: [Error!]! ok: Boolean }`;

const lint = (files: Readonly<Record<string, string>>, ...args: string[]) =>
  program(createFolder({ 'schema.graphql': schema, ...files }), 'lint', ...args, '--schema', 'schema.graphql');
const lintCode = (file: string, text: string) =>
  programWithCode(createFolder({ 'schema.graphql': schema, [file]: text }), 'lint', file, '--schema', 'schema.graphql');
const lintText = (text: string) => lint({ 'a.graphql': text }, 'a.graphql');

describe('lint', () => {
  it('fails when no mutation has typed errors', async () => {
    const folder = createFolder({
      'schema.graphql': 'type Query { ok: Boolean } type Mutation { note: String }',
      'a.graphql': 'mutation { note }',
    });
    expect(await program(folder, 'lint', 'a.graphql', '--schema', 'schema.graphql')).toEqual({
      status: 2,
      stdout: '',
      stderr:
        'schema.graphql: no mutation has typed errors (errors: [Error!]! in its payload), so there is nothing to check.\n',
    });
  });

  it.each(['package.json', 'notes.md'])('rejects %s', async (file) => {
    expect(await lintCode(file, 'gql``')).toEqual({
      status: 2,
      stdout: '',
      stderr: `${file}: not a document. Expected .graphql or .gql, or source code with templates (.ts, .tsx, .js, .vue, ...).\n`,
    });
  });

  it.each([
    ['complete selections', 'mutation { paint { errors { errorCode details { __typename } } } }', 1],
    ['aliases', 'mutation { p: paint { e: errors { c: errorCode d: details { __typename } } } }', 1],
    ['a field selected in parts', 'mutation { paint { errors { errorCode } errors { details { __typename } } } }', 1],
    [
      'fragments at each level',
      'mutation { ...M } fragment M on Mutation { paint { ...P } } fragment P on Paint { ... on Paint { errors { ...E } } } fragment E on Error { errorCode ... { details { __typename } } }',
      1,
    ],
    ['a list of payloads', 'mutation { paintAll { errors { errorCode details { __typename } } } }', 1],
    [
      'mutations without typed errors, queries and SDL',
      'mutation { note __typename } query { ok } type Other { a: Int }',
      0,
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
      'a.graphql:2:3 Mutation.paint does not select errors. Add errors { errorCode details { __typename } }.',
    ],
    [
      'errors without details',
      'mutation { paint {\n  errors { errorCode } } }',
      'a.graphql:2:3 Mutation.paint selects errors without details. Add details { __typename }.',
    ],
    [
      'errors without code and details, in a fragment',
      'mutation { paint { ...P } }\nfragment P on Paint { errors { __typename } }',
      'a.graphql:2:23 Mutation.paint selects errors without errorCode and details. Add errorCode details { __typename }.',
    ],
    [
      'a mutation that the schema does not have',
      'mutation { pain { errors { errorCode } } }',
      'a.graphql:1:12 Mutation.pain is not in the schema. The schema or the document is out of date.',
    ],
    [
      'an undefined fragment',
      'mutation { paint { ...P errors { errorCode details { __typename } } } }',
      'a.graphql:1:20 ...P is not defined in any of the documents. Also pass the file that defines it.',
    ],
  ])('reports %s', async (_case, text, line) => {
    const { status, stdout, stderr } = await lintText(text);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).toMatch(/ 1 problem\.\n$/);
    expect(stdout.split('\n')[0]).toBe(line);
  });

  it('finds fragments in other files, and reports in the order of the files', async () => {
    const files = {
      'src/b.graphql': 'mutation { paint { ...P } note }',
      'src/deep/a.gql': 'mutation { paint { ok } }',
      'src/p.graphql': 'fragment P on Paint { errors { errorCode details { __typename } } }',
      'src/z.graphql': 'mutation { paintAll { ok } }',
    };
    const { stdout } = await lint(files, 'src/**/*.{graphql,gql}');
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => line.split(' ')[0]),
    ).toEqual(['src/deep/a.gql:1:12', 'src/z.graphql:1:12', '3']);
  });

  it('checks templates in source code, and locates problems in the file', async () => {
    const code = `import { gql } from '@apollo/client';
      export const fine = gql\`mutation { paint { ...P errors { errorCode details { __typename } } } } \${fragment}\`;
      export const fragment = gql\`fragment P on Paint { ok }\`;
      export const wrong = gql\`
        mutation {
          paint { ok }
        }\`;
      export const commented = /* GraphQL */ \`mutation { paint { ok } }\`;
      export const View = () => <p>{\`mutation { paint }\`}</p>;`;
    const { status, stdout, stderr } = await lintCode('view.tsx', code);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    const problem = 'Mutation.paint does not select errors. Add errors { errorCode details { __typename } }.';
    expect(stdout).toBe(
      `view.tsx:6:11 ${problem}\nview.tsx:8:58 ${problem}\n3 mutations with typed errors, 2 problems.\n`,
    );
  });

  it('locates syntax errors in source code', async () => {
    expect(await lintCode('view.ts', 'const a = 1;\nconst b c;')).toMatchObject({
      status: 2,
      stderr: 'view.ts:2:8 Missing initializer in const declaration.\n',
    });
  });

  it('names the package to install for source code', async () => {
    expect(await lint({ 'a.ts': 'gql`mutation { paint }`' }, 'a.ts')).toEqual({
      status: 2,
      stdout: '',
      stderr:
        'a.ts: reading GraphQL in source code requires a package. Run "npm install --save-dev @graphql-tools/graphql-tag-pluck".\n',
    });
  });

  it.each([
    [{ 'a.graphql': 'mutation {' }, ['a.graphql'], 'a.graphql:1:11 Syntax Error: Expected Name, found <EOF>.'],
    [{}, ['none.graphql'], 'none.graphql: no such file. Paths are relative to the current directory; quote globs.'],
    [
      { 'a.graphql': '{ ok }', 'schema.graphql': 'type Query { ok: Boolean }' },
      ['a.graphql'],
      'schema.graphql: the schema has no mutations, so there is nothing to check.',
    ],
  ])('rejects %j', async (files, args, message) => {
    expect(await lint(files, ...args)).toEqual({ status: 2, stdout: '', stderr: `${message}\n` });
  });

  it('writes annotations for GitHub workflows', async () => {
    const { stdout } = await lint({ 'a,b.graphql': 'mutation { paint { ok } }' }, 'a,b.graphql', '--format', 'github');
    expect(stdout.split('\n')[0]).toBe(
      '::error file=a%2Cb.graphql,line=1,col=12::Mutation.paint does not select errors. Add errors { errorCode details { __typename } }.',
    );
  });
});
