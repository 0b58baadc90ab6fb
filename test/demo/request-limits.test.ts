import { readFileSync } from 'node:fs';
import { buildSchema, getIntrospectionQuery, parse, printSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examples } from '../../demo/graphiql.js';
import { measureDocument, requestLimits, type DocumentSize } from '../../demo/request-limits.js';
import { createSchema } from '../../demo/schema.js';
import { openDemo, signUp, type Account, type Demo } from './open-demo.js';

let demo: Demo;
let account: Account;
beforeAll(async () => {
  demo = await openDemo();
  account = await signUp(demo);
});
afterAll(() => demo.close());

interface Answer {
  readonly status: number;
  readonly errors: readonly { readonly message: string; readonly extensions: { readonly code: string } }[] | undefined;
  readonly length: number;
}

async function ask(query: string, variables: unknown = {}, token = account.token): Promise<Answer> {
  const response = await demo.post(JSON.stringify({ query, variables }), { authorization: `Session ${token}` });
  const text = await response.text();
  return { status: response.status, errors: (JSON.parse(text) as Answer).errors, length: text.length };
}

/** Expects one error with a clean status, and nothing in the log. */
async function expectRefusal(query: string, message: string, variables: unknown = {}): Promise<void> {
  const logged = demo.log.length;
  const { status, errors, length } = await ask(query, variables);
  expect(errors?.map((error) => error.message)).toEqual([expect.stringContaining(message)]);
  expect([status, errors![0]!.extensions.code]).toEqual([
    400,
    expect.stringMatching(/^(?:BAD_USER_INPUT|GRAPHQL_VALIDATION_FAILED)$/),
  ]);
  expect(length).toBeLessThan(1000);
  expect(demo.log.length).toBe(logged);
}

const times = (count: number, part: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => part(index)).join(' ');

describe('the operations of real clients', () => {
  const schema = createSchema({});
  const operations = readFileSync('test/demo/operations.graphql', 'utf8');
  const documents: readonly (readonly [string, string])[] = [
    ['the operations of the tests', operations],
    [
      'the query that GraphiQL sends',
      getIntrospectionQuery({
        descriptions: true,
        inputValueDeprecation: true,
        directiveIsRepeatable: true,
        specifiedByUrl: true,
        schemaDescription: true,
        oneOf: true,
      }),
    ],
    ...examples.map((example, index) => [`example ${index + 1} of GraphiQL`, example] as const),
  ];

  it.each(documents)('%s need at most half of each limit', (_name, text) => {
    const size = measureDocument(schema, parse(text))!;
    const limits: (keyof DocumentSize)[] = ['aliases', 'fields', 'cost', 'rootFields', 'directives'];
    for (const limit of limits)
      expect([limit, size[limit] * 2]).toEqual([
        limit,
        expect.toSatisfy((twice: number) => twice <= requestLimits[limit]),
      ]);
    // Introspection follows lists of lists of types.
    expect(size.depth).toBeLessThanOrEqual(requestLimits.depth);
    expect(size.introspectionLists).toBeLessThan(requestLimits.introspectionLists);
  });

  it('introspection still returns the whole schema', async () => {
    const response = await demo.post(JSON.stringify({ query: getIntrospectionQuery() }));
    const { data } = (await response.json()) as { data: { __schema: { types: unknown[] } } };
    expect(data.__schema.types.length).toBeGreaterThan(100);
    expect(() => buildSchema(printSchema(schema))).not.toThrow();
  });
});

describe('a document is refused before graphql validates it', () => {
  it.each([
    ['many aliases', `{ ${times(100, (index) => `a${index}: __typename`)} }`, '100 aliases; at most 30'],
    [
      'aliases in fragments',
      `{ ${times(5, () => '...F')} } fragment F on Query { ${times(7, (index) => `a${index}: __typename`)} }`,
      'aliases; at most 30',
    ],
    ['the same field many times', `{ ${times(500, () => '__typename')} }`, '500 fields; at most 480'],
    [
      'many fields of the operation',
      `{ ${times(21, () => 'currentUser { id }')} }`,
      '21 fields of an operation itself; at most 20',
    ],
    [
      'fields far below each other',
      `{ currentUser { ${'namespace { user { '.repeat(10)} id ${'} }'.repeat(10)} } }`,
      'levels of fields; at most 15',
    ],
    ['many directives', `{ __typename ${times(31, () => '@skip(if: false)')} }`, '31 directives'],
    ['many unknown directives', `{ __typename ${times(40, (index) => `@d${index}`)} }`, '40 directives'],
    [
      'many operations',
      times(31, (index) => `query Q${index} { __typename }`),
      '31 operations and fragments; at most 30',
    ],
    ['many tokens', `{ ${times(4001, () => '__typename')} }`, 'more than 4000 tokens'],
    [
      'fragments that double each time',
      `{ ...F0 } ${times(25, (index) => `fragment F${index} on Query { ${index < 24 ? `...F${index + 1} ...F${index + 1}` : '__typename'} }`)}`,
      'fields; at most 480',
    ],
    [
      'fragments that spread themselves',
      '{ ...F } fragment F on Query { ...G } fragment G on Query { ...F }',
      'spreads itself',
    ],
    [
      'a fragment that is not used',
      `{ __typename } fragment F on Query { ${times(481, (index) => `f${index}`)} }`,
      '481 fields; at most 480',
    ],
    [
      'lists within lists within lists',
      '{ organization(id: "gid://demo/Organization/1") { namespace { members { nodes { namespace { members { nodes { namespace { members { nodes { id } } } } } } } } } } }',
      'fields in the response',
    ],
    [
      'recursive introspection',
      '{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }',
      'lists within each other in introspection',
    ],
  ])('for %s', (_case, query, message) => expectRefusal(query, message));

  it('in a few milliseconds of CPU, whatever its 256 kB contain', async () => {
    const hostile = [
      `{ ${times(300, () => '__typename')} ${'{ a '.repeat(1000)} ${'} '.repeat(1000)} }`,
      `{ ${'a: currentUser { '.repeat(900)} id ${'}'.repeat(900)} }`,
      '['.repeat(200_000),
      `{ f(a: ${'['.repeat(1900)}${']'.repeat(1900)}) }`,
      `query (${times(1000, (index) => `$v${index}: Int`)}) { __typename }`,
    ];
    const before = process.cpuUsage();
    for (const query of hostile) expect((await ask(query)).status).toBe(400);
    // The server runs in this process. Its limit here is generous: without the check, these take
    // seconds.
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(3000);
  });
});

describe('values are refused before graphql converts them', () => {
  const update = 'mutation ($input: UsersUpdateInput!) { usersUpdate(input: $input) { errors { errorCode } } }';
  const userId = () => account.id;

  it('when they are nested too deep', async () => {
    // Too deep for JSON.stringify, too.
    const input = `${'{"nextNode":'.repeat(5000)}null${'}'.repeat(5000)}`;
    const response = await demo.post(`{"query": ${JSON.stringify(update)}, "variables": {"input": ${input}}}`);
    expect([response.status, await response.text()]).toEqual([400, expect.stringContaining('nested 500 levels')]);
    await expectRefusal(
      `{ globalRuntimes(after: ${'['.repeat(600)}${']'.repeat(600)}) { count } }`,
      'nested 500 levels',
    );
  });

  it('when a list is too long', async () => {
    const roleIds = Array.from({ length: 1001 }, () => 'gid://demo/NamespaceRole/1');
    await expectRefusal(update, 'has 1001 items; at most 1000', { input: { userId: userId(), roleIds } });
    await expectRefusal(`{ globalRuntimes(after: [${'1,'.repeat(1001)}]) { count } }`, 'has 1001 items; at most 1000');
  });

  it('when they have a lone surrogate, also in names', async () => {
    await expectRefusal(update, 'lone surrogate', { input: { userId: userId(), firstname: '\ud800' } });
    await expectRefusal(update, 'lone surrogate', { input: { ['\udc00']: 1 } });
  });

  it('when a clientMutationId is long: it is repeated for each alias', async () => {
    await expectRefusal(update, 'clientMutationId must have at most 256', {
      input: { clientMutationId: 'x'.repeat(257) },
    });
    const query = `mutation { usersLogout(input: { userSessionId: "gid://demo/UserSession/1", clientMutationId: "${'x'.repeat(257)}" }) { clientMutationId } }`;
    await expectRefusal(query, 'clientMutationId must have at most 256');
  });
});

describe('a mistake of the caller', () => {
  const assign =
    'mutation ($input: NamespacesMembersAssignRolesInput!) { namespacesMembersAssignRoles(input: $input) { errors { errorCode } } }';

  it('in each of many values is 400 with twenty errors and the number of the others, never an internal error', async () => {
    const roleIds = Array.from({ length: 900 }, () => 'nonsense');
    const { status, errors } = await ask(assign, { input: { memberId: 'gid://demo/NamespaceMember/1', roleIds } });
    expect(status).toBe(400);
    expect(errors!.length).toBe(21);
    expect(errors!.at(-1)!.message).toMatch(/^There are \d+ more errors\.$/);
    expect(new Set(errors!.map(({ extensions }) => extensions.code))).toEqual(new Set(['BAD_USER_INPUT']));
    expect(demo.log).toEqual([]);
  });

  it('that is repeated has four locations, not one for each time', async () => {
    const { errors, length } = await ask(
      `query (${times(900, () => '$a: Int')}) { globalRuntimes(first: $a) { count } }`,
    );
    expect([errors!.length, length < 1000]).toEqual([1, true]);
  });

  it.each([
    ['a cursor', '{ globalRuntimes(after: $value) { count } }', '$value: String'],
    ['an id', '{ namespace(id: $value) { id } }', '$value: NamespaceID!'],
    ['a number', '{ globalRuntimes(first: $value) { count } }', '$value: Int! = 1'],
  ])('is not repeated in full in the message: %s of 200 kB', async (_case, selection, definition) => {
    const { status, errors, length } = await ask(`query (${definition}) ${selection}`, { value: 'x'.repeat(200_000) });
    expect([200, 400]).toContain(status);
    expect(errors).toHaveLength(1);
    expect(length).toBeLessThan(1000);
  });
});

it('a level of fields is read with one statement, however many rows it has', async () => {
  const statements: string[] = [];
  const { database } = demo;
  const query = `{ globalRuntimes { nodes { id functions { id parameters { id } } dataTypes { id } flowTypes { id } } } }`;
  // Each statement of Drizzle ends in the method of its session.
  const session = (
    database as unknown as { session: { prepareQuery: (query: { sql: string }, ...rest: unknown[]) => unknown } }
  ).session;
  const prepare = session.prepareQuery.bind(session);
  session.prepareQuery = (prepared, ...rest) => {
    statements.push(prepared.sql);
    return prepare(prepared, ...rest);
  };
  const { errors } = await ask(query);
  session.prepareQuery = prepare;
  expect(errors).toBeUndefined();
  const read = statements.map((statement) => /from "(\w+)"/.exec(statement)?.[1]);
  expect(read).toEqual(['user_sessions', 'runtimes', 'runtime_definitions', 'runtime_parameters']);
});
