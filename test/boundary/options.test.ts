import { setTimeout as wait } from 'node:timers/promises';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { graphql, GraphQLError, type GraphQLResolveInfo } from 'graphql';
import { describe, expect, it } from 'vitest';
import {
  createErrorModule,
  ErrorCode,
  failure,
  MutationError,
  resolvers,
  typeDefs,
  withErrorPayloads,
  type ErrorOrigin,
  type ErrorPayloadOptions,
} from 'graphql-error-codes';
import { createHost, everything, execute, failed, failedAsTaken, rejecting, taken, throwing, quota } from '../host.js';

class UniqueViolation extends Error {
  readonly column = 'name';
}

const translate = (thrown: unknown) =>
  thrown instanceof UniqueViolation
    ? new MutationError('INVALID_SETTING', { attribute: thrown.column, type: 'taken' }, { cause: thrown })
    : undefined;

describe('translate', () => {
  it.each([
    ['thrown', throwing(new UniqueViolation())],
    ['rejected', rejecting(new UniqueViolation())],
    ['returned', () => new UniqueViolation()],
    ['an error of the payload', () => ({ errors: [new UniqueViolation()] })],
    ['a promised error of the payload', () => ({ errors: [Promise.reject(new UniqueViolation())] })],
    ['what the errors reject with', () => ({ errors: Promise.reject(new UniqueViolation()) })],
  ])('converts an error that is %s', async (_case, rename) => {
    const { run, events, defects } = createHost(rename, { translate });
    expect(await run(everything)).toEqual({ data: failedAsTaken });
    expect([events.length, defects.length]).toEqual([1, 0]);
  });

  it('receives what was thrown and the coordinate, and not a MutationError', async () => {
    const received: unknown[] = [];
    const record = (...parameters: unknown[]) => void received.push(...parameters);
    await createHost(throwing(new MutationError('MFA_FAILED')), { translate: record }).run(everything);
    expect(received).toEqual([]);
    // A library may throw what is no Error.
    await createHost(throwing({ ok: false }), { translate: record }).run(everything);
    expect(received).toEqual([{ ok: false }, 'Mutation.rename']);
  });

  it('leaves an error unexpected for which it returns undefined', async () => {
    const bug = new Error('a bug');
    const { run, defects } = createHost(throwing(bug), { translate });
    expect(await run(everything)).toMatchObject({ data: { rename: null }, errors: [{ message: 'a bug' }] });
    expect(defects).toEqual([{ error: bug, coordinate: 'Mutation.rename' }]);
  });

  it('may return a code that the mutation does not declare, which is checked like any other', async () => {
    const host = { translate, declaration: '@errors(codes: ["MFA_FAILED"])' };
    const { run, defects } = createHost(throwing(new UniqueViolation()), host);
    expect((await run(everything)).data).toEqual({ rename: null, note: 'noted' });
    expect(defects).toMatchObject([{ error: { message: expect.stringContaining('does not declare') } }]);
  });

  it.each([
    ['throws', throwing(new Error('in translate')), 'in translate'],
    [
      'returns something else',
      () => 'MFA_FAILED',
      'withErrorPayloads: "translate" must return a MutationError or undefined, got "MFA_FAILED" for an error of Mutation.rename.',
    ],
  ])('is reported when it %s, and the error stays unexpected', async (_case, wrong, message) => {
    const bug = new Error('a bug');
    const { run, defects } = createHost(throwing(bug), { translate: wrong as never });
    expect((await run(everything)).errors).toMatchObject([{ message: 'a bug' }]);
    expect(defects).toMatchObject([{ error: { message } }, { error: bug }]);
  });
});

describe('the second argument of the hooks', () => {
  const collect = async (rename: () => unknown, options: ErrorPayloadOptions = {}) => {
    const origins: ErrorOrigin[] = [];
    const { schema } = createHost(rename, { ...options, onError: (_event, origin) => origins.push(origin) });
    await graphql({ schema, source: everything, contextValue: { requestId: 'r7' } });
    return origins;
  };

  it("has the request's context, the mutation's info, and what was thrown", async () => {
    const error = new MutationError('MFA_FAILED');
    const [origin] = await collect(throwing(error));
    expect(origin).toEqual({ context: { requestId: 'r7' }, info: expect.anything(), error });
    expect((origin!.info as GraphQLResolveInfo).fieldName).toBe('rename');
  });

  it('has no error for a failure that was returned', async () => {
    expect(await collect(() => failure('MFA_FAILED'))).toMatchObject([{ error: undefined }]);
  });

  it('has the error from before its translation', async () => {
    const error = new UniqueViolation();
    expect(await collect(throwing(error), { translate })).toMatchObject([{ error }]);
  });

  it('is the same for onDeprecated', async () => {
    const origins: unknown[] = [];
    const { run } = createHost(() => failure('PRIMARY_LEVEL_NOT_FOUND'), {
      onDeprecated: (_event, origin) => origins.push(origin),
    });
    await run(everything);
    expect(origins).toMatchObject([{ info: { fieldName: 'rename' } }]);
  });
});

describe("with unselected: 'error'", () => {
  const host = { unselected: 'error' } as const;
  const unselected = {
    message: 'Mutation.rename failed with MFA_FAILED. Select "errors" of RenamePayload to handle it.',
    path: ['rename'],
    extensions: { code: 'MFA_FAILED' },
  };

  const failures = [
    ['thrown', throwing(new MutationError('MFA_FAILED'))],
    ['rejected', rejecting(new MutationError('MFA_FAILED'))],
    ['returned', () => failure(ErrorCode.MFA_FAILED)],
    ['returned as a function', () => ({ errors: async () => failure('MFA_FAILED').errors })],
  ] as const;

  it.each(failures)(
    'a failure that is %s is a top-level error for a client that does not select it',
    async (_case, rename) => {
      const { run, events, defects } = createHost(rename, host);
      for (const source of [
        'mutation { rename { name } note }',
        'mutation { rename { name errors @skip(if: true) { errorCode } } note }',
        'mutation { rename { name errors @include(if: false) { errorCode } } note }',
        'mutation ($no: Boolean = false) { rename { name ... @include(if: $no) { errors { errorCode } } } note }',
        'mutation { rename { errors: name } note }',
      ]) {
        const { data, errors } = await run(source);
        expect(data).toEqual({ rename: null, note: 'noted' });
        expect(errors).toMatchObject([unselected]);
      }
      expect([events.length, defects.length]).toEqual([5, 0]);
    },
  );

  it.each([
    ['in a fragment', 'mutation { rename { ...Errors } } fragment Errors on RenamePayload { errors { errorCode } }'],
    ['in an inline fragment', 'mutation { rename { ... on RenamePayload { errors { errorCode } } } }'],
    ['in a fragment on its interface', 'mutation { rename { ... on Failing { errors { errorCode } } } }'],
    ['under an alias', 'mutation { rename { errors: name problems: errors { errorCode } } }'],
    ['in another selection of the same field', 'mutation { rename { name } rename { errors { errorCode } } }'],
    ['by a variable', 'mutation ($yes: Boolean = true) { rename { errors @include(if: $yes) { errorCode } } }'],
  ])('a failure is a payload for a client that selects it %s', async (_case, source) => {
    const schema = withErrorPayloads(
      makeExecutableSchema({
        typeDefs: [
          typeDefs,
          `type Query { ok: Boolean } type Mutation { rename: RenamePayload } interface Failing { errors: [Error!]! }
          type RenamePayload implements Failing { name: String errors: [Error!]! }`,
        ],
        resolvers: [resolvers, { Mutation: { rename: () => failure('MFA_FAILED') } }],
      }),
      host,
    );
    expect(await execute(schema, source)).not.toHaveProperty('errors');
  });

  it('a success stays one', async () => {
    const { run } = createHost(() => ({ name: 'nora', errors: [] }), host);
    expect(await run('mutation { rename { name } }')).toEqual({ data: { rename: { name: 'nora' } } });
  });

  it('only the failed payload of a list is null', async () => {
    const { run } = createHost(() => [{ name: 'nora' }, failure('MFA_FAILED')], host);
    const { data, errors } = await run('mutation { renameAll { name } note }');
    expect(data).toEqual({ renameAll: [{ name: 'nora' }, null], note: 'noted' });
    expect(errors).toMatchObject([{ path: ['renameAll', 1], extensions: { code: 'MFA_FAILED' } }]);
  });

  it("names a host's code as clients know it", async () => {
    const errors = createErrorModule({ codes: { QUOTA: quota } });
    const schema = errors.withErrorPayloads(
      makeExecutableSchema({
        typeDefs: [
          errors.typeDefs,
          'type Query { ok: Boolean } type Mutation { buy: Payload } type Payload { name: String errors: [Error!]! }',
        ],
        resolvers: [errors.resolvers, { Mutation: { buy: () => errors.failure('quota_used_up') } }],
      }),
      host,
    );
    const { errors: thrown } = await execute(schema, 'mutation { buy { name } }');
    expect(thrown).toMatchObject([
      { extensions: { code: 'QUOTA' }, message: expect.stringContaining('failed with QUOTA.') },
    ]);
  });
});

describe('a MutationError outside of payloads', () => {
  const schema = withErrorPayloads(
    makeExecutableSchema({
      typeDefs: [
        typeDefs,
        `type Query { me: User } type User { name: String }
        type Mutation { rename: RenamePayload } type RenamePayload { user: User errors: [Error!]! }`,
      ],
      resolvers: [
        resolvers,
        {
          Query: { me: throwing(new MutationError(ErrorCode.MISSING_PERMISSION)) },
          Mutation: { rename: () => ({ user: {} }) },
          User: { name: rejecting(new MutationError('MISSING_PERMISSION', { cause: new Error('secret') })) },
        },
      ],
    }),
  );

  it.each([
    ['a query', '{ me { name } }', ['me']],
    ['a nested field', 'mutation { rename { user { name } } }', ['rename', 'user', 'name']],
  ])('in %s is a top-level error with the public name of its code', async (_case, source, path) => {
    const { errors } = await execute(schema, source);
    expect(errors).toMatchObject([{ message: 'MISSING_PERMISSION', path, extensions: { code: 'MISSING_PERMISSION' } }]);
    expect(JSON.stringify(errors)).not.toContain('secret');
  });
});

describe("details of the host's own type", () => {
  const host = (rename: () => unknown, strict = true) =>
    createHost(rename, {
      strict,
      typeDefs: `extend union DetailedError = StockDetail
        type StockDetail { available: Int! colour: Colour tags: [String!] note: String } enum Colour { RED }`,
    });
  const run = async (detail: { readonly __typename: string; readonly [field: string]: unknown }) =>
    host(() => failure('MFA_FAILED', detail)).run(
      'mutation { rename { errors { details { ... on StockDetail { available colour tags } } } } note }',
    );

  it('are delivered with their fields', async () => {
    expect(await run({ __typename: 'StockDetail', available: 3, colour: 'RED', tags: ['a'] })).toEqual({
      data: { rename: { errors: [{ details: [{ available: 3, colour: 'RED', tags: ['a'] }] }] }, note: 'noted' },
    });
  });

  it.each([
    ['without a required field', {}],
    ['with null in a required field', { available: null }],
    ['with a value of another type', { available: 'three' }],
    ['with a value that the enum does not have', { available: 3, colour: 'BLUE' }],
    ['with a list of other values', { available: 3, tags: [{}] }],
    ['with null in a list of required values', { available: 3, tags: [null] }],
    ['with a value for a list', { available: 3, tags: 'a' }],
  ])('fail only their mutation %s', async (_case, fields) => {
    const { data, errors } = await run({ __typename: 'StockDetail', ...fields });
    expect(data).toEqual({ rename: null, note: 'noted' });
    expect(errors![0]!.message).toMatch(/^Mutation\.rename returned "MFA_FAILED" with an invalid detail/);
  });

  it('are dropped in production, and the error keeps everything else that it has', async () => {
    class Failure {
      readonly #code = 'MFA_FAILED';
      readonly details = [{ __typename: 'StockDetail' }, { message: 'No.' }];
      get errorCode() {
        return this.#code;
      }
    }
    const { run: runLenient, defects } = host(() => ({ errors: [Object.freeze(new Failure())] }), false);
    const source = 'mutation { rename { errors { errorCode details { __typename } } } }';
    expect(await runLenient(source)).toEqual({
      data: { rename: { errors: [{ errorCode: 'MFA_FAILED', details: [{ __typename: 'MessageError' }] }] } },
    });
    expect(defects).toHaveLength(1);
  });
});

describe('a MutationError inside of a GraphQLError', () => {
  it.each([1, 2])('is recognized %i deep', async (depth) => {
    let error: Error = new MutationError('INVALID_SETTING', taken);
    for (let level = 0; level < depth; level++) error = new GraphQLError('wrapped', { originalError: error });
    const { run, events, defects } = createHost(throwing(error));
    expect(await run(everything)).toEqual({ data: failedAsTaken });
    expect([events.length, defects.length]).toEqual([1, 0]);
  });

  it('is recognized among several, in an AggregateError, too', async () => {
    const wrapped = (code: 'MFA_FAILED' | 'WRONG_TOTP') =>
      new GraphQLError(code, { originalError: new MutationError(code) });
    const error = new GraphQLError('two', {
      originalError: new AggregateError([wrapped('MFA_FAILED'), wrapped('WRONG_TOTP')]),
    });
    expect((await createHost(throwing(error)).run(everything)).data).toEqual(failed('MFA_FAILED', 'WRONG_TOTP'));
  });

  it('that contains itself stays unexpected', async () => {
    const error = new Error('a cycle') as Error & { originalError?: Error };
    error.originalError = error;
    expect((await createHost(throwing(error)).run(everything)).errors).toMatchObject([{ message: 'a cycle' }]);
  });
});

describe('errors of unusual forms', () => {
  it('two promises that reject are two errors', async () => {
    const errors = ['MFA_FAILED', 'WRONG_TOTP'].map((code) => Promise.reject(new MutationError(code as 'MFA_FAILED')));
    const { run, events } = createHost(() => ({ errors }));
    expect((await run(everything)).data).toEqual(failed('MFA_FAILED', 'WRONG_TOTP'));
    expect(events).toHaveLength(2);
  });

  it('an unexpected rejection among them fails the mutation', async () => {
    const errors = [Promise.reject(new MutationError('MFA_FAILED')), Promise.reject(new Error('a bug'))];
    const { run, defects } = createHost(() => ({ errors }));
    expect(await run(everything)).toMatchObject({
      data: { rename: null, note: 'noted' },
      errors: [{ message: 'a bug' }],
    });
    expect(defects).toMatchObject([{ error: { message: 'a bug' } }]);
  });

  it.each([
    [
      'an async generator',
      async function* () {
        await wait(1);
        yield* failure('MFA_FAILED').errors;
      },
    ],
    ['an async method', async () => failure('MFA_FAILED').errors],
    ['a function that throws', throwing(new MutationError('MFA_FAILED'))],
    [
      'a generator that throws',
      function* () {
        yield* [];
        throw new MutationError('MFA_FAILED');
      },
    ],
    [
      'an async generator that throws',
      async function* () {
        yield* [];
        throw new MutationError('MFA_FAILED');
      },
    ],
  ])('%s', async (_case, errors) => {
    const { run, events } = createHost(() => ({ errors }));
    expect((await run(everything)).data).toEqual(failed('MFA_FAILED'));
    expect(events).toHaveLength(1);
  });

  it('a getter that throws', async () => {
    const { run, events } = createHost(() => ({
      name: null,
      get errors() {
        throw new MutationError('MFA_FAILED');
      },
    }));
    expect((await run(everything)).data).toEqual(failed('MFA_FAILED'));
    expect(events).toHaveLength(1);
  });

  it.each(['MFA_FAILED', 7, true, { errorCode: 'MFA_FAILED' }])(
    'a value that is no list fails the field: %s',
    async (errors) => {
      const { run, defects } = createHost(() => ({ errors }));
      const { data, errors: thrown } = await run(everything);
      expect(data).toEqual({ rename: null, note: 'noted' });
      expect(thrown![0]!.message).toBe(
        `Mutation.rename returned invalid "errors": expected a list of { errorCode, details }, got ${JSON.stringify(errors)}.`,
      );
      expect(defects).toHaveLength(1);
    },
  );
});
