import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { expect, it } from 'vitest';
import { failure, resolvers, typeDefs, type PayloadErrorEvent } from 'graphql-error-codes';
import { createApolloReporter } from 'graphql-error-codes/apollo';

const bug = new Error('a bug');

/** A server whose schema was not wrapped, as a gateway's is not. */
async function observe(query: string, variables: Record<string, unknown> = {}) {
  const events: PayloadErrorEvent[] = [];
  const defects: { error: unknown; coordinate: string }[] = [];
  const plugin: ApolloServerPlugin = createApolloReporter({
    onError: (event) => events.push(event),
    onDefect: (error, coordinate) => defects.push({ error, coordinate }),
  });
  const schema = makeExecutableSchema({
    typeDefs: [
      typeDefs,
      `type Query { rename: Payload }
      type Mutation { rename: Payload greet: Payload renameAll: [Payload] crash: Payload }
      type Payload { name: String errors: [Error!]! }`,
    ],
    resolvers: [
      resolvers,
      {
        Query: { rename: () => failure('MFA_FAILED') },
        Mutation: {
          rename: () => ({ errors: [...failure('MFA_FAILED').errors, ...failure('PRIMARY_LEVEL_NOT_FOUND').errors] }),
          greet: () => ({ name: 'nora', errors: [] }),
          renameAll: () => [failure('WRONG_TOTP'), null, failure('WRONG_TOTP')],
          crash: () => {
            throw bug;
          },
        },
      },
    ],
  });
  const server = new ApolloServer({ schema, plugins: [plugin] });
  await server.executeOperation({ query, variables });
  await server.stop();
  return { events, defects };
}

const codes = (events: readonly PayloadErrorEvent[]) => events.map(({ coordinate, code }) => `${coordinate} ${code}`);
const both = ['Mutation.rename MFA_FAILED', 'Mutation.rename PRIMARY_LEVEL_NOT_FOUND'];

it('reports each code in the response', async () => {
  const { events, defects } = await observe(
    'mutation { rename { errors { errorCode } } greet { name errors { errorCode } } }',
  );
  expect(codes(events)).toEqual(both);
  expect(events[1]).toEqual({
    coordinate: 'Mutation.rename',
    code: 'PRIMARY_LEVEL_NOT_FOUND',
    category: 'flow',
    fault: 'client',
    declared: null,
    deprecated: true,
  });
  expect(defects).toEqual([]);
});

it.each([
  ['aliases', 'mutation { one: rename { two: errors { three: errorCode } } }'],
  [
    'fragments',
    'mutation { ...M } fragment M on Mutation { rename { ...P } } fragment P on Payload { errors { ...E } } fragment E on Error { errorCode }',
  ],
  ['inline fragments', 'mutation { ... on Mutation { rename { ... { errors { ... on Error { errorCode } } } } } }'],
  [
    'two selections of one field',
    'mutation { rename { errors { details { __typename } } } rename { errors { errorCode } } }',
  ],
])('sees through %s', async (_case, query) => {
  expect(codes((await observe(query)).events)).toEqual(both);
});

it('counts each error once, under however many names the client asked for it', async () => {
  expect(
    codes(
      (await observe('mutation { rename { a: errors { errorCode } b: errors { c: errorCode d: errorCode } } }')).events,
    ),
  ).toEqual(both);
});

it('counts what is there where a directive took the first selection out', async () => {
  for (const selection of [
    'a: errors @include(if: false) { errorCode } errors { errorCode }',
    'errors { c: errorCode @skip(if: true) errorCode }',
  ]) {
    expect(codes((await observe(`mutation { rename { ${selection} } }`)).events)).toEqual(both);
  }
});

it('counts a mutation that was asked twice twice, and each payload of a batch', async () => {
  const twice = await observe('mutation { a: rename { errors { errorCode } } b: rename { errors { errorCode } } }');
  expect(codes(twice.events)).toEqual([...both, ...both]);
  expect(codes((await observe('mutation { renameAll { errors { errorCode } } }')).events)).toEqual(
    Array(2).fill('Mutation.renameAll WRONG_TOTP'),
  );
});

it('sees nothing of what was not selected, left out by a directive, or asked in a query', async () => {
  expect((await observe('mutation { rename { name errors { __typename } } }')).events).toEqual([]);
  expect(
    (
      await observe('mutation ($no: Boolean!) { rename { name errors @include(if: $no) { errorCode } } }', {
        no: false,
      })
    ).events,
  ).toEqual([]);
  expect((await observe('{ rename { errors { errorCode } } }')).events).toEqual([]);
});

it('reports a top-level error of a mutation with what was thrown', async () => {
  const { events, defects } = await observe(
    'mutation { greet { name } oops: crash { errors { errorCode } } again: greet { name } }',
  );
  expect(events).toEqual([]);
  expect(defects).toEqual([{ error: bug, coordinate: 'Mutation.crash' }]);
  expect(defects[0]!.error).toBe(bug);
});
