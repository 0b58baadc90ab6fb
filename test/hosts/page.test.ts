import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { addResolversToSchema } from '@graphql-tools/schema';
import type { GraphQLSchema } from 'graphql';
import { applyMiddleware } from 'graphql-middleware';
import { unwrappedFields, withErrorPayloads } from 'graphql-error-codes';
import { describe, expect, it } from 'vitest';
import { readBlocks } from '../docs/page-blocks.js';
import { createSchema } from './apps/schema.js';
import { hosts } from './hosts.js';

const page = 'docs/hosts.md';
const folder = 'test/hosts/.build/page';

const schema = `import { buildSchema as build } from 'graphql'; const schema = build('type Query { ok: Boolean }');`;
const executableSchema = schema.replaceAll('schema =', 'executableSchema =');
const mayRename = 'const mayRename = (): boolean => true;';

/** What the page leaves to the reader, by a part of the block. */
const contexts: Readonly<Record<string, string>> = {
  'expect(unwrappedFields(schema))': schema,
  'typeDefs: [typeDefs, yourTypeDefs]': `const yourTypeDefs = '';`,
  "registerEnumType(ErrorCode, {\n  name: 'ErrorCodeEnum',\n  // The": '',
  'autoSchemaFile: true': `
    import { errorsDirective, PayloadError } from './1.js';
    ${mayRename}`,
  'const convertErrors: MiddlewareFn': `
    import { errorsDirective } from './1.js';
    class Forbidden extends Error {}
    class RenameResolver {}`,
  "builder.enumType('ErrorCodeEnum'": `
    import SchemaBuilder from '@pothos/core';
    import DirectivesPlugin from '@pothos/plugin-directives';
    const builder = new SchemaBuilder<{
      DefaultFieldNullability: false;
      Directives: { errors: { locations: 'FIELD_DEFINITION'; args: { codes: readonly string[] } } };
    }>({ plugins: [DirectivesPlugin], defaultFieldNullability: false });
    const ActiveModelError = builder.objectRef<object>('ActiveModelError');
    const MessageError = builder.objectRef<object>('MessageError');
    type Renamed = { readonly name?: string; readonly errors?: readonly PayloadError<ErrorCode>[] };
    ${mayRename}`,
  'applyMiddleware(executableSchema, middleware)': `${executableSchema} const middleware = {};`,
  'const permissions = shield': executableSchema,
  'const yoga = createYoga': schema,
  'const getEnveloped = envelop': `${schema} const report = (_error: graphql.GraphQLError) => undefined;`,
  'createGatewayRuntime({ supergraph': `const supergraph = '';`,
};

/** Splits a block into its imports, which must come first, and the rest. */
const split = (block: string) => /^((?:import [^]*?;\n)*)([^]*)$/.exec(block) as unknown as [string, string, string];

function programOf(block: string): string {
  const context = Object.entries(contexts).find(([part]) => block.includes(part));
  if (context === undefined) throw new Error(`${page} has a block that is not checked here:\n${block}`);
  const [, imports, rest] = split(block);
  return `${imports}\n${context[1]}\n${rest}\nexport {};\n`;
}

describe('the page of frameworks', () => {
  it('has blocks that compile', { timeout: 120_000 }, async () => {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const blocks = readBlocks(page, 'ts');
    expect(blocks).toHaveLength(Object.keys(contexts).length);
    for (const [index, block] of blocks.entries())
      // The second block of NestJS is imported as `1.js`.
      writeFileSync(`${folder}/${index - 1}.ts`, programOf(block));
    writeFileSync(
      `${folder}/tsconfig.json`,
      JSON.stringify({
        extends: resolve('test/hosts/tsconfig.json'),
        compilerOptions: { noUnusedLocals: false },
        include: ['.'],
        exclude: [],
      }),
    );
    const compiled = promisify(execFile)('npx', ['tsc', '-p', folder, '--pretty', 'false']);
    expect((await compiled.catch((failed: { stdout: string }) => failed)).stdout).toBe('');
  });

  it('lists the hosts, and which laws do not hold in them', () => {
    const rows = hosts.map(({ name, unsupported = {} }) => {
      const laws = Object.entries(unsupported).map(([law, reason]) => `"${law}": ${reason}`);
      return [name, ...(laws.length === 0 ? [] : [laws.join(' ')])];
    });
    const text = readFileSync(page, 'utf8');
    const table = text
      .slice(text.indexOf('## Tested with'))
      .split('\n')
      .filter((line) => line.startsWith('| '));
    const cells = table.slice(2).map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
    expect(cells.map((row) => row.filter((cell) => cell !== ''))).toEqual(rows);
  });

  it.each<[string, (schema: GraphQLSchema) => GraphQLSchema]>([
    ['a middleware', (wrapped) => applyMiddleware(wrapped, (proceed, ...parameters) => proceed(...parameters))],
    [
      'addResolversToSchema',
      (wrapped) =>
        addResolversToSchema({
          schema: wrapped,
          resolvers: { Mutation: { act: () => ({}) }, ActPayload: { errors: () => [] } },
        }),
    ],
  ])('is right about %s after withErrorPayloads', (_name, apply) => {
    const wrapped = withErrorPayloads(createSchema());
    expect(unwrappedFields(wrapped)).toEqual([]);
    expect(unwrappedFields(apply(wrapped)).toSorted()).toEqual(['ActPayload.errors', 'Mutation.act']);
    expect(unwrappedFields(withErrorPayloads(apply(wrapped)))).toEqual([]);
  });
});
