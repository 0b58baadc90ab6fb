import { describe, expect, it } from 'vitest';
import { bundleProgram, createFolder } from './program.js';

const { run: program } = bundleProgram(['@graphql-tools/graphql-tag-pluck']);
const { run: programWithoutPeer } = bundleProgram();

const schema = `type Query { ok: Boolean }
type Mutation { paint(colour: String, wall: Wall): Paint }
input Wall { name: String }
type Paint { errors: [Error!]! ok: Boolean }`;

const errors =
  'errors { errorCode details { __typename ... on ActiveModelError { attribute type } ... on MessageError { message } } }';
const absent = `Mutation.paint does not select errors. Add ${errors}.`;

async function lint(files: Readonly<Record<string, string>>, run = program) {
  const { status, stdout, stderr } = await run(
    createFolder({ 'schema.graphql': schema, ...files }),
    'lint',
    ...Object.keys(files),
    '--schema',
    'schema.graphql',
  );
  return { status, stderr, lines: stdout.trim().split('\n') };
}

describe('lint of source code', () => {
  it.each([
    ['a string', 'a.ts', "gql('mutation { paint { ok } }');", '1:6'],
    ['a string after a comment', 'a.ts', 'const m = /* GraphQL */ "mutation M { paint { ok } }";', '1:26'],
    [
      'the markup of Vue',
      'a.vue',
      '<template>\n<X :m="gql => gql`mutation T { paint { ok } }`" />\n</template>',
      '2:19',
    ],
    ['the markup of Svelte', 'a.svelte', '<X m={gql`\nmutation { paint { ok } }`} />', '1:11'],
  ])('reports a mutation that is not read: %s', async (_case, file, code, place) => {
    const { status, lines } = await lint({ [file]: code, 'a.graphql': `mutation { paint { ${errors} } }` });
    expect(lines[0]).toBe(
      `${file}:${place} The mutation in this literal is not read. Write it as a template in a script: gql\`mutation ...\`.`,
    );
    expect(status).toBe(1);
  });

  it('ignores mutations in comments, and other strings', async () => {
    const code = [
      '// gql`mutation { paint { ok } }`',
      '/**',
      ' * gql("mutation { paint { ok } }")',
      ' */',
      "console.log('gql', 'mutation { paint { ok } }');",
      "console.log(`curl ${url}/graphql 'mutation { paint { ok } }'`);",
      "const kind = gql('query { ok }');",
    ].join('\n');
    expect(await lint({ 'a.ts': code, 'a.graphql': `mutation { paint { ${errors} } }` })).toMatchObject({ status: 0 });
  });

  it.each([
    ['a tag', "import gql from 'graphql-tag';\nconst m = gql`mutation { paint { ok } }`;", '2:26'],
    [
      'a tag with another name',
      "import { gql as g } from '@apollo/client';\nconst m = g`mutation { paint { ok } }`;",
      '2:24',
    ],
    ['a tag of Relay', 'useMutation(graphql`\n  mutation Paint { paint { ok } }\n`);', '2:20'],
    ['a function of the client preset', 'const m = graphql(`\n  mutation { paint { ok } }\n`);', '2:14'],
    ['a function of gql.tada', 'const m = graphql(`mutation { paint { ok } }`, [fragment]);', '1:31'],
    ['a tag of a module', "import * as A from '@apollo/client';\nconst m = A.gql`mutation { paint { ok } }`;", '2:28'],
    [
      'a tag of the project with another name',
      "import { gql as q } from './gql';\nconst m = q`mutation { paint { ok } }`;",
      '2:24',
    ],
    ['a sum as an argument', 'const m = gql(`mutation { paint { ok } }` + fragment);', '1:27'],
    ['a comment', 'const m = /* GraphQL */ `mutation { paint { ok } }`;', '1:37'],
    ['a comment inside', 'const m = `#graphql\n  mutation { paint { ok } }` as const;', '2:14'],
    ['Windows lines', 'const a = 1;\r\nconst m = gql`\r\n  mutation {\r\n    paint { ok } }`;', '4:5'],
    ['escapes', 'const m = gql`# \\` \\${a}\n mutation { paint(colour: "\\\\n") { ok } }`;', '2:13'],
  ])('reads %s', async (_case, code, place) => {
    expect((await lint({ 'view.tsx': code })).lines).toEqual([
      `view.tsx:${place} ${absent}`,
      '1 mutation with typed errors, 1 problem.',
    ]);
  });

  it.each([
    [
      'Vue',
      'a.vue',
      '<template>\n  <textarea v-model="a" />\n  <p v-if="a > 1">`</p>\n</template>\n\n<!-- <script>const a = ;</script> -->\n<script lang="ts">\nexport default {};\n</script>\n<script setup lang="ts" generic="T extends Record<string, number>">\nconst m = gql`\n  mutation { paint { ok } }`;\n</script>\n<style>a > b {}</style>\n',
      '12:14',
    ],
    [
      'a block of Vue',
      'a.vue',
      '<template><p /></template>\n<graphql>\nmutation {\n  paint { ok }\n}\n</graphql>\n',
      '4:3',
    ],
    ['JSX in Vue', 'a.vue', '<script lang="tsx">const a = <p />; gql`mutation { paint { ok } }`;</script>', '1:52'],
    [
      'Svelte',
      'a.svelte',
      '<script type="application/ld+json">{ "mutation": "gql" }</script>\n<textarea bind:value={a} />\n<script context="module">\n  const m = gql`mutation { paint { ok } }`;\n</script>\n{#if a > 1}<p on:click={() => a}>a</p>{/if}\n',
      '4:28',
    ],
    [
      'Astro',
      'a.astro',
      '---\nif (a) return Astro.redirect(`/`);\nfor (;;) { return; }\nconst m = gql`\n  mutation { paint { ok } }`;\n---\n<p>{m} --- </p>\n',
      '5:14',
    ],
    ['a script of Astro', 'a.astro', '<p>a</p>\n<script>\n  gql`mutation { paint { ok } }`;\n</script>', '3:18'],
  ])('reads %s without its compiler, and locates problems in the file', async (_case, file, text, place) => {
    expect((await lint({ [file]: text })).lines).toEqual([
      `${file}:${place} ${absent}`,
      '1 mutation with typed errors, 1 problem.',
    ]);
  });

  it.each([
    ['fragments', 'gql`mutation { paint { ok ...P } } fragment P on Paint { %s } ${a} ${`}`}`'],
    ['values', 'gql`mutation { paint(colour: ${a}, wall: { name: ${b} }) { ok %s } }`'],
    ['names', 'gql`mutation ${a} { paint { %s } }`'],
    ['arguments', 'gql`mutation (${a}) { paint(${b}) { %s } }`'],
    ['more fields', 'gql`mutation { paint { ${a} %s ${b.c({ d: `{` })} } }`'],
    ['parts of strings and comments', 'gql`mutation { # ${a}\n paint(colour: "${b}") { %s } }`'],
  ])('accepts templates with %s', async (_case, code) => {
    const { status, lines } = await lint({ 'a.ts': code.replace('%s', errors) });
    expect({ status, lines }).toEqual({ status: 0, lines: ['1 mutation with typed errors, 0 problems.'] });
  });

  it.each([
    [
      'fields',
      'gql`mutation {\n paint { ok\n ${fields} } }`',
      '3:2 Mutation.paint cannot be checked, because the template inserts ${fields}. Write the selection out, or use a fragment.',
    ],
    [
      'the name of a fragment',
      'gql`mutation { paint { ...${P} } }`',
      '1:24 Mutation.paint cannot be checked, because the template inserts ${P}. Write the selection out, or use a fragment.',
    ],
    [
      'mutations',
      'gql`mutation { ${mutations} }`',
      '1:16 Mutation cannot be checked, because the template inserts ${mutations}. Write the selection out, or use a fragment.',
    ],
    [
      'a mutation',
      'gql`mutation { ${name}(a: 1) { ok } }`',
      '1:16 Mutation cannot be checked, because the template inserts ${name}. Write the selection out, or use a fragment.',
    ],
    [
      'fields, and the kind of the operation',
      'gql`${kind} A { paint { ${b} } }`; // mutation',
      '1:25 The template cannot be checked, because it inserts ${b}. Write the GraphQL out, or insert whole fragments after it.',
    ],
    [
      'the kind of an operation',
      'gql`${kind} A { paint }`; // mutation',
      '1:13 Syntax Error: Unexpected Name "A". The template inserts ${kind}, which is not checked.',
    ],
  ])('reports templates that insert %s', async (_case, code, line) => {
    expect((await lint({ 'a.ts': code })).lines).toContain(`a.ts:${line}`);
  });

  it.each([
    ['queries that insert anything', 'gql`query { ${fields} } # mutation`; gql`mutation { paint { %s } }`'],
    ['parts of documents in commented templates', '/* GraphQL */ `ok %s`; gql`mutation { paint { %s } }`'],
    [
      'templates of nothing but comments, and types',
      'type A = `#graphql ${string}`; gql`# mutation`; gql`mutation { paint { %s } }`',
    ],
    ['templates of nothing but others', 'gql`${a}\n${b}`; gql`mutation { paint { %s } }`'],
    ['other templates', '`mutation { paint }`; css`a { b }`; gql`mutation { paint { %s } }`'],
  ])('ignores %s', async (_case, code) => {
    expect((await lint({ 'a.ts': code.replaceAll('%s', errors) })).lines).toEqual([
      '1 mutation with typed errors, 0 problems.',
    ]);
  });

  it('reports each file that it cannot parse, and goes on', async () => {
    const files = {
      'a.ts': 'const a = 1;\nconst b c; // gql mutation',
      'b.ts': 'const m = gql`\n  mutation { paint { `;',
      'c.vue': '<template></template>\n<script>\nconst a = ; // gql mutation\n</script>',
      'd.ts': '',
      'e.ts': 'gql`mutation { paint { ok } }`',
    };
    const { status, lines, stderr } = await lint(files);
    expect({ status, lines, stderr }).toEqual({
      status: 1,
      lines: [
        'a.ts:2:8 Missing initializer in const declaration.',
        'b.ts:2:22 Syntax Error: Expected Name, found <EOF>.',
        'c.vue:3:11 Unexpected token',
        `e.ts:1:16 ${absent}`,
        '1 mutation with typed errors, 4 problems.',
      ],
      stderr: '',
    });
  });

  it('names the packages to install, once for all files that need them', async () => {
    const code = 'gql`mutation { paint { ok } }`';
    const files = { 'a.ts': code, 'b.tsx': code, 'c.graphql': 'mutation { paint { ok } }', 'd.ts': 'const a = 1;' };
    expect(await lint(files, programWithoutPeer)).toEqual({
      status: 1,
      stderr: '',
      lines: [
        'a.ts:1:1 Reading GraphQL in this source code requires a package. Run "npm install --save-dev @graphql-tools/graphql-tag-pluck". The same goes for 1 more of the files.',
        `c.graphql:1:12 ${absent}`,
        '1 mutation with typed errors, 2 problems.',
      ],
    });
    expect((await lint({ 'a.gts': `${code}\n<template>a</template>` })).lines[0]).toBe(
      'a.gts:1:1 Reading GraphQL in this source code requires a package. Run "npm install --save-dev content-tag".',
    );
  });
});
