import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { buildSchema, graphqlSync, introspectionFromSchema } from 'graphql';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createSchema } from '../../demo/schema.js';
import { createCatalogue, createErrorPage, type PublicCode } from 'graphql-error-codes/docs';
import { createErrorModule, typeDefs, withErrorPayloads } from 'graphql-error-codes';
import { bundleProgram, createFolder } from './program.js';

const { run: program } = bundleProgram();
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

  it("adds the host's codes, each in one row", async () => {
    const rows = (await ok(createFolder({ 'host.graphql': host }), 'docs', '--schema', 'host.graphql')).split('\n');
    expect(rows.slice(-3)).toEqual([
      '| `NO_COLOUR` | Not a \\| colour, nor <b>paint</b> |',
      '| `TOO_BRIGHT` | Too bright **Deprecated:** Nothing is |',
      '',
    ]);
  });
});

describe('docs of a schema with renamed types', () => {
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

  it('locates a type of the host that has the name of one of the module', async () => {
    const folder = createFolder({ 'host.graphql': '\ninterface Error { reason: String }' });
    expect(await program(folder, 'docs', '--schema', 'host.graphql')).toEqual({
      status: 2,
      stdout: '',
      stderr:
        'host.graphql:2:11 "Error" is also a type of graphql-error-codes. Rename the module\'s types with createErrorModule({ typePrefix }), and pass SDL that includes its typeDefs.\n',
    });
  });
});

describe('docs --format json', () => {
  it("writes the shipped catalogue from the demo's SDL, whose files each extend the root types", async () => {
    const files = 'demo/schema/*.graphql';
    const json = JSON.parse(await ok('.', 'docs', '--format', 'json', '--schema', files)) as PublicCode[];
    const shipped = JSON.parse(readFileSync('src/catalogue.json', 'utf8')) as PublicCode[];
    expect(json).toEqual(shipped);
  });

  it("merges files that each define the root types, with or without the module's SDL", async () => {
    const one = 'type Query { a: Int } type Mutation { one: Paint @errors(codes: ["NO_COLOUR"]) }';
    const folder = createFolder({ 'a/host.graphql': host, 'a/one.graphql': one, 'a/own.graphql': typeDefs });
    const withOwn = await ok(folder, 'docs', '--format', 'json', '--schema', 'a/*.graphql');
    const without = await ok(folder, 'docs', '--format', 'json', '--schema', 'a/{host,one}.graphql');
    expect(withOwn).toBe(without);
    expect((JSON.parse(withOwn) as PublicCode[]).at(-2)!.mutations).toEqual(['paint', 'one']);
  });

  it('reads introspection results from a file or from a URL, with headers', async () => {
    const schema = withErrorPayloads(buildSchema(`${typeDefs} ${host} type Query { ok: Boolean }`));
    const expected = createCatalogue(buildSchema(typeDefs + host));
    const folder = createFolder({
      'bare.json': JSON.stringify(introspectionFromSchema(schema)),
      'response.json': JSON.stringify({ data: introspectionFromSchema(schema) }),
    });
    for (const file of ['bare.json', 'response.json'])
      expect(JSON.parse(await ok(folder, 'docs', '--format', 'json', '--schema', file))).toEqual(expected);

    const url = await openEndpoint((query, authorization) =>
      authorization === 'Bearer 123'
        ? [200, JSON.stringify(graphqlSync({ schema, source: query }))]
        : [401, 'Unauthorized'],
    );
    const header = ['--header', 'x-other: 1', '--header', 'authorization: Bearer 123'];
    expect(JSON.parse(await ok(folder, 'docs', '--format', 'json', '--schema', url, ...header))).toEqual(expected);
    expect(await program(folder, 'docs', '--schema', url)).toEqual({
      status: 2,
      stdout: '',
      stderr: `${url}: responded with HTTP 401: Unauthorized\n`,
    });
    expect((await program(folder, 'docs', '--schema', url, '--header', 'nonsense')).stderr).toBe(
      '--header must be "name: value", got "nonsense".\n',
    );
  });

  it('follows no redirect, and so sends no header to another host', async () => {
    const requests: string[] = [];
    const location = await openEndpoint((query) => {
      requests.push(query);
      return [200, '{}'];
    });
    const url = await openEndpoint(() => [307, '', { location }]);
    expect(await program('.', 'docs', '--schema', url, '--header', 'x-api-key: secret')).toEqual({
      status: 2,
      stdout: '',
      stderr: `${url}: redirects to ${location}. Pass that URL if you trust it.\n`,
    });
    expect(requests).toEqual([]);
  });

  it('reports the error of a server that disables introspection', async () => {
    const url = await openEndpoint(() => [200, '{"errors":[{"message":"Introspection is off."}]}']);
    expect((await program('.', 'docs', '--schema', url)).stderr).toBe(
      `${url}: introspection failed: Introspection is off.\nIf the server disables introspection, pass SDL instead.\n`,
    );
  });
});

describe('docs --format html', () => {
  it('writes the page that the demo serves', async () => {
    const page = await ok('.', 'docs', '--format', 'html', '--schema', 'demo/schema/*.graphql');
    expect(page).toBe(createErrorPage(createSchema({})));
  });

  it('escapes the texts of the schema', async () => {
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

type EndpointResponse = readonly [status: number, body: string, headers?: Readonly<Record<string, string>>];

/** Starts an HTTP endpoint, until the end of the test. */
async function openEndpoint(
  respond: (query: string, authorization: string | undefined) => EndpointResponse,
): Promise<string> {
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const { query } = (await json(request)) as { query: string };
    const [status, text, headers] = respond(query, request.headers.authorization);
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text);
  };
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
}
