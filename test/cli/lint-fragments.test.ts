import { describe, expect, it } from 'vitest';
import { bundleProgram, createFolder } from './program.js';

const { run: program } = bundleProgram(['@graphql-tools/graphql-tag-pluck']);

const schema = `type Query { ok: Boolean }
type Mutation { paint: Paint }
type Paint { errors: [Error!]! ok: Boolean }`;

const details = 'details { __typename ... on ActiveModelError { attribute type } ... on MessageError { message } }';
const errors = `errors { errorCode ${details} }`;
const complete = `fragment P on Paint { ${errors} }`;
const poor = 'fragment P on Paint { ok }';
const paint = 'mutation { paint { ...P } }';
const absent = `Mutation.paint does not select errors. Add ${errors}.`;

/** Runs lint on files, and returns the lines of its report without the last. */
async function lint(files: Readonly<Record<string, string>>, ...patterns: readonly string[]) {
  const folder = createFolder({ 'schema.graphql': schema, ...files });
  const { stdout, stderr } = await program(folder, 'lint', ...patterns, '--schema', 'schema.graphql');
  expect(stderr).toBe('');
  return stdout.trim().split('\n').slice(0, -1);
}

describe('fragments', () => {
  it('are found in other files', async () => {
    const files = { 'src/a.graphql': paint, 'src/deep/p.gql': complete };
    expect(await lint(files, 'src/**/*.{graphql,gql}')).toEqual([]);
  });

  it.each(['a', 'z'])('are those of the own file first, whatever the order of files: %s', async (other) => {
    const files = { 'src/m.graphql': `${paint} ${complete}`, [`src/${other}.graphql`]: `${paint} ${poor}` };
    expect(await lint(files, 'src')).toEqual([`src/${other}.graphql:1:12 ${absent}`]);
  });

  it.each([
    ['graphql-tag/loader', '#import "../p/good.graphql"'],
    ['single quotes and spaces', "  # import '../p/good.graphql'"],
    ['names', '# import P from "../p/good.graphql"'],
    ['several names', "# import Q, P from '../p/good.graphql'"],
    ['all names', "# import * from '../p/good.graphql'"],
    ['another import before', '#import "../p/other.graphql"\r\n#import "../p/good.graphql"\r'],
    ['an import of an import', '#import "../p/all.graphql"'],
    ['an alias of a bundler', '#import "~/p/good.graphql"'],
    ['an alias with a name', '#import "@app/p/good.graphql"'],
  ])('are those of the imported file next: %s', async (_case, comment) => {
    const files = {
      'src/m/a.graphql': `${comment}\n${paint}`,
      'src/p/bad.graphql': poor,
      'src/p/good.graphql': `#import "./all.graphql"\n${complete}`,
      'src/p/other.graphql': 'fragment O on Paint { ok }',
      'src/p/all.graphql': '#import "./good.graphql"\n',
    };
    expect(await lint(files, 'src')).toEqual([]);
    // Imported files need not be passed.
    expect(await lint(files, 'src/m/a.graphql')).toEqual([]);
  });

  it('of an alias for another folder are those of the only document at that path', async () => {
    const files = { 'ee/js/a.graphql': `#import "~/p/good.graphql"\n${paint}`, 'js/p/good.graphql': complete };
    expect(await lint({ ...files, 'js/bad.graphql': poor }, 'ee', 'js')).toEqual([]);
    expect(await lint({ ...files, 'app/p/good.graphql': poor }, 'ee', 'js', 'app')).toEqual([
      expect.stringContaining('ee/js/a.graphql:1:1 warning: The imported file ~/p/good.graphql was not found.'),
      expect.stringContaining('ee/js/a.graphql:2:20 ...P has different definitions, in app/p/good.graphql:1:1 and'),
    ]);
  });

  it('of an imported file use those of that file', async () => {
    const files = {
      'a.graphql': '#import "./p.graphql"\nmutation { paint { ...Q } }\nfragment Q on Paint { ...P }',
      'p.graphql': `fragment P on Paint { errors { ...E } }\nfragment E on Error { errorCode ${details} }`,
      'b.graphql': 'fragment E on Error { errorCode }',
    };
    expect(await lint(files, '*.graphql')).toEqual([]);
  });

  it('with other names than the imported ones are not imported', async () => {
    const files = {
      'a.graphql': `# import Q from "./p.graphql"\n${paint}`,
      'p.graphql': `${complete} fragment Q on Paint { ok }`,
    };
    expect(await lint(files, 'a.graphql')).toEqual([
      'a.graphql:2:20 ...P is not defined in any of the documents. Also pass the file that defines it.',
    ]);
  });

  it('that differ clash, where no import decides', async () => {
    const files = { 'src/a.graphql': paint, 'src/b.graphql': complete, 'src/c.graphql': `\n${poor}` };
    expect(await lint(files, 'src')).toEqual([
      'src/a.graphql:1:20 ...P has different definitions, in src/b.graphql:1:1 and src/c.graphql:2:1. Import the right one with #import, or rename one.',
    ]);
    expect(await lint({ ...files, 'src/c.graphql': complete.replaceAll(' ', '\n ') }, 'src')).toEqual([]);
  });

  it('are not checked where a file of imports is not passed', async () => {
    const files = {
      'a.graphql': `#import "./p.graphql"\n${paint}`,
      'p.graphql': `${complete} mutation { paint { ok } }`,
    };
    expect(await lint(files, 'a.graphql')).toEqual([]);
  });

  it('of a missing file are reported, where the import is', async () => {
    const files = { 'src/a.graphql': `# First.\n  #import "./absent.graphql"\n${paint} ${complete}` };
    expect(await lint(files, 'src')).toEqual([
      'src/a.graphql:2:3 The imported file ./absent.graphql was not found. Correct the path, which is relative to this file.',
    ]);
    const alias = { 'src/a.graphql': `#import "~/absent.graphql"\n${paint}`, 'src/p.graphql': complete };
    expect(await lint(alias, 'src')).toEqual([
      'src/a.graphql:1:1 warning: The imported file ~/absent.graphql was not found. Aliases of bundlers are unknown: its fragments are searched in all documents.',
    ]);
  });

  it('of an imported file that is invalid are reported, where the mistake is', async () => {
    const files = { 'a.graphql': `#import "./p.graphql"\n${paint}`, 'p.graphql': 'fragment P on Paint {' };
    expect(await lint(files, 'a.graphql')).toEqual([
      'a.graphql:2:20 ...P is not defined in any of the documents. Also pass the file that defines it.',
      'p.graphql:1:22 Syntax Error: Expected Name, found <EOF>.',
    ]);
  });
});

describe('fragments in source code', () => {
  const code = (...templates: readonly string[]) =>
    templates.map((text, index) => `const v${index} = gql\`${text}\`;`).join('\n');

  it('are those of the same template, then of the same file', async () => {
    const files = {
      'src/a.ts': code(`${paint} ${complete}`, poor),
      'src/b.ts': code(paint, complete),
      'src/c.graphql': poor,
    };
    expect(await lint(files, 'src/*.ts', 'src/*.graphql')).toEqual([]);
  });

  it.each([
    ["import { p } from './p/good';", 'p/good.ts'],
    ["import { p } from './p/good.js';", 'p/good.ts'],
    ["import { p } from './p';", 'p/index.tsx'],
    ["const p = require('./p/good.graphql');", 'p/good.graphql'],
  ])('that differ are those of the imported module: %s', async (statement, file) => {
    const own = (text: string) => (file.endsWith('.graphql') ? text : code(text));
    const files = { 'm.ts': `${statement}\n${code(`${paint} \${p}`)}`, [file]: own(complete), 'p/bad.graphql': poor };
    expect(await lint(files, '**/*.{ts,tsx}', 'p/*.graphql')).toEqual([]);
    expect(await lint({ ...files, 'm.ts': code(paint) }, '**/*.{ts,tsx}', 'p/*.graphql')).toHaveLength(1);
  });

  it('may be the constant of this package', async () => {
    const use = 'mutation { paint { errors { ...PayloadError } } }';
    const statement = "import { payloadErrorFragment } from 'graphql-error-codes/client';";
    const undefinedFragment =
      '...PayloadError is not defined in any of the documents. Also pass the file that defines it.';
    expect(await lint({ 'a.ts': `${statement}\n${code(`${use} \${payloadErrorFragment}`)}` }, 'a.ts')).toEqual([]);
    expect(
      await lint({ 'a.ts': `${statement}\nconst a = /* GraphQL */ \`${use}\` + payloadErrorFragment;` }, 'a.ts'),
    ).toEqual([]);
    expect(await lint({ 'a.ts': code(use) }, 'a.ts')).toEqual([`a.ts:1:44 ${undefinedFragment}`]);
    // A fragment of that name in the file precedes.
    const own = `${use} fragment PayloadError on Error { errorCode }`;
    expect(await lint({ 'a.ts': `${statement}\n${code(own)}` }, 'a.ts')).toHaveLength(1);
  });

  it('of a constant with the same name are those of the project', async () => {
    const use = code('mutation { paint { errors { ...PayloadError } } } ${payloadErrorFragment}');
    const files = {
      'frag.ts': 'export const payloadErrorFragment = gql`fragment PayloadError on Error { errorCode }`;',
      'use.ts': `import { payloadErrorFragment } from './frag';\n${use}`,
    };
    expect(await lint(files, '*.ts')).toEqual([
      `use.ts:2:35 Mutation.paint selects errors without details. Add ${details}.`,
    ]);
    // A module of the project that exports the constant again need not be passed.
    expect(await lint({ 'use.ts': files['use.ts'] }, 'use.ts')).toEqual([]);
  });

  it('need the constant itself, not only its import or a comment', async () => {
    const use = code('mutation { paint { errors { ...PayloadError } } }');
    const statement = "import { payloadErrorFragment } from 'graphql-error-codes/client'; // payloadErrorFragment";
    expect(await lint({ 'a.ts': `${statement}\n${use}` }, 'a.ts')).toEqual([
      'a.ts:2:44 ...PayloadError is not defined in any of the documents. Also pass the file that defines it.',
    ]);
  });
});

it.each(['a', 'z'])('equal fragments clash when the fragments that they spread differ: %s', async (folder) => {
  const files = {
    'm/p.graphql': `fragment P on Paint { errors { ...E } } fragment E on Error { errorCode }`,
    [`${folder}/p.graphql`]: `fragment P on Paint { errors { ...E } } fragment E on Error { errorCode ${details} }`,
    'ops/m.graphql': paint,
  };
  expect(await lint(files, 'm', folder, 'ops')).toEqual([
    expect.stringContaining('ops/m.graphql:1:20 ...P has different definitions, in '),
  ]);
});
