import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as fc from 'fast-check';
import { buildSchema, parse } from 'graphql';
import { expect, it } from 'vitest';
import { readErrorCodes, typeDefs } from 'graphql-error-codes';
import { plugin } from 'graphql-error-codes/codegen';
import {
  checkMessages,
  createDocs,
  diffSchemas,
  formatReport,
  importCodes,
  initProject,
  lintDocuments,
  UsageError,
} from 'graphql-error-codes/tools';
import { attempt as attemptNow, complaint, patience, runs, text, value } from './values.js';

/** Awaits a command. Returns `undefined` for a refusal with a bounded message of the package. */
async function attempt<Returned>(call: () => Promise<Returned>): Promise<Returned | undefined> {
  try {
    return await call();
  } catch (thrown) {
    const wrong = complaint(thrown);
    // A report lists each mistake of a file, each of which is bounded.
    if (wrong?.startsWith('unbounded') && thrown instanceof UsageError) {
      const long = thrown.message.split('\n').find((line) => line.length >= 2000);
      if (long === undefined) return undefined;
    }
    if (wrong !== undefined) throw new Error(wrong, { cause: thrown });
    return undefined;
  }
}

const cell = fc.oneof(text, fc.constantFrom('A', 'B_C', 'yes', 'later', '404', 'public', 'deprecated', '~~OLD~~'));
const header = fc.constantFrom(
  'Code',
  'Description',
  'Category',
  'Fault',
  'Retry',
  'Exposure',
  'Action',
  'Since',
  'HTTP',
);
const rows = fc.tuple(
  fc.uniqueArray(header, { minLength: 2, maxLength: 5 }),
  fc.array(fc.array(cell, { maxLength: 5 }), { maxLength: 4 }),
);
const quoted = (cells: readonly string[]): string => cells.map((part) => `"${part.replaceAll('"', '""')}"`).join(',');

/** Files: CSV, Markdown, JSON and SDL with random texts, and random texts alone. */
const file = fc.oneof(
  text,
  rows.map(([names, body]) =>
    [names, ...body.map((cells) => names.map((_name, index) => cells[index] ?? ''))].map(quoted).join('\n'),
  ),
  rows.map(([names, body]) =>
    [names, names.map(() => '---'), ...body].map((cells) => `| ${cells.join(' | ')} |`).join('\n'),
  ),
  rows.map(([names, body]) =>
    JSON.stringify(body.map((cells) => Object.fromEntries(names.map((name, index) => [name, cells[index]])))),
  ),
  fc.json(),
  fc
    .array(fc.tuple(fc.constantFrom('A', 'B', 'MFA_FAILED', '__x', 'true'), text, text), { maxLength: 4 })
    .map(
      (codes) =>
        `enum ErrorCodeEnum { ${codes.map(([name, one, two]) => `${JSON.stringify(one)} ${name} @errorCode(action: ${JSON.stringify(two)})`).join(' ')} } type Query { a: Int }`,
    ),
  fc.constantFrom(
    'query { a ',
    'mutation { a { errors { errorCode } } }',
    '{'.repeat(20_000),
    '['.repeat(20_000),
    '{"a":'.repeat(20_000),
  ),
);
const source = file.map((content) => ({ text: content }));

it(
  'import writes SDL that parses, in which each text is as it was',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        source,
        fc.constantFrom('screaming' as const, 'none' as const, undefined),
        async (table, rename) => {
          const options = rename === undefined ? {} : { rename };
          const imported = await attempt(async () => await importCodes(table, options));
          if (!imported) return;
          parse(imported.output);
          readErrorCodes(
            buildSchema(`${imported.output} type Query { ok: Boolean }
        directive @errorCode(value: String, category: String, fault: String, retry: String, exposure: String, action: String, since: String, replacedBy: String, details: [String!]) on ENUM_VALUE`),
          );
          const module = await attempt(async () => await importCodes(table, { ...options, format: 'ts' }));
          expect(module?.output).toContain('createErrorModule');
        },
      ),
      runs(0.15),
    );
  },
  patience,
);

it(
  'diff, docs and lint report what is wrong with a file, in messages with a bound',
  async () => {
    await fc.assert(
      fc.asyncProperty(source, source, async (one, other) => {
        const diff = await attempt(async () => await diffSchemas(one, other));
        if (diff) for (const format of ['text', 'json', 'github'] as const) formatReport(diff.findings, { format });
        const json = await attempt(async () => await createDocs({ schema: one, format: 'json' }));
        if (json !== undefined) JSON.parse(json);
        const html = await attempt(async () => await createDocs({ schema: one, format: 'html' }));
        expect(html?.match(/<script/g) ?? [0]).toHaveLength(1);
        await attempt(async () => await lintDocuments([one], { schema: other }));
      }),
      runs(0.06),
    );
  },
  patience,
);

const cyclic: Record<string, unknown> = { text: 7 };
cyclic.schema = cyclic;

// Strings would name files and servers, and initProject writes files.
const argument = fc.constantFrom<unknown>(
  null,
  undefined,
  7,
  1n,
  Symbol('s'),
  () => 1,
  [],
  {},
  [null],
  cyclic,
  new Map(),
);

it.each(Object.entries({ checkMessages, createDocs, diffSchemas, formatReport, importCodes, lintDocuments }))(
  '%s refuses arguments of every kind with an error of its own',
  async (_name, run) => {
    await fc.assert(
      fc.asyncProperty(fc.array(argument, { minLength: 2, maxLength: 3 }), async (parameters) => {
        await attempt(async () => await (run as (...given: unknown[]) => unknown)(...parameters));
      }),
      runs(0.02),
    );
  },
);

const schema = buildSchema(
  `${typeDefs} type Query { ok: Boolean } type Mutation { a: P @errors(codes: ["MFA_FAILED"]) } type P { errors: [Error!]! }`,
);

it('the plugin of graphql-codegen generates, or says what is wrong with its configuration', () => {
  const config = fc.oneof(
    value,
    fc.dictionary(
      fc.constantFrom('codes', 'codesPrefix', 'enumName', 'typesPrefix', 'namingConvention', 'mappers', 'scalars'),
      fc.oneof(value, fc.constantFrom('server', 'client', 'keep', 'ErrorCodeEnum')),
    ),
  );
  fc.assert(
    fc.property(config, (given) => {
      attemptNow(() => plugin(schema, [], given as never));
    }),
    runs(0.2),
  );
});

const projectFiles =
  'package.json tsconfig.json codegen.ts codegen.yml .graphqlrc.json schema.graphql schema/error-codes.graphql ' +
  'messages/en.json src/schema/a.graphql src/index.ts';

/** Projects whose files are not what they should be. */
const project = fc.dictionary(
  fc.constantFrom(...projectFiles.split(' ')),
  fc.oneof(file, fc.constantFrom('{}', 'null', '[]', '{"dependencies": 7}', '{"type": {}}', typeDefs)),
  { maxKeys: 6, noNullPrototype: true },
);

it(
  'init starts a project or says what is wrong with it, and changes no file',
  async () => {
    await fc.assert(
      fc.asyncProperty(project, fc.boolean(), async (files, onlyOwn) => {
        const folder = mkdtempSync(join(tmpdir(), 'graphql-error-codes-fuzz-'));
        for (const [name, content] of Object.entries(files)) {
          mkdirSync(dirname(join(folder, name)), { recursive: true });
          writeFileSync(join(folder, name), content);
        }
        const read = () => Object.keys(files).map((name) => [name, readFileSync(join(folder, name), 'base64')]);
        const before = read();
        const started = await attempt(async () => await initProject(folder, { onlyOwn }));
        for (const path of started?.written ?? []) expect(readFileSync(path).length).toBeGreaterThan(0);
        expect(read()).toEqual(before);
        rmSync(folder, { recursive: true });
      }),
      runs(0.05),
    );
  },
  patience,
);
