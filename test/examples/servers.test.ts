import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { startExample } from './start-example.js';

const errors =
  'errors { errorCode details { ... on ActiveModelError { attribute type } ... on MessageError { message } } }';

/** Operations with the `data` of their responses, sent in this order. */
type Requests = readonly { readonly outcome: string; readonly query: string; readonly data: object }[];

const login = (input: string) => `mutation { usersLogin(${input}) { token ${errors} } }`;
const rename = (args: string) => `mutation { projectsRename(${args}) { name ${errors} } }`;

const order = (input: string) =>
  `mutation { ordersPlace(input: { ${input} }) { orderId errors { errorCode details { ... on StockInfo { left } } } } }`;

const blankName = [{ errorCode: 'MISSING_PARAMETER', details: [{ attribute: 'name', type: 'blank' }] }];

/** The servers that differ only in their host. */
const renameRequests: Requests = [
  {
    outcome: 'a success',
    query: rename('id: "website", name: "Home"'),
    data: { projectsRename: { name: 'Home', errors: [] } },
  },
  {
    outcome: 'a returned failure',
    query: rename('id: "website", name: ""'),
    data: { projectsRename: { name: null, errors: blankName } },
  },
  {
    outcome: 'a thrown failure',
    query: rename('id: "archive", name: "Old"'),
    data: { projectsRename: { name: null, errors: [{ errorCode: 'MISSING_PERMISSION', details: [] }] } },
  },
  {
    outcome: 'the new name',
    query: '{ website: projectName(id: "website") archive: projectName(id: "archive") }',
    data: { website: 'Home', archive: null },
  },
];

const requests: Record<string, Requests> = {
  'apollo-server.ts': [
    {
      outcome: 'a success',
      query: login('input: { username: "mia", password: "secret", totp: "123456" }'),
      data: { usersLogin: { token: 'token of mia', errors: [] } },
    },
    {
      outcome: 'a returned failure',
      query: login('input: { username: "mia", password: "secret", totp: "000000" }'),
      data: {
        usersLogin: {
          token: null,
          errors: [{ errorCode: 'MFA_FAILED', details: [{ attribute: 'totp', type: 'invalid' }] }],
        },
      },
    },
    {
      outcome: 'a thrown failure',
      query: login('input: { username: "mia", password: "wrong" }'),
      data: { usersLogin: { token: null, errors: [{ errorCode: 'INVALID_LOGIN_DATA', details: [] }] } },
    },
  ],
  'yoga.ts': renameRequests,
  'mercurius.ts': renameRequests,
  'federation-subgraph.ts': renameRequests,
  'stitching-gateway.ts': [
    {
      outcome: 'a success of the subschema and of the gateway',
      query: `mutation {
        projectsRename(name: "Home") { name ${errors} }
        usersLogin(password: "secret") { token ${errors} }
      }`,
      data: { projectsRename: { name: 'Home', errors: [] }, usersLogin: { token: 'a token', errors: [] } },
    },
    {
      outcome: 'a failure that the subschema returned',
      query: rename('name: ""'),
      data: { projectsRename: { name: null, errors: blankName } },
    },
    {
      outcome: 'a failure that the gateway threw',
      query: login('password: "wrong"'),
      data: { usersLogin: { token: null, errors: [{ errorCode: 'INVALID_LOGIN_DATA', details: [] }] } },
    },
  ],
  'own-codes/server.ts': [
    {
      outcome: 'a thrown failure',
      query: order('articles: 1, card: "expired"'),
      data: { ordersPlace: { orderId: null, errors: [{ errorCode: 'CARD_DECLINED', details: [] }] } },
    },
    {
      outcome: 'a success',
      query: order('articles: 2, card: "valid"'),
      data: { ordersPlace: { orderId: 'order-1', errors: [] } },
    },
    {
      outcome: 'a returned failure, with a detail of its own',
      query: order('articles: 2, card: "valid"'),
      data: { ordersPlace: { orderId: null, errors: [{ errorCode: 'OUT_OF_STOCK', details: [{ left: 1 }] }] } },
    },
  ],
};

/** The mutation and the response in the comment at the end of an example. */
function readComment(file: string): { readonly query: string; readonly response: unknown } {
  const comment = /\/\* Try it:\n\n(mutation [^]+?)\n\n(\{[^]+\})\n\n\*\/\n$/.exec(
    readFileSync(`examples/${file}`, 'utf8'),
  );
  return { query: comment![1]!, response: JSON.parse(comment![2]!) };
}

describe.each(Object.entries(requests))('examples/%s', (file, operations) => {
  it('returns successes and failures in the payload, and exits on SIGTERM', async () => {
    const example = await startExample(file);
    const { query, response } = readComment(file);
    expect(await example.post(query)).toEqual(response);
    for (const { outcome, query, data } of operations) {
      expect({ [outcome]: await example.post(query) }).toEqual({ [outcome]: { data } });
    }
    expect(await example.terminate()).toBe('SIGTERM');
  });
});

it('examples/apollo-server.ts prints the code of each failure', async () => {
  const { post, output } = await startExample('apollo-server.ts');
  await post(login('input: { username: "mia", password: "wrong" }'));
  await expect.poll(output).toContain('Mutation.usersLogin: INVALID_LOGIN_DATA\n');
});

describe('examples/own-codes', () => {
  it('reports the category of its codes, which only its SDL has', async () => {
    const { post, output } = await startExample('own-codes/server.ts');
    await post(order('articles: 1, card: "expired"'));
    await expect.poll(output).toContain('CARD_DECLINED (payment)\n');
  });

  it('serves a page of its codes, without the built-in ones', async () => {
    const { url } = await startExample('own-codes/server.ts');
    const page = await (await fetch(new URL('/errors', url))).text();
    for (const text of ['id="OUT_OF_STOCK"', 'id="CARD_DECLINED"', 'Payment', 'Order fewer articles.']) {
      expect(page).toContain(text);
    }
    expect(page).not.toContain('id="MFA_FAILED"');
  });

  it('shows texts of its own in the client, filled from the details', async () => {
    const { url } = await startExample('own-codes/server.ts');
    const run = async (...parameters: readonly string[]) => {
      const program = ['--import', 'tsx', 'examples/own-codes/client.ts', url, ...parameters];
      return (await promisify(execFile)(process.execPath, program)).stdout.trim();
    };
    expect(await run('5', 'valid')).toBe('Only 3 articles are left. Order 3?');
    expect(await run('2', 'expired')).toBe('Your bank declined the card. Use another card.');
    expect(await run('2', 'valid')).toBe('Ordered: order-1');
    expect(await run('2', 'valid')).toBe('Only 1 article is left. Order 1?');
  });
});

it('examples/federation-subgraph.ts publishes shareable error types', async () => {
  const { post } = await startExample('federation-subgraph.ts');
  const { data } = (await post('{ _service { sdl } }')) as { data: { _service: { sdl: string } } };
  expect(data._service.sdl).toMatch(/type Error\s+@shareable/);
});

it('examples/mercurius.ts serves GraphiQL at the URL that it prints', async () => {
  const { output } = await startExample('mercurius.ts');
  const response = await fetch(/http:\S+graphiql/.exec(output())![0]);
  expect(await response.text()).toContain('<title>GraphiQL</title>');
});

it('examples/limits.ts refuses a second mutation in a request, also in a fragment', async () => {
  const { url } = await startExample('limits.ts');
  const send = async (query: string) => {
    const headers = { 'content-type': 'application/json' };
    return await (await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query }) })).text();
  };
  const one = 'usersLogin(password: "x") { token errors { errorCode } }';
  expect(await send(`mutation { ${one} }`)).toContain('INVALID_LOGIN_DATA');
  for (const query of [`{ a: ${one} b: ${one} }`, `{ a: ${one} ...F } fragment F on Mutation { b: ${one} }`]) {
    expect(await send(`mutation ${query}`)).toContain('A request may have one mutation');
  }
});
