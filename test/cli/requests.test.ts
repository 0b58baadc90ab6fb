import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { graphqlSync, buildSchema } from 'graphql';
import { typeDefs } from 'graphql-error-codes';
import { describe, expect, it, onTestFinished } from 'vitest';
import { bundleProgram, createFolder } from './program.js';

const { run: program } = bundleProgram();

/** Starts a server whose responses are what `respond` makes of them, until the end of the test. */
async function openServer(
  respond: (response: ServerResponse, body: string, request: IncomingMessage) => void,
): Promise<string> {
  const server = createServer((request, response) => {
    void text(request).then((body) => respond(response, body, request));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
}

const failure = (stderr: string) => ({ status: 2, stdout: '', stderr });

describe('a request that takes too long', () => {
  const slow: Readonly<Record<string, (response: ServerResponse) => void>> = {
    'never responds': () => undefined,
    'sends headers without a body': (response) => {
      response.writeHead(200).flushHeaders();
    },
    'sends a body without an end': (response) => {
      const timer = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(timer));
    },
    'sends an error without an end': (response) => {
      response.writeHead(500).write('wait');
    },
  };

  it.each(Object.keys(slow))('fails when the server %s', async (name) => {
    const url = await openServer(slow[name]!);
    const message = `${url}: no complete response in 0.2 seconds. To wait longer, set --timeout.\n`;
    const folder = createFolder({
      'a.graphql': 'enum ErrorCodeEnum { A }',
      'o.graphql': 'mutation { a }',
      'en.json': '{}',
    });
    const timeout = ['--timeout', '0.2'];
    expect(await program(folder, 'docs', '--schema', url, ...timeout)).toEqual(failure(message));
    expect(await program(folder, 'diff', 'a.graphql', url, ...timeout)).toEqual(failure(message));
    expect(await program(folder, 'lint', 'o.graphql', '--schema', url, ...timeout)).toEqual(failure(message));
    expect(await program(folder, 'messages', 'en.json', '--schema', url, ...timeout)).toEqual(failure(message));
  });

  it('fails when the second request does', async () => {
    const schema = buildSchema(
      `${typeDefs} type Query { errorCatalogue: [Entry!]! } type Entry { code: ErrorCodeEnum! }`,
    );
    const url = await openServer((response, body) => {
      const { query } = JSON.parse(body) as { query: string };
      if (query.includes('__schema')) response.end(JSON.stringify(graphqlSync({ schema, source: query })));
    });
    expect(await program('.', 'docs', '--schema', url, '--timeout', '1')).toEqual(
      failure(`${url}: no complete response in 1 second. To wait longer, set --timeout.\n`),
    );
  });

  it('does not delay another error', async () => {
    const url = await openServer(() => undefined);
    const { stderr } = await program(createFolder(), 'diff', 'absent.graphql', url, '--timeout', '300');
    expect(stderr).toContain('absent.graphql: no such file.');
  });

  it.each(['0', '-1', 'abc', '', 'Infinity', '1e9', '301'])('must have a timeout in seconds, not %j', async (value) => {
    const { status, stderr } = await program('.', 'docs', '--schema', 'http://127.0.0.1:9/', `--timeout=${value}`);
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: `error: option '--timeout <seconds>' argument '${value}' is invalid. Expected a number of seconds above 0, and at most 300.\nRun with --help for usage and examples.\n`,
    });
  });
});

describe('a response that is not a schema', () => {
  const page = `<!DOCTYPE html>\n<html><head><title>Sign in</title></head>${'<p>text'.repeat(1000)}`;

  it.each([
    [
      'a page',
      200,
      page,
      'expected JSON, got an HTML page with the title "Sign in". Check the URL, and whether the server expects an "authorization" header.',
    ],
    ['a page with an error', 502, page, 'responded with HTTP 502: an HTML page with the title "Sign in"'],
    ['a long error', 500, 'at line\n'.repeat(1000), `responded with HTTP 500: ${'at line '.repeat(25).trim()}...`],
    ['GraphQL errors with a status', 400, '{"errors":[{"message":"Not\\nnow"}]}', 'responded with HTTP 400: Not now'],
    ['errors of wrong types', 200, '{"errors":[null]}', 'introspection failed: null'],
    [
      'errors that are not a list',
      200,
      '{"errors":"x"}',
      'not an introspection result. Expected "__schema" or "data.__schema". Got an object with "errors".',
    ],
    [
      'a list',
      200,
      '[{"data":null}]',
      'not an introspection result. Expected "__schema" or "data.__schema". Got a list.',
    ],
    [
      'a string',
      200,
      JSON.stringify('x'.repeat(9999)),
      `not an introspection result. Expected "__schema" or "data.__schema". Got "${'x'.repeat(59)}...`,
    ],
    ['nothing', 200, '', 'expected JSON, got nothing.'],
    ['half of JSON', 200, '{"data":{"__schema":{', '1:22 invalid JSON: expected "," or "}", got the end of the file.'],
    [
      'bytes that are not UTF-8',
      200,
      Buffer.from('{"data": "\xFC"}', 'latin1'),
      '1:11 is not valid UTF-8 (byte 0xFC). Responses in JSON must be in UTF-8.',
    ],
    ['a control sequence', 200, '{"errors":[{"message":"\\u001b[31m red"}]}', 'introspection failed: [31m red'],
  ])('is described on one line: %s', async (_case, status, body, message) => {
    const url = await openServer((response) => response.writeHead(status).end(body));
    const folder = createFolder({ 'en.json': '{}' });
    const { status: exitCode, stdout, stderr } = await program(folder, 'messages', 'en.json', '--schema', url);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    const [line = ''] = stderr.replace(`${url}:`, '').trimStart().split('\n');
    expect(line).toContain(message);
    expect(stderr.length).toBeLessThan(500);
  });

  it('has at most 100 MB', async () => {
    const url = await openServer((response) => {
      const chunk = Buffer.alloc(1 << 20, ' ');
      const write = (): void => {
        while (!response.destroyed && response.write(chunk));
      };
      response.on('drain', write);
      write();
    });
    expect(await program('.', 'docs', '--schema', url)).toEqual(
      failure(`${url}: the response is larger than 100 MB.\n`),
    );
  });
});

describe('a URL', () => {
  it.each([
    ['http://', 'http://: not a valid URL.'],
    ['HTTP://127.0.0.1:9/', 'HTTP://127.0.0.1:9/: request failed: '],
    ['ftp://example.test/a', 'ftp://example.test/a: no such file. Only schemas are read from URLs, by http or https.'],
    [
      'localhost:4000/graphql',
      'localhost:4000/graphql: no such file. The URL of a server starts with http:// or https://.',
    ],
    [
      'http://name:secret@127.0.0.1/',
      '127.0.0.1: the URL must not contain a name or password. Pass --header with "authorization".',
    ],
    ['http://absent.invalid/', 'http://absent.invalid/: request failed: E'],
  ])('%s fails with a reason', async (url, message) => {
    const { status, stderr } = await program('.', 'docs', '--schema', url);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('secret');
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it('of a server without TLS must not start with https', async () => {
    const url = (await openServer((response) => response.end())).replace('http:', 'https:');
    expect(await program('.', 'docs', '--schema', url)).toEqual(
      failure(
        `${url}: request failed: ERR_SSL_WRONG_VERSION_NUMBER. The server does not use TLS. Did you mean http://?\n`,
      ),
    );
  });

  it('is sent the headers, those of one name together', async () => {
    const received: unknown[] = [];
    const url = await openServer((response, _body, { headers }) => {
      received.push(headers['x-one'], headers.authorization, headers['content-type']);
      response.writeHead(401).end();
    });
    const headers = ['x-one: a', 'X-One: b', 'authorization: Bearer a:b'].flatMap((header) => ['--header', header]);
    await program('.', 'docs', '--schema', url, ...headers);
    expect(received).toEqual(['a, b', 'Bearer a:b', 'application/json']);
  });

  it.each(['a b: secret', 'x: sec\nret', 'x: \u2603'])('is not sent the header %j', async (header) => {
    const { status, stderr } = await program('.', 'docs', '--schema', 'http://127.0.0.1:9/', '--header', header);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^--header has the name "(a b|x)", or a value, that HTTP does not allow\.\n$/);
  });
});
