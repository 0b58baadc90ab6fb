import { request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Exposure } from '../../demo/exposure.js';
import { openDemo, signIn, type Demo } from './open-demo.js';

/** As in production without switches. */
const closed: Exposure = {
  introspection: false,
  graphiql: false,
  metrics: 'the token of the tests',
  strictTransport: true,
};

let demo: Demo;
beforeAll(async () => {
  demo = await openDemo({ exposure: closed, requireIdentityFlow: true });
});
afterAll(() => demo.close());

interface Body {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: Record<string, unknown> }[];
}

const send = async (body: unknown, headers: Record<string, string> = {}) => {
  const response = await demo.post(typeof body === 'string' ? body : JSON.stringify(body), headers);
  return { status: response.status, body: (await response.json()) as Body };
};
const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(new URL(path, demo.url), { headers, redirect: 'manual' });
const repeat = (count: number, part: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => part(index)).join(' ');

// The checks of graphql-cop 1.15, each with the request that it sends and the sign of a finding.
describe('the probe of graphql-cop', () => {
  it('"Alias Overloading" finds nothing: 101 aliases are refused', async () => {
    const { body } = await send({ query: `query cop { ${repeat(101, (index) => `alias${index}: __typename`)} }` });
    expect(body.data?.alias100).toBeUndefined();
  });

  it('"Array-based Query Batching" finds nothing: batches are refused', async () => {
    const { status, body } = await send(Array.from({ length: 10 }, () => ({ query: 'query cop { __typename }' })));
    expect([status, Array.isArray(body)]).toEqual([400, false]);
  });

  it('"Directive Overloading" finds nothing: there is one error, not one for each directive', async () => {
    const { body } = await send({ query: `query cop { __typename ${'@aa'.repeat(10)} }` });
    expect(body.errors).toHaveLength(1);
    const { body: many } = await send({ query: `query cop { __typename ${'@aa'.repeat(100)} }` });
    expect(many.errors).toHaveLength(1);
  });

  it('"Introspection-based Circular Query" finds nothing', async () => {
    const nested = 'fields { type { fields { type { fields { type { fields { type { name } } } } } } } }';
    const { body } = await send({ query: `query cop { __schema { types { ${nested} } } }` });
    expect(body.data?.__schema).toBeUndefined();
  });

  it('"Field Duplication" finds nothing: 500 times the same field is refused', async () => {
    const { body } = await send({ query: `query cop { ${'__typename '.repeat(500)} }` });
    expect(body.data?.__typename).toBeUndefined();
  });

  it('"Field Suggestions" finds nothing', async () => {
    for (const query of ['query cop { __schema { directive } }', '{ currentUsr { id } }', 'mutation { usersLogi }']) {
      const { body } = await send({ query });
      expect(JSON.stringify(body.errors)).not.toMatch(/did you mean/i);
    }
    const { body } = await send({
      query: 'mutation { usersLogin(input: { usernam: "x", password: "x" }) { errors { errorCode } } }',
    });
    expect(JSON.stringify(body.errors)).not.toMatch(/did you mean/i);
  });

  it('"Introspection" finds nothing', async () => {
    for (const query of ['query cop { __schema { types { name } } }', '{ __type(name: "User") { name } }']) {
      const { body } = await send({ query });
      expect([body.data, body.errors!.length]).toEqual([undefined, 1]);
    }
  });

  it('"GET Method Query Support" finds nothing: a request that any site can make is refused', async () => {
    const response = await get('/graphql?query=query+cop+%7B__typename%7D');
    expect([response.status, await response.text()]).toEqual([400, expect.not.stringContaining('"__typename"')]);
  });

  it('"GET based mutations" finds nothing, even with the header that allows queries', async () => {
    const path = '/graphql?query=mutation+cop+%7B__typename%7D';
    for (const headers of [{}, { 'apollo-require-preflight': 'true' }]) {
      const response = await get(path, headers);
      expect(response.ok).toBe(false);
      expect(await response.text()).not.toContain('"Mutation"');
    }
  });

  it('"POST based url-encoded query" finds nothing', async () => {
    const { status, body } = await send('query=query+cop+%7B__typename%7D', {
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect([status >= 400, body.data]).toEqual([true, undefined]);
  });

  it('"GraphQL IDE" finds nothing, at any usual path', async () => {
    for (const path of ['/', '/graphql', '/graphiql', '/playground', '/console', '/altair', '/errors']) {
      const response = await get(path, { accept: 'text/html' });
      expect(await response.text()).not.toMatch(/graphiql|playground|<html/i);
    }
  });

  it('"Trace Mode" finds nothing, nor does any header of a response tell what the server runs on', async () => {
    const response = await demo.post('{"query":"query cop { __typename }"}', {
      'apollo-tracing': '1',
      'x-apollo-tracing': '1',
    });
    expect(await response.json()).toEqual({ data: { __typename: 'Query' } });
    expect([...response.headers.keys()].filter((name) => /powered|^server$|apollo|trace/i.test(name))).toEqual([]);
  });

  it('"Unhandled Errors Detection" finds nothing', async () => {
    const { body } = await send({ query: 'qwerty cop { abc }' });
    expect(Object.keys(body.errors![0]!.extensions!)).toEqual(['code']);
    expect(JSON.stringify(body)).not.toMatch(/exception|stacktrace|node_modules/i);
  });
});

describe('in production', () => {
  it('/metrics requires the token', async () => {
    const status = async (authorization?: string) =>
      (await get('/metrics', authorization === undefined ? {} : { authorization })).status;
    expect(await status()).toBe(401);
    expect(await status('Bearer the token of the test')).toBe(401);
    expect(await status('Bearer the token of the tests')).toBe(200);
  });

  it('every response has the headers that restrict browsers', async () => {
    for (const path of ['/graphql?query={__typename}', '/health', '/nothing', '/metrics']) {
      const { headers } = await get(path);
      expect(Object.fromEntries(headers)).toMatchObject({
        'content-security-policy': "default-src 'none';frame-ancestors 'none'",
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'strict-transport-security': expect.stringContaining('max-age='),
      });
    }
  });

  it('/health and /ready say that the process runs and has a database', async () => {
    for (const path of ['/health', '/ready']) {
      const response = await get(path);
      expect([response.status, await response.json()]).toEqual([200, { status: 'ok' }]);
    }
  });

  it('a session still works, and typed errors keep their details', async () => {
    const token = await signIn(demo, 'alice');
    const { body } = await send({ query: '{ currentUser { username } }' }, { authorization: `Session ${token}` });
    expect(body).toEqual({ data: { currentUser: { username: 'alice' } } });
  });
});

describe('requests that are no requests of GraphQL', () => {
  const raw = (method: string, path: string, headers: Record<string, string>, body?: string | Buffer) =>
    new Promise<{ status: number; text: string }>((resolve, reject) => {
      const { hostname, port } = new URL(demo.url);
      const sent = request({ hostname, port, method, path, headers, agent: false }, (response) => {
        void text(response).then((content) => resolve({ status: response.statusCode!, text: content }));
      });
      sent.once('error', reject);
      sent.end(body);
    });
  const json = { 'content-type': 'application/json' };
  const preflight = { ...json, 'apollo-require-preflight': 'true' };

  it.each([
    ['no body', 'POST', '/graphql', json, undefined],
    ['an empty body', 'POST', '/graphql', json, ''],
    ['a number', 'POST', '/graphql', json, '7'],
    ['null', 'POST', '/graphql', json, 'null'],
    ['a list', 'POST', '/graphql', json, '[]'],
    ['no query', 'POST', '/graphql', json, '{}'],
    ['a query that is a number', 'POST', '/graphql', json, '{"query": 7}'],
    ['variables that are a list', 'POST', '/graphql', json, '{"query": "{ __typename }", "variables": []}'],
    ['variables that are a text', 'POST', '/graphql', json, '{"query": "{ __typename }", "variables": "x"}'],
    ['extensions that are a number', 'POST', '/graphql', json, '{"query": "{ __typename }", "extensions": 7}'],
    ['an unknown operation', 'POST', '/graphql', json, '{"query": "query A { __typename }", "operationName": "B"}'],
    ['an operation name that is a list', 'POST', '/graphql', json, '{"query": "{ __typename }", "operationName": []}'],
    ['invalid UTF-8', 'POST', '/graphql', json, Buffer.from([0x7b, 0xff, 0xfe, 0x7d])],
    ['half a document', 'POST', '/graphql', json, '{"query": "{ __typ'],
    ['a polluting key', 'POST', '/graphql', json, '{"query": "{ __typename }", "__proto__": {"a": 1}}'],
    ['NUL in the query', 'POST', '/graphql', json, '{"query": "{ __typename \\u0000 }"}'],
    ['a lone surrogate in the query', 'POST', '/graphql', json, '{"query": "{ __typename \\ud800 }"}'],
    ['invalid variables in the address', 'GET', '/graphql?query={__typename}&variables=x', preflight, undefined],
    ['a mutation in the address', 'GET', '/graphql?query=mutation{__typename}', preflight, undefined],
    ['another method', 'PUT', '/graphql', json, '{"query": "{ __typename }"}'],
    ['another method', 'DELETE', '/graphql', {}, undefined],
    ['another content type', 'POST', '/graphql', { 'content-type': 'text/plain' }, '{"query": "{ __typename }"}'],
    ['a charset that does not exist', 'POST', '/graphql', { 'content-type': 'application/json; charset=x' }, '{}'],
    ['a compressed body', 'POST', '/graphql', { ...json, 'content-encoding': 'gzip' }, 'x'],
    ['a body that is too large', 'POST', '/graphql', json, `{"query": "${'x'.repeat(300_000)}"}`],
    ['an address that is too long', 'GET', `/graphql?query=${'x'.repeat(20_000)}`, preflight, undefined],
    ['an address that is not encoded', 'GET', '/%ff%zz', {}, undefined],
    [
      'a session of nonsense',
      'POST',
      '/graphql',
      { ...json, authorization: 'Session \t;' },
      '{"query": "{ __typename }"}',
    ],
  ])('are refused with a status of 4xx, and not logged as errors: %s', async (_case, method, path, headers, body) => {
    const logged = demo.log.length;
    const answer = await raw(method, path, headers, body);
    expect([answer.status, answer.text.length < 2000]).toEqual([
      expect.toSatisfy((status: number) => status >= 400 && status < 500),
      true,
    ]);
    expect(answer.text).not.toContain('INTERNAL_SERVER_ERROR');
    expect(demo.log.slice(logged).filter(({ level }) => Number(level) >= 50)).toEqual([]);
  });

  it.each(['', '[', 'a b', ':', '%zz', 'a/b?c#d'])('may name any host, which is not read: %j', async (host) => {
    const { status, text: answer } = await raw('POST', '/graphql', { ...json, host }, '{"query": "{ __typename }"}');
    expect([status, JSON.parse(answer)]).toEqual([200, { data: { __typename: 'Query' } }]);
  });

  it('are cut off by a server that stops: after a second if they never arrive, otherwise after ten', async () => {
    const stopping = await openDemo();
    const { hostname, port } = new URL(stopping.url);
    const page = 'GET /graphql HTTP/1.1\r\nHost: x\r\nAccept: text/html\r\n\r\n';
    // A client that never reads its responses, of 9 MB each.
    const unread = connect(Number(port), hostname);
    unread.pause().on('error', () => {});
    unread.write(page.repeat(3));
    const slowReader = connect(Number(port), hostname);
    slowReader.pause().write(page);
    const slow = [
      'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"qu',
      'POST /graphql HTTP/1.1\r\nHos',
    ].map((start) => {
      const socket = connect(Number(port), hostname);
      socket.on('error', () => {});
      socket.write(start);
      return new Promise((resolve) => socket.once('close', resolve));
    });
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const started = Date.now();
    const closed = stopping.close();
    await Promise.all(slow);
    expect(Date.now() - started).toBeLessThan(5000);
    expect(await text(slowReader)).toMatch(/<\/html>\s*$/);
    await closed;
    const elapsed = Date.now() - started;
    expect([elapsed > 9000, elapsed < 20_000]).toEqual([true, true]);
    unread.destroy();
  });
});
