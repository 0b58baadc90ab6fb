import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { readFileSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { makeExecutableSchema } from '@graphql-tools/schema';
import {
  buildClientSchema,
  buildSchema,
  graphqlSync,
  introspectionFromSchema,
  parse,
  validate,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createSchema } from '../../demo/schema.js';
import { createCatalogue, createErrorPage, type PublicCode } from 'graphql-error-codes/docs';
import { createErrorModule, typeDefs, withErrorPayloads, type ErrorModuleOptions } from 'graphql-error-codes';
import { billingCodes, billingTypes } from '../docs/billing.js';
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
  it('writes the reference, byte for byte, with the column of the reference', async () => {
    expect(await ok('.', 'docs', '--format', 'md', '--columns', 'description')).toBe(
      readFileSync('test/reference/errorcodeenum.md', 'utf8'),
    );
  });

  it("adds the host's codes, each in one row", async () => {
    const folder = createFolder({ 'host.graphql': host });
    const rows = (await ok(folder, 'docs', '--schema', 'host.graphql', '--columns', 'description')).split('\n');
    expect(rows.slice(-3)).toEqual([
      '| `NO_COLOUR` | Not a \\| colour, nor <b>paint</b> |',
      '| `TOO_BRIGHT` | Too bright **Deprecated:** Nothing is |',
      '',
    ]);
  });

  it('writes what import reads: the metadata of each code, and its deprecation', async () => {
    const folder = createFolder({ 'codes.graphql': billingCodes });
    const read = async (file: string) =>
      JSON.parse(await ok(folder, 'docs', '--format', 'json', '--schema', file)) as unknown;
    const table = await ok(folder, 'docs', '--schema', 'codes.graphql', '--link-base', 'https://docs.example/errors');
    writeFileSync(join(folder, 'table.md'), table);
    writeFileSync(join(folder, 'imported.graphql'), await ok(folder, 'import', 'table.md'));
    expect(await read('imported.graphql')).toEqual(await read('codes.graphql'));
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
      const text = await ok(folder, 'docs', '--schema', file, '--columns', 'description');
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
    const expected = createCatalogue(buildClientSchema(introspectionFromSchema(schema)));
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

  it('reports both errors of a server that disables introspection and has no catalogue', async () => {
    const url = await openEndpoint(() => [200, '{"errors":[{"message":"Introspection is off."}]}']);
    expect((await program('.', 'docs', '--schema', url)).stderr).toBe(
      `${url}: introspection failed: Introspection is off.\nIf the server disables introspection, pass SDL instead.\nThe query errorCatalogue failed, too: Introspection is off.\n`,
    );
  });
});

/** The schema of another team, whose server has the query `errorCatalogue`. */
const billing = (options: ErrorModuleOptions = {}) => {
  const { typeDefs: sdl, resolvers, withErrorPayloads: wrap } = createErrorModule({ ...options, catalogueQuery: true });
  const own = billingCodes.replace('enum ErrorCodeEnum', 'extend enum ErrorCodeEnum').replace(/"""[^]*?"""/, '');
  return wrap(makeExecutableSchema({ typeDefs: [sdl, own, billingTypes], resolvers }));
};

/** Opens an endpoint that executes queries, and keeps them. */
async function openServer(
  schema: GraphQLSchema,
  refuse: (query: string) => EndpointResponse | undefined = () => undefined,
): Promise<{ readonly url: string; readonly queries: readonly string[] }> {
  const queries: string[] = [];
  const url = await openEndpoint((query) => {
    queries.push(query);
    const refused = refuse(query);
    if (refused) return refused;
    const errors = validate(schema, parse(query));
    return errors.length > 0
      ? [400, JSON.stringify({ errors })]
      : [200, JSON.stringify(graphqlSync({ schema, source: query }))];
  });
  return { url, queries };
}

const isIntrospection = (query: string) => query.includes('__schema');
const withoutIntrospection = (query: string): EndpointResponse | undefined =>
  isIntrospection(query) ? [400, '{"errors":[{"message":"Introspection is off."}]}'] : undefined;

/** Removes fields of the entries of the catalogue, which an earlier server does not have. */
function withoutFields(schema: GraphQLSchema, ...names: readonly string[]): GraphQLSchema {
  const fields = (schema.getType('ErrorCatalogueEntry') as GraphQLObjectType).getFields();
  for (const name of names) delete fields[name];
  return schema;
}

describe('docs of a server with the query errorCatalogue', () => {
  const read = async (url: string) =>
    JSON.parse(await ok('.', 'docs', '--format', 'json', '--schema', url)) as PublicCode[];

  /** The query does not have the exposure of codes, which is for servers. */
  const published = () => createCatalogue(billing()).map((code) => ({ ...code, exposure: null }));

  it('writes what the server itself would', async () => {
    const { url } = await openServer(billing());
    const codes = await read(url);
    expect(codes).toEqual(published());
    expect(codes.find(({ name }) => name === 'PLAN_TOO_SMALL')).toMatchObject({
      category: 'plans',
      deprecation: { since: '2.1.0', replacedBy: 'QUOTA_EXCEEDED' },
    });
    expect(codes.find(({ name }) => name === 'RATE_LIMITED')).toMatchObject({
      details: ['RetryInfo'],
      mutations: ['users.login'],
    });
  });

  it('accepts codes whose names differ in case only', async () => {
    const schema = makeExecutableSchema({
      typeDefs: `type Query { errorCatalogue: [Entry!]! } type Entry { code: ErrorCodeEnum! category: String }
        enum ErrorCodeEnum { NotFound NOT_FOUND }`,
      resolvers: { Query: { errorCatalogue: () => [{ code: 'NotFound', category: 'a' }, { code: 'NOT_FOUND' }] } },
    });
    const { url, queries } = await openServer(schema);
    expect((await read(url)).map(({ name, category }) => [name, category])).toEqual([
      ['NotFound', 'a'],
      ['NOT_FOUND', null],
    ]);
    expect(queries.at(-1)).toBe('{ errorCatalogue { code category } }');
  });

  it('finds a renamed entry type', async () => {
    const { url } = await openServer(billing({ typeNames: { ErrorCatalogueEntry: 'CodeOfBilling' } }));
    expect(await read(url)).toEqual(published());
  });

  it('asks an earlier server only for the fields that it has', async () => {
    const { url, queries } = await openServer(withoutFields(billing(), 'since', 'replacedBy', 'details'));
    const codes = await read(url);
    expect(queries.map((query) => (isIntrospection(query) ? 'introspection' : query))).toEqual([
      'introspection',
      '{ errorCatalogue { code category fault retry action } }',
    ]);
    expect(codes.find(({ name }) => name === 'PLAN_TOO_SMALL')).toMatchObject({
      category: 'plans',
      deprecation: { since: null, replacedBy: null },
    });
  });

  it('writes the codes of a server without introspection, whose mutations are unknown', async () => {
    const { url } = await openServer(billing(), withoutIntrospection);
    const codes = await read(url);
    expect(codes).toEqual(published().map((code) => ({ ...code, mutations: [] })));
    expect(await ok('.', 'docs', '--format', 'html', '--schema', url)).toContain('<article id="RATE_LIMITED"');
  });

  it.each([
    ['names what it does not have', undefined, '2.1.0'],
    ['hides what it does not have', '{"errors":[{"message":"Invalid query."}]}', null],
  ])('asks an earlier server without introspection again, which %s', async (_case, hidden, since) => {
    const schema = withoutFields(billing(), 'details');
    const { url } = await openServer(schema, (query) => {
      if (hidden !== undefined && query.includes('since')) return [400, hidden];
      return withoutIntrospection(query);
    });
    const codes = await read(url);
    expect(codes).toHaveLength(43);
    expect(codes.find(({ name }) => name === 'QUOTA_EXCEEDED')).toMatchObject({ category: 'plans', retry: 'later' });
    expect(codes.find(({ name }) => name === 'PLAN_TOO_SMALL')).toMatchObject({ deprecation: { since } });
  });

  it('reports a catalogue that fails, and one that does not match the schema', async () => {
    const failing = await openServer(billing(), (query) =>
      isIntrospection(query) ? undefined : [200, '{"errors":[{"message":"Sign in first."}],"data":null}'],
    );
    expect((await program('.', 'docs', '--schema', failing.url)).stderr).toBe(
      `${failing.url}: the query errorCatalogue failed: Sign in first.\nTo work without its metadata, pass SDL or an introspection result (schema.json).\n`,
    );
    const other = await openServer(billing(), (query) =>
      isIntrospection(query) ? undefined : [200, '{"data":{"errorCatalogue":[{"code":"OTHER"}]}}'],
    );
    expect((await program('.', 'docs', '--schema', other.url)).stderr).toBe(
      `${other.url}: errorCatalogue has the code "OTHER", which ErrorCodeEnum does not have.\n`,
    );
    const wrong = await openServer(billing(), (query) =>
      isIntrospection(query) ? undefined : [200, '{"data":{"errorCatalogue":[{"code":"MFA_FAILED","retry":"soon"}]}}'],
    );
    expect((await program('.', 'docs', '--schema', wrong.url)).stderr).toBe(
      `${wrong.url}: Invalid @errorCode:\n- ErrorCodeEnum.MFA_FAILED: "retry" must be "never", "after_fix" or "later", got "soon".\n`,
    );
    const nothing = await openServer(billing(), (query) =>
      isIntrospection(query) ? undefined : [200, '{"data":{"errorCatalogue":null}}'],
    );
    expect((await program('.', 'docs', '--schema', nothing.url)).stderr).toBe(
      `${nothing.url}: errorCatalogue must return a list of entries with a "code", got null.\n`,
    );
  });
});

describe('docs of SDL with its own enum', () => {
  const names = async (files: Readonly<Record<string, string>>) =>
    (
      JSON.parse(await ok(createFolder(files), 'docs', '--format', 'json', '--schema', '*.graphql')) as PublicCode[]
    ).map(({ name, mutations }) => [name, ...mutations]);

  it('has its codes only, with and without the types that carry them', async () => {
    expect(await names({ 'codes.graphql': billingCodes })).toHaveLength(12);
    const complete = await names({ 'codes.graphql': billingCodes, 'types.graphql': billingTypes });
    expect(complete).toHaveLength(12);
    expect(complete[0]).toEqual(['QUOTA_EXCEEDED', 'pay']);
  });

  it('finds an enum of another name by its metadata, or when it is alone', async () => {
    const mutation = 'type Mutation { pay: Pay @errors(codes: ["NO"]) } type Pay { errors: [Error!]! }';
    expect(await names({ 'a.graphql': `enum Colour { RED } enum ShopCode { NO @errorCode YES } ${mutation}` })).toEqual(
      [['NO', 'pay'], ['YES']],
    );
    expect(await names({ 'a.graphql': 'enum ShopCode { NO YES }' })).toEqual([['NO'], ['YES']]);
  });
});

describe('docs with texts of the host', () => {
  it('writes title, introduction and links', async () => {
    const folder = createFolder({ 'codes.graphql': billingCodes });
    const texts = ['--title', 'Billing & errors', '--intro', 'See <b>support</b>.', '--link-base', '/errors'];
    const page = await ok(folder, 'docs', '--format', 'html', '--schema', 'codes.graphql', ...texts);
    expect(page).toContain('<h1>Billing &amp; errors</h1>\n<p>See &lt;b&gt;support&lt;/b&gt;.</p>');
    expect(page).toContain('<a href="/errors#QUOTA_EXCEEDED">');
    const table = await ok(folder, 'docs', '--schema', 'codes.graphql', ...texts, '--columns', 'retry, action');
    expect(table).toContain(
      '---\ntitle: "Billing & errors"\n---\n\nSee <b>support</b>.\n\n| Value | Retry | Action |\n',
    );
    expect(table).toContain('| [`INVOICE_PAID`](/errors#INVOICE_PAID) | never |  |');
  });

  it.each([
    [
      ['--link-base', 'javascript:alert(1)'],
      '--link-base must be an http(s) URL or a path, without "#" and spaces, got "javascript:alert(1)".',
    ],
    [['--title', ''], '--title must not be empty.'],
    [['--format', 'json', '--title', 'x'], '--title requires --format md or html, got json.'],
    [['--format', 'html', '--columns', 'retry'], '--columns requires --format md, got html.'],
    [['--columns', 'actions'], '--columns has "actions", which is not a column. Did you mean "action"?'],
    [['--columns', 'retry,retry'], '--columns has "retry" twice.'],
  ])('refuses %j', async (options, message) => {
    expect(await program('.', 'docs', ...options)).toEqual({ status: 2, stdout: '', stderr: `${message}\n` });
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
