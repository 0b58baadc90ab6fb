import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { buildSchema, graphqlSync, introspectionFromSchema } from 'graphql';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createSchema } from '../../demo/schema.js';
import { createCatalogue, createErrorPage, type PublicCode } from 'graphql-error-codes/docs';
import { createErrorModule, typeDefs, withErrorPayloads } from 'graphql-error-codes';
import { bundledProgram, createFolder } from './program.js';

const { run: program } = bundledProgram();
const ok = async (folder: string, ...args: string[]) => {
  const { status, stdout, stderr } = await program(folder, ...args);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
};

const host = `
extend enum ErrorCodeEnum {
  """
  Not a | colour,
  nor <b>paint</b>
  """
  NO_COLOUR
  "Too bright" TOO_BRIGHT @deprecated(reason: "Nothing is")
}
type Mutation { paint: Paint @errors(codes: ["NO_COLOUR", "MISSING_PERMISSION"]) }
type Paint { errors: [Error!]! }`;

describe('docs --format md', () => {
  it('writes the reference, byte for byte', async () => {
    expect(await ok('.', 'docs', '--format', 'md')).toBe(readFileSync('test/reference/errorcodeenum.md', 'utf8'));
  });

  it("adds the host's codes, each in one cell", async () => {
    const rows = (await ok(createFolder({ 'host.graphql': host }), 'docs', '--schema', 'host.graphql')).split('\n');
    expect(rows.slice(-3)).toEqual([
      '| `NO_COLOUR` | Not a \\| colour, nor <b>paint</b> |',
      '| `TOO_BRIGHT` | Too bright **Deprecated:** Nothing is |',
      '',
    ]);
  });
});

describe('docs of a host that renamed the types', () => {
  const renamed =
    createErrorModule({ typePrefix: 'Shop' }).typeDefs + host.replaceAll(/Error(?=CodeEnum|!)/g, 'ShopError');

  it('writes its codes, from SDL and from introspection', async () => {
    const schema = buildSchema(renamed + 'type Query { ok: Boolean }');
    const folder = createFolder({
      'shop.graphql': renamed,
      'shop.json': JSON.stringify(introspectionFromSchema(schema)),
    });
    for (const file of ['shop.graphql', 'shop.json']) {
      const text = await ok(folder, 'docs', '--schema', file);
      expect(text).toContain('title: ShopErrorCodeEnum');
      expect(text).toContain('| `NO_COLOUR` | Not a \\| colour, nor <b>paint</b> |');
    }
  });

  it('names the place where a type of the host is in the way', async () => {
    const folder = createFolder({ 'host.graphql': '\ninterface Error { reason: String }' });
    expect(await program(folder, 'docs', '--schema', 'host.graphql')).toEqual({
      status: 2,
      stdout: '',
      stderr:
        "host.graphql:2:11 Error is a type of the module, too: give the SDL with the module's types as createErrorModule({ names }) renames them.\n",
    });
  });
});

describe('docs --format json', () => {
  it("writes the shipped catalogue from the demo's SDL, whose files each extend the root types", async () => {
    const files = 'demo/schema/*.graphql';
    const json = JSON.parse(await ok('.', 'docs', '--format', 'json', '--schema', files)) as PublicCode[];
    const shipped = JSON.parse(readFileSync('src/generated/catalogue.json', 'utf8')) as PublicCode[];
    expect(json).toEqual(shipped);
  });

  it('joins files that each define the root types, with or without the own SDL among them', async () => {
    const one = 'type Query { a: Int } type Mutation { one: Paint @errors(codes: ["NO_COLOUR"]) }';
    const folder = createFolder({ 'a/host.graphql': host, 'a/one.graphql': one, 'a/own.graphql': typeDefs });
    const withOwn = await ok(folder, 'docs', '--format', 'json', '--schema', 'a/*.graphql');
    const without = await ok(folder, 'docs', '--format', 'json', '--schema', 'a/{host,one}.graphql');
    expect(withOwn).toBe(without);
    expect((JSON.parse(withOwn) as PublicCode[]).at(-2)!.mutations).toEqual(['paint', 'one']);
  });

  it('reads the introspection of a schema, in a file or from a URL, with headers', async () => {
    const schema = withErrorPayloads(buildSchema(`${typeDefs} ${host} type Query { ok: Boolean }`));
    const expected = createCatalogue(buildSchema(typeDefs + host));
    const folder = createFolder({
      'bare.json': JSON.stringify(introspectionFromSchema(schema)),
      'answer.json': JSON.stringify({ data: introspectionFromSchema(schema) }),
    });
    for (const file of ['bare.json', 'answer.json'])
      expect(JSON.parse(await ok(folder, 'docs', '--format', 'json', '--schema', file))).toEqual(expected);

    const url = await openEndpoint((query, authorization) =>
      authorization === 'Bearer of good news'
        ? [200, JSON.stringify(graphqlSync({ schema, source: query }))]
        : [401, 'who are you?'],
    );
    const header = ['--header', 'x-other: 1', '--header', 'authorization: Bearer of good news'];
    expect(JSON.parse(await ok(folder, 'docs', '--format', 'json', '--schema', url, ...header))).toEqual(expected);
    expect(await program(folder, 'docs', '--schema', url)).toEqual({
      status: 2,
      stdout: '',
      stderr: `${url}: answered HTTP 401: who are you?\n`,
    });
    expect((await program(folder, 'docs', '--schema', url, '--header', 'nonsense')).stderr).toBe(
      '--header "nonsense": write it as "name: value".\n',
    );
  });

  it('says that a server refuses to be introspected', async () => {
    const url = await openEndpoint(() => [200, '{"errors":[{"message":"Introspection is off."}]}']);
    expect((await program('.', 'docs', '--schema', url)).stderr).toBe(
      `${url}: refused to be introspected: Introspection is off. Where it is off, give an SDL file.\n`,
    );
  });
});

describe('docs --format html', () => {
  it('writes the page that the demo serves', async () => {
    const page = await ok('.', 'docs', '--format', 'html', '--schema', 'demo/schema/*.graphql');
    expect(page).toBe(createErrorPage(createSchema({})));
  });

  it('escapes what a host wrote', async () => {
    const page = await ok(
      createFolder({ 'host.graphql': host }),
      'docs',
      '--format',
      'html',
      '--schema',
      'host.graphql',
    );
    expect(page).toContain('nor &lt;b&gt;paint&lt;/b&gt;');
    expect(page).not.toContain('<b>');
    expect(page).toContain('Deprecated: Nothing is.</p>');
  });
});

/** An HTTP endpoint that answers each query with a status and a body, until the end of the test. */
async function openEndpoint(
  answer: (query: string, authorization: string | undefined) => readonly [status: number, body: string],
): Promise<string> {
  const respond = async (request: IncomingMessage, response: ServerResponse) => {
    const { query } = (await json(request)) as { query: string };
    const [status, text] = answer(query, request.headers.authorization);
    response.writeHead(status, { 'content-type': 'application/json' }).end(text);
  };
  const server = createServer((request, response) => void respond(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
}
