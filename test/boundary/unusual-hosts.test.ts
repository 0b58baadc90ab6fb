/* What realistic hosts do that a boundary could break. Each law was broken once. */
import { makeExecutableSchema } from '@graphql-tools/schema';
import { GraphQLError } from 'graphql';
import { describe, expect, it } from 'vitest';
import {
  failure,
  keepMutationErrors,
  MutationError,
  readErrorDeclarations,
  resolvers,
  success,
  typeDefs,
  withErrorPayloads,
  type ErrorPayloadOptions,
  type PayloadErrorEvent,
} from 'graphql-error-codes';
import { createHost, everything, execute, failed, rejecting, throwing, quota } from '../host.js';

function wrap(sdl: string, host: object, options: ErrorPayloadOptions = {}) {
  const events: PayloadErrorEvent[] = [];
  const defects: unknown[] = [];
  const schema = withErrorPayloads(
    makeExecutableSchema({ typeDefs: [typeDefs, sdl], resolvers: [resolvers, { ...host }] }),
    { onError: (event) => events.push(event), onDefect: (error) => defects.push(error), ...options },
  );
  return { schema, events, defects, run: (source: string) => execute(schema, source) };
}

describe('a payload in the field of an entity', () => {
  const sdl = `type Query { post: Post node: Node } type Mutation { createPost: Post }
    interface Node { id: ID } type Post implements Node { id: ID lastImport: Payload imports: [Payload!] }
    type Payload { name: String errors: [Error!]! }`;
  const stored = { id: 1, lastImport: { name: 'a', ...failure('MFA_FAILED') } };

  it('is read as before, in queries and in mutations, and not counted', async () => {
    const { run, events, defects } = wrap(sdl, {
      Query: { post: () => ({ id: 1 }) },
      Mutation: { createPost: () => stored },
    });
    expect(await run('{ post { id lastImport { name } } }')).toEqual({ data: { post: { id: '1', lastImport: null } } });
    expect(await run('mutation { createPost { lastImport { errors { errorCode } } } }')).toEqual({
      data: { createPost: { lastImport: { errors: [{ errorCode: 'MFA_FAILED' }] } } },
    });
    expect([events, defects]).toEqual([[], []]);
  });

  it('declares nothing', () => {
    const schema = makeExecutableSchema({ typeDefs: [typeDefs, sdl] });
    expect([...readErrorDeclarations(schema, { requireDeclaration: true })]).toEqual([]);
  });
});

describe('a thenable that is no plain promise', () => {
  const proxy = (promise: Promise<unknown>): unknown =>
    new Proxy(() => 1, {
      has: () => false,
      get: (_target, key) => (key === 'then' ? promise.then.bind(promise) : undefined),
    });

  it('is awaited, as graphql does', async () => {
    expect(await createHost(() => proxy(Promise.resolve(success({ name: 'nora' })))).run(everything)).toEqual({
      data: { rename: { name: 'nora', errors: [] }, note: 'noted' },
    });
    const { run, events } = createHost(() => proxy(Promise.reject(new MutationError('MFA_FAILED'))));
    expect((await run(everything)).data).toEqual(failed('MFA_FAILED'));
    expect(events).toHaveLength(1);
    const { run: runErrors } = createHost(() => ({ errors: proxy(Promise.resolve(failure('MFA_FAILED').errors)) }));
    expect((await runErrors(everything)).data).toEqual(failed('MFA_FAILED'));
  });
});

describe('errors with arguments', () => {
  const sdl = `type Query { ok: Boolean } type Mutation { rename: Payload }
    type Payload { name: String errors(first: Int! = 9): [Error!]! }`;
  const two = () => [...failure('MFA_FAILED').errors, ...failure('WRONG_TOTP').errors];

  it.each([
    ['a method', {}, () => ({ errors: ({ first }: { first: number }) => two().slice(0, first) })],
    [
      'a resolver of the host',
      {
        Payload: {
          errors: (parent: { errors: unknown[] }, { first }: { first: number }) => parent.errors.slice(0, first),
        },
      },
      () => ({ errors: two() }),
    ],
  ])('are those that %s returns', async (_case, host, rename) => {
    const { run } = wrap(sdl, { Mutation: { rename }, ...host });
    for (const [first, errors] of [
      [0, []],
      [1, [{ errorCode: 'MFA_FAILED' }]],
      [2, [{ errorCode: 'MFA_FAILED' }, { errorCode: 'WRONG_TOTP' }]],
    ] as const) {
      expect(await run(`mutation { rename { errors(first: ${first}) { errorCode } } }`)).toEqual({
        data: { rename: { errors } },
      });
    }
  });
});

describe('errors that throw something unexpected', () => {
  it('fail only where they are selected', async () => {
    const { run, defects } = createHost(() => ({
      name: 'nora',
      get errors() {
        throw new Error('a bug');
      },
    }));
    expect(await run('mutation { rename { name } }')).toEqual({ data: { rename: { name: 'nora' } } });
    expect(await run(everything)).toMatchObject({ data: { rename: null }, errors: [{ message: 'a bug' }] });
    // One report for each request.
    expect(defects).toMatchObject([{ error: { message: 'a bug' } }, { error: { message: 'a bug' } }]);
  });

  it('that a promise rejects with fail only where they are selected, and are reported', async () => {
    const { run, defects } = createHost(() => ({ name: 'nora', errors: Promise.reject(new Error('a bug')) }));
    expect(await run('mutation { rename { name } }')).toEqual({ data: { rename: { name: 'nora' } } });
    expect(defects).toMatchObject([{ error: { message: 'a bug' } }]);
    expect(await run(everything)).toMatchObject({ data: { rename: null }, errors: [{ message: 'a bug' }] });
  });

  it('are not read where the host has a resolver for them', async () => {
    const payload = {
      name: 'nora',
      get errors() {
        throw new Error('a bug');
      },
    };
    const { run } = createHost(() => payload, { resolvers: { RenamePayload: { errors: () => [] } } });
    expect(await run(everything)).toEqual({ data: { rename: { name: 'nora', errors: [] }, note: 'noted' } });
  });
});

it('a payload that a cache of the host returns again has the id of its own request only', async () => {
  const { schema } = createHost(throwing(new MutationError('MFA_FAILED')));
  const { rename } = schema.getMutationType()!.getFields();
  const { resolve } = rename!;
  let cached: unknown;
  rename!.resolve = (...parameters) => (cached ??= resolve!(...parameters));
  const ask = async (id: string) =>
    (await execute(schema, `mutation { rename(input: { clientMutationId: "${id}" }) { clientMutationId } }`)).data;
  expect(await ask('first')).toEqual({ rename: { clientMutationId: 'first' } });
  expect(await ask('second')).toEqual({ rename: { clientMutationId: null } });
});

describe('a mutation that returns a list', () => {
  const source = 'mutation { renameAll { name errors { errorCode } } note }';
  const one = { name: null, errors: [{ errorCode: 'MFA_FAILED' }] };

  it.each([
    ['a failure instead', () => failure('MFA_FAILED'), [one]],
    ['a MutationError instead', () => new MutationError('MFA_FAILED'), [one]],
    [
      'a generator that throws',
      function* () {
        yield { name: 'nora' };
        throw new MutationError('MFA_FAILED');
      },
      [{ name: 'nora', errors: [] }, one],
    ],
  ])('may return %s', async (_case, rename, renameAll) => {
    const { run, events } = createHost(rename);
    expect(await run(source)).toEqual({ data: { renameAll, note: 'noted' } });
    expect(events).toHaveLength(1);
  });
});

it('a one-shot list in a detail is not used up', async () => {
  const { run } = createHost(() => failure('MFA_FAILED', { __typename: 'Stock', lines: new Set(['b']).values() }), {
    typeDefs: 'extend union DetailedError = Stock type Stock { lines: [String!]! }',
  });
  expect(await run('mutation { rename { errors { details { ... on Stock { lines } } } } }')).toEqual({
    data: { rename: { errors: [{ details: [{ lines: ['b'] }] }] } },
  });
});

it('an async translate is refused, and its rejection is handled', async () => {
  const { run, defects } = createHost(throwing(new Error('a bug')), {
    translate: rejecting(new MutationError('MFA_FAILED')) as never,
  });
  expect((await run(everything)).errors).toMatchObject([{ message: 'a bug' }]);
  expect(defects).toHaveLength(3);
});

describe('middleware of a host', () => {
  it('may add to the extensions of a MutationError, and name a subclass', async () => {
    class NotFound extends MutationError {
      override name = 'NotFound';
    }
    const error = new NotFound('MFA_FAILED');
    expect(String(error)).toBe('NotFound: MFA_FAILED');
    error.extensions = { ...error.extensions, requestId: 'r7' } as object;
    expect(error.extensions).toEqual({ code: 'MFA_FAILED', requestId: 'r7' });
    expect((await createHost(throwing(error)).run(everything)).data).toEqual(failed('MFA_FAILED'));
  });

  it('that makes the resolver of errorCode async does not lose codes of the catalogue', async () => {
    const codes = 'extend enum ErrorCodeEnum { QUOTA }';
    const resolve = resolvers.Error.errorCode;
    const asyncResolve: typeof resolve = async (...parameters) => resolve(...parameters);
    const { run } = wrap(
      `${codes} type Query { ok: Boolean } type Mutation { rename: Payload } type Payload { errors: [Error!]! }`,
      { Error: { errorCode: asyncResolve }, Mutation: { rename: () => failure('quota_used_up' as never) } },
      { catalogue: { QUOTA: quota } },
    );
    expect(await run('mutation { rename { errors { errorCode } } }')).toEqual({
      data: { rename: { errors: [{ errorCode: 'QUOTA' }] } },
    });
  });
});

describe('types of classes', () => {
  it('an Error type with isTypeOf accepts what the package creates', async () => {
    class HostError {
      readonly isHost = true;
    }
    const { run } = wrap(
      'type Query { ok: Boolean } type Mutation { rename: Payload } type Payload { errors: [Error!]! }',
      {
        Error: { ...resolvers.Error, __isTypeOf: (value: unknown) => value instanceof HostError },
        Mutation: { rename: throwing(new MutationError('MFA_FAILED')) },
      },
    );
    expect(await run('mutation { rename { errors { errorCode } } }')).toEqual({
      data: { rename: { errors: [{ errorCode: 'MFA_FAILED' }] } },
    });
  });
});

describe('a list of errors that may contain null', () => {
  it('keeps it', async () => {
    const { run } = wrap(
      'type Query { ok: Boolean } type Mutation { rename: Payload } type Payload { errors: [Error]! }',
      { Mutation: { rename: () => ({ errors: [null, ...failure('MFA_FAILED').errors] }) } },
    );
    expect(await run('mutation { rename { errors { errorCode } } }')).toEqual({
      data: { rename: { errors: [null, { errorCode: 'MFA_FAILED' }] } },
    });
  });
});

describe('keepMutationErrors masks', () => {
  const masked = new Error('masked');
  const maskError = keepMutationErrors(() => masked);

  it('an error with a text of its own', () => {
    const originalError = new MutationError('MFA_FAILED');
    expect(maskError(new GraphQLError('SELECT secret', { originalError }))).toBe(masked);
  });

  it('a code without a public name', () => {
    const originalError = new MutationError('internal_only' as never);
    expect(maskError(new GraphQLError('internal_only', { originalError }))).toBe(masked);
  });
});
