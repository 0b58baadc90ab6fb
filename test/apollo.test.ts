import { ApolloServer } from '@apollo/server';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { GraphQLError, parse, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { expect, it, vi } from 'vitest';
import { createErrorModule, failure, resolvers, typeDefs, type PayloadErrorEvent } from 'graphql-error-codes';
import {
  createApolloReporter,
  type ApolloReporterOptions,
  type ApolloRequestContext,
} from 'graphql-error-codes/apollo';
import { createHost } from './host.js';

const bug = new Error('a bug');

interface Host {
  readonly typeDefs?: string;
  readonly resolvers?: Parameters<typeof makeExecutableSchema>[0]['resolvers'];
  readonly variables?: Record<string, unknown>;
  readonly context?: { readonly requestId: string };
}

/** Runs an operation on a server without wrapped mutations. Returns what was reported. */
async function observe(query: string, host: Host = {}, options: Partial<ApolloReporterOptions> = {}) {
  const events: PayloadErrorEvent[] = [];
  const origins: unknown[] = [];
  const defects: { error: unknown; coordinate: string }[] = [];
  const reporter = createApolloReporter({
    onError(event, origin) {
      events.push(event);
      origins.push(origin);
    },
    onDefect: (error, coordinate) => defects.push({ error, coordinate }),
    ...options,
  });
  const schema = makeExecutableSchema({
    typeDefs: [
      host.typeDefs ?? '',
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
      ...[host.resolvers ?? []].flat(),
    ],
  });
  const server = new ApolloServer<object>({ schema, plugins: [reporter] });
  const { variables = {}, context = {} } = host;
  await server.executeOperation({ query, variables }, { contextValue: context });
  await server.stop();
  return { events, origins, defects };
}

const codes = (events: readonly PayloadErrorEvent[]) => events.map(({ coordinate, code }) => `${coordinate} ${code}`);
const both = ['Mutation.rename MFA_FAILED', 'Mutation.rename PRIMARY_LEVEL_NOT_FOUND'];

it('reports each code in the response as an event', async () => {
  const { events, defects } = await observe(
    'mutation { rename { errors { errorCode } } greet { name errors { errorCode } } }',
  );
  expect(codes(events)).toEqual(both);
  expect(events[1]).toEqual({
    coordinate: 'Mutation.rename',
    code: 'PRIMARY_LEVEL_NOT_FOUND',
    category: 'flow',
    fault: 'client',
    retry: 'after_fix',
    declared: null,
    deprecated: true,
    replacedBy: 'none',
    exposure: 'authenticated',
    concealedAs: null,
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
    'mutation { rename { errors { errorCode } } rename { errors { details { __typename } } } }',
  ],
  [
    'two selections of one field, the code in the second',
    'mutation { rename { errors { details { __typename } } } rename { errors { errorCode } } }',
  ],
])('reports codes selected with %s', async (_case, query) => {
  expect(codes((await observe(query)).events)).toEqual(both);
});

it('reports each error once when the client selected its code under several aliases', async () => {
  expect(
    codes(
      (await observe('mutation { rename { a: errors { errorCode } b: errors { c: errorCode d: errorCode } } }')).events,
    ),
  ).toEqual(both);
});

it('reports the present code when a directive removes the first selection', async () => {
  for (const selection of [
    'a: errors @include(if: false) { errorCode } errors { errorCode }',
    'errors { c: errorCode @skip(if: true) errorCode }',
  ]) {
    expect(codes((await observe(`mutation { rename { ${selection} } }`)).events)).toEqual(both);
  }
});

it('reports each alias of a mutation, and each payload of a list', async () => {
  const twice = await observe('mutation { a: rename { errors { errorCode } } b: rename { errors { errorCode } } }');
  expect(codes(twice.events)).toEqual([...both, ...both]);
  expect(codes((await observe('mutation { renameAll { errors { errorCode } } }')).events)).toEqual(
    Array(2).fill('Mutation.renameAll WRONG_TOTP'),
  );
});

it('reports nothing for codes that were not selected, were removed by a directive, or belong to a query', async () => {
  expect((await observe('mutation { rename { name errors { __typename } } }')).events).toEqual([]);
  expect(
    (
      await observe('mutation ($no: Boolean!) { rename { name errors @include(if: $no) { errorCode } } }', {
        variables: { no: false },
      })
    ).events,
  ).toEqual([]);
  expect((await observe('{ rename { errors { errorCode } } }')).events).toEqual([]);
});

it('reports nothing for a code in another field of the payload', async () => {
  const { events } = await observe('mutation { greet { last { errorCode } } }', {
    typeDefs: 'extend type Payload { last: Error }',
    resolvers: { Payload: { last: () => failure('MFA_FAILED').errors[0] } },
  });
  expect(events).toEqual([]);
});

it('reports a top-level error of a mutation as a defect, with the original error', async () => {
  const { events, defects } = await observe(
    'mutation { greet { name } oops: crash { errors { errorCode } } again: greet { name } }',
  );
  expect(events).toEqual([]);
  expect(defects).toEqual([{ error: bug, coordinate: 'Mutation.crash' }]);
  expect(defects[0]!.error).toBe(bug);
});

it('ignores top-level errors without onDefect', async () => {
  const events: PayloadErrorEvent[] = [];
  const { schema } = createHost(() => {
    throw bug;
  });
  // Also a type law: servers of any context type accept the plugin.
  const server = new ApolloServer<{ readonly token?: string }>({
    schema,
    plugins: [createApolloReporter({ onError: (event) => events.push(event) })],
  });
  const { body } = await server.executeOperation({ query: 'mutation { rename { name } }' });
  await server.stop();
  expect(body).toMatchObject({ singleResult: { data: { rename: null } } });
  expect(events).toEqual([]);
});

const namespaced = {
  typeDefs: `
    extend type Mutation { users: UsersMutations members: UsersMutations }
    type UsersMutations { login: Payload crash: Payload admin: AdminMutations }
    type AdminMutations { ban: [Payload] }
  `,
  resolvers: {
    Mutation: { users: () => ({}), members: () => ({}) },
    UsersMutations: {
      login: () => failure('WRONG_TOTP'),
      crash: () => {
        throw bug;
      },
      admin: () => ({}),
    },
    AdminMutations: {
      ban: () => [failure('MISSING_PERMISSION'), bug],
    },
  },
};

it('reports the codes of namespaced mutations', async () => {
  const { events, defects } = await observe(
    'mutation { users { login { errors { errorCode } } admin { ban { errors { errorCode } } } } }',
    namespaced,
  );
  expect(codes(events)).toEqual(['UsersMutations.login WRONG_TOTP', 'AdminMutations.ban MISSING_PERMISSION']);
  expect(defects).toHaveLength(1);
});

it.each([
  ['aliases', 'mutation { a: users { b: login { c: errors { d: errorCode } } } }'],
  [
    'fragments',
    'mutation { ...M } fragment M on Mutation { users { ... on UsersMutations { ...U } } } fragment U on UsersMutations { login { errors { errorCode } } }',
  ],
  ['two selections of one namespace', 'mutation { users { __typename } users { login { errors { errorCode } } } }'],
  ['another field of the same namespace', 'mutation { members { login { errors { errorCode } } } }'],
])('reports the codes of namespaced mutations selected with %s', async (_case, query) => {
  expect(codes((await observe(query, namespaced)).events)).toEqual(['UsersMutations.login WRONG_TOTP']);
});

it('reports a top-level error of a namespaced mutation as a defect, once', async () => {
  const { events, defects } = await observe(
    'mutation { users { ok: login { name } oops: crash { name } } crash: users { login { name } } }',
    namespaced,
  );
  expect(events).toEqual([]);
  expect(defects).toEqual([{ error: bug, coordinate: 'UsersMutations.crash' }]);
});

it('reports the code of a mutation in each namespace of an operation once', async () => {
  const { events } = await observe(
    'mutation { a: users { login { errors { errorCode } } } b: users { login { errors { errorCode } } } }',
    namespaced,
  );
  expect(codes(events)).toEqual(Array(2).fill('UsersMutations.login WRONG_TOTP'));
});

const ofTheHost = {
  typeDefs: 'extend enum ErrorCodeEnum { OUT_OF_STOCK } extend type Mutation { order: Payload }',
  resolvers: { Mutation: { order: () => failure('OUT_OF_STOCK' as never) } },
};
const order = 'mutation { order { errors { errorCode } } }';

it('reports category and fault of the codes in its catalogue', async () => {
  const { catalogue } = createErrorModule({
    codes: {
      OUT_OF_STOCK: {
        value: 'out_of_stock',
        category: 'shop',
        fault: 'client',
        retry: 'later',
        action: 'Choose something else.',
        description: 'Nothing is left',
      },
    },
  });
  const { events } = await observe(order, ofTheHost, { catalogue });
  expect(events).toMatchObject([{ code: 'OUT_OF_STOCK', category: 'shop', fault: 'client' }]);
});

it('reports the default metadata of a code that neither schema nor catalogue describes', async () => {
  expect((await observe(order, ofTheHost)).events).toMatchObject([{ category: null, fault: 'client', retry: null }]);
});

it('passes the context of the request beside the event, and no info', async () => {
  const context = { requestId: '7' };
  const { origins } = await observe(order, { ...ofTheHost, context });
  expect(origins).toMatchObject([{ context, info: undefined, error: undefined }]);
});

it('reports a top-level error that has a code of the mutation as an event, because it is expected', async () => {
  const throwWith = (code: string) => () => {
    throw new GraphQLError('failed', { extensions: { code } });
  };
  const query = 'mutation { known { name } all { name } unknown { name } nested { deep { name } } }';
  const { events, defects } = await observe(query, {
    typeDefs: `
      extend type Mutation { known: Payload all: [Payload] unknown: Payload nested: Payload }
      extend type Payload { deep: Payload }
    `,
    resolvers: {
      Mutation: {
        known: throwWith('MFA_FAILED'),
        all: () => [new GraphQLError('failed', { extensions: { code: 'WRONG_TOTP' } })],
        unknown: throwWith('INTERNAL_SERVER_ERROR'),
        nested: () => ({}),
      },
      Payload: { deep: throwWith('MFA_FAILED') },
    },
  });
  expect(codes(events)).toEqual(['Mutation.known MFA_FAILED', 'Mutation.all WRONG_TOTP']);
  expect(defects.map(({ coordinate }) => coordinate)).toEqual(['Mutation.unknown', 'Mutation.nested']);
});

it('reports nothing for a request that is not valid', async () => {
  for (const query of ['mutation { unknownField }', 'mutation {']) {
    expect(await observe(query)).toEqual({ events: [], origins: [], defects: [] });
  }
});

/** Passes a request context to a reporter, as Apollo Server does before it sends a response. */
async function finish(context: Partial<ApolloRequestContext>, data?: unknown) {
  const events: PayloadErrorEvent[] = [];
  const defects: unknown[] = [];
  const reporter = createApolloReporter({
    onError: (event) => events.push(event),
    onDefect: (error) => defects.push(error),
  });
  const document = parse('mutation { rename { ...Errors errors { errorCode } } }');
  const request: ApolloRequestContext = {
    schema: createHost(() => null).schema,
    document,
    operation: document.definitions[0] as OperationDefinitionNode,
    response: { body: { kind: 'single', singleResult: { data } } },
    ...context,
  };
  const send = async () => (await reporter.requestDidStart()).willSendResponse(request);
  await send();
  return { request, send, events, defects };
}
const failed = { rename: failure('MFA_FAILED') };

it('reports a top-level error of another process as it is', async () => {
  const error = new GraphQLError('of a subgraph', { path: ['rename'] });
  expect((await finish({ errors: [error] }, { rename: null })).defects).toEqual([error]);
});

it('ignores top-level errors without a path', async () => {
  expect((await finish({ errors: [new GraphQLError('of no field')] }, failed)).defects).toEqual([]);
});

it('ignores incremental responses', async () => {
  const { events, defects } = await finish({ response: { body: { kind: 'incremental' } } });
  expect([events, defects]).toEqual([[], []]);
});

it('ignores fragments that the document does not have', async () => {
  expect(codes((await finish({}, failed)).events)).toEqual(['Mutation.rename MFA_FAILED']);
});

it('reports an unknown code to onDefect, and does not fail the response', async () => {
  const { events, defects } = await finish({}, { rename: failure('OF_ANOTHER_SERVER' as never) });
  expect(events).toEqual([]);
  expect(defects).toEqual([expect.objectContaining({ message: expect.stringContaining('OF_ANOTHER_SERVER') })]);
});

it('searches a schema for mutations once', async () => {
  const { request, send, events } = await finish({}, failed);
  const search = vi.spyOn(request.schema as GraphQLSchema, 'getMutationType');
  await send();
  expect(events).toHaveLength(2);
  expect(search).not.toHaveBeenCalled();
});

it.each([
  [undefined, 'createApolloReporter expects an options object, got undefined.'],
  [{ onErorr: () => {} }, 'createApolloReporter has no option "onErorr". Did you mean "onError"?'],
  [{ onError: 'log' }, 'createApolloReporter: "onError" must be a function, got "log".'],
  [{ onDefect: () => {} }, 'createApolloReporter: "onError" must be a function, got undefined.'],
  [{ onError: undefined }, 'createApolloReporter: "onError" must be a function, got undefined.'],
  [
    { onError: () => {}, strict: true },
    'createApolloReporter has no option "strict". It accepts onError, onDefect, catalogue.',
  ],
  [
    { onError: () => {}, catalogue: 'mine' },
    'createApolloReporter: "catalogue" must be a catalogue such as errors.catalogue, got "mine".',
  ],
  [
    { onError: () => {}, catalogue: { typeDefs: '', catalogue: {} } },
    'createApolloReporter: "catalogue" must be a catalogue such as errors.catalogue, got {"typeDefs":"","catalogue":{}}.',
  ],
  [{ onError: () => {}, onDefect: true }, 'createApolloReporter: "onDefect" must be a function, got true.'],
])('rejects the options %o', (options, message) => {
  const create = () => createApolloReporter(options as unknown as ApolloReporterOptions);
  expect(create).toThrow(expect.objectContaining({ name: 'TypeError', message }));
});
