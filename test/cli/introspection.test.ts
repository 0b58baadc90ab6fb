import { buildSchema, getIntrospectionQuery, graphqlSync, introspectionFromSchema, parse, print } from 'graphql';
import { typeDefs } from 'graphql-error-codes';
import { describe, expect, it } from 'vitest';
import { bundleProgram, createFolder } from './program.js';

const { run: program } = bundleProgram();

const schema = buildSchema(`${typeDefs}
  interface Node { id: ID! }
  input Filter { name: String = "a" }
  type Query { errors(filter: Filter): [[Error!]!]! node: Node }
  type User implements Node { id: ID! }`);

/** A part of an introspection result, to break. */
interface Part {
  [name: string]: Part | readonly Part[] | string | number | null | undefined;
}

/** Returns the introspection result of the schema after `change` has broken it. */
function broken(change: (schema: Part, typeNamed: (name: string) => Part) => void): string {
  const result = structuredClone(introspectionFromSchema(schema)) as unknown as { __schema: Part };
  const typeNamed = (name: string): Part =>
    (result.__schema.types as readonly Part[]).find((type) => type.name === name)!;
  change(result.__schema, typeNamed);
  return JSON.stringify({ data: result });
}

const first = (part: Part['']): Part => (part as readonly Part[])[0]!;

const hint = 'Expected the result of the query that getIntrospectionQuery() of graphql returns.';
const gap = (text: string): string => `schema.json: incomplete introspection result: ${text}. ${hint}\n`;

async function reject(text: string): Promise<string> {
  const folder = createFolder({ 'schema.json': text });
  const { status, stdout, stderr } = await program(folder, 'docs', '--schema', 'schema.json');
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  return stderr;
}

describe('an introspection result', () => {
  it.each(['{"__schema":{}}', '{"__schema":[]}', '{"data":{"__schema":{}}}'])(
    'must have types, unlike %s',
    async (text) => {
      expect(await reject(text)).toBe(gap('__schema.types is missing'));
    },
  );

  it.each([
    ['__schema must be an object, got "yes"', '{"__schema":"yes"}'],
    ['__schema.types must be a list, got null', '{"__schema":{"types":null}}'],
    ['__schema.types must be a list, got an object', '{"__schema":{"types":{"a":1}}}'],
    ['__schema.types[0] must be an object, got null', '{"__schema":{"types":[null]}}'],
    ['__schema.queryType must be an object, got "Query"', broken((result) => (result.queryType = 'Query'))],
    ['__schema.types[0].name must be a string, got 5', '{"__schema":{"types":[{"kind":"SCALAR","name":5}]}}'],
    [
      '__schema.types[0].kind of A must be "SCALAR" or "OBJECT" or "INTERFACE" or "UNION" or "ENUM" or "INPUT_OBJECT", got "TYPE"',
      '{"__schema":{"types":[{"kind":"TYPE","name":"A"}]}}',
    ],
  ])('names what has a wrong type: %s', async (message, text) => {
    expect(await reject(text)).toBe(gap(message));
  });

  it.each([
    ['enumValues of ErrorCodeEnum', 'ErrorCodeEnum', 'enumValues'],
    ['fields of Query', 'Query', 'fields'],
    ['interfaces of User', 'User', 'interfaces'],
    ['possibleTypes of DetailedError', 'DetailedError', 'possibleTypes'],
    ['possibleTypes of Node', 'Node', 'possibleTypes'],
    ['inputFields of Filter', 'Filter', 'inputFields'],
  ])('names what is missing: %s', async (part, type, member) => {
    const place = `.${part}`;
    expect(await reject(broken((_, typeNamed) => delete typeNamed(type)[member]))).toContain(
      `${place} is missing. ${hint}`,
    );
    expect(await reject(broken((_, typeNamed) => (typeNamed(type)[member] = null)))).toContain(
      `${place} must be a list, got null. ${hint}`,
    );
  });

  it('must have the arguments of fields and directives, and the locations of those', async () => {
    expect(await reject(broken((_, typeNamed) => delete first(typeNamed('Query').fields).args))).toContain(
      '.fields[0].args of Query is missing.',
    );
    expect(await reject(broken((result) => delete first(result.directives).locations))).toContain(
      '__schema.directives[0].locations of ',
    );
  });

  it('must nest types as deep as the schema does', async () => {
    let query = print(parse(getIntrospectionQuery()));
    const cut = query.lastIndexOf('fragment TypeRef');
    query = `${query.slice(0, cut)}fragment TypeRef on __Type { kind name ofType { kind name ofType { kind name } } }`;
    const result = JSON.stringify(graphqlSync({ schema, source: query }));
    expect(await reject(result)).toMatch(/type\.ofType\.ofType\.ofType of \w+ is missing\. Expected/);
  });

  it('must have each type that it refers to', async () => {
    const text = broken((result) => {
      result.types = (result.types as readonly Part[]).filter(({ name }) => name !== 'User' && name !== 'ID');
    });
    expect(await reject(text)).toMatch(/^schema\.json: invalid introspection result: .*unknown type: (User|ID)/);
  });

  it('has the first of its errors in the message', async () => {
    expect(await reject('{"errors":[{"message":"Off"}],"data":{"__schema":{}}}')).toBe(
      `${gap('__schema.types is missing')}The result has an error, too: Off\n`,
    );
  });

  it('never leads to a message of the engine', { timeout: 120_000 }, async () => {
    const parts = Object.keys(introspectionFromSchema(schema).__schema);
    const values = [undefined, null, 0, '', 'x', [], [null], {}, [{}], [[]]];
    for (const part of parts) {
      for (const value of values) {
        const folder = createFolder({ 'schema.json': broken((result) => (result[part] = value as Part)) });
        const { status, stderr } = await program(folder, 'docs', '--schema', 'schema.json');
        const isLocated = /^schema\.json: (incomplete|invalid) introspection result: /.test(stderr);
        expect({ part, value, isRead: status === 0 }).toEqual({ part, value, isRead: !isLocated });
        expect(stderr).not.toMatch(/iterable|undefined|is not a function|Cannot read|\n {4}at /);
      }
    }
  });
});
