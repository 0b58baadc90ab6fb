import { makeExecutableSchema, mergeSchemas } from '@graphql-tools/schema';
import { buildSchema, graphql, GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql';
import { describe, expect, it, vi } from 'vitest';
import {
  ErrorCode,
  failure,
  isFailure,
  MutationError,
  resolvers,
  success,
  typeDefs,
  withErrorPayloads,
} from 'graphql-error-codes';
import { createHost, everything } from '../host.js';

const onTheWire = (...errorCodes: string[]) => ({
  rename: { name: null, errors: errorCodes.map((errorCode) => ({ errorCode, details: [] })) },
  note: 'noted',
});
const taken = { attribute: 'name', type: 'taken' };
const takenOnTheWire = {
  rename: {
    name: null,
    errors: [{ errorCode: 'INVALID_SETTING', details: [{ __typename: 'ActiveModelError', ...taken }] }],
  },
  note: 'noted',
};
const fail = (error: unknown) => () => {
  throw error;
};
const failLater = (error: unknown) => () => Promise.reject(error);

/** Every way to answer a payload: at once, later, and as a thenable that is no Promise. */
const manners = [
  ['at once', (answer: unknown) => () => answer],
  ['later', (answer: unknown) => async () => answer],
  [
    'as a thenable',
    (answer: unknown) => () => ({
      // oxlint-disable-next-line unicorn/no-thenable -- what is tested here
      then: (resolve: (value: unknown) => void) => {
        resolve(answer);
      },
    }),
  ],
] as const;

describe('a resolver that returns', () => {
  describe.each(manners)('%s', (_manner, answering) => {
    it.each([
      ['a bare result', { name: 'nora' }],
      ['success(result)', success({ name: 'nora' })],
      ['a result whose errors are null', { name: 'nora', errors: null }],
    ])('%s answers the result and no errors', async (_case, answer) => {
      const { run, events } = createHost(answering(answer));
      expect(await run(everything)).toEqual({ data: { rename: { name: 'nora', errors: [] }, note: 'noted' } });
      expect(events).toEqual([]);
    });

    it('failure(code, ...details) answers a null result and the error', async () => {
      const { run } = createHost(answering(failure(ErrorCode.INVALID_SETTING, taken)));
      expect(await run(everything)).toEqual({ data: takenOnTheWire });
    });

    it('several errors answers all of them, by name and by internal value', async () => {
      const { run } = createHost(
        answering({ errors: [...failure('MFA_FAILED').errors, ...failure(ErrorCode.WRONG_TOTP).errors] }),
      );
      expect((await run(everything)).data).toEqual(onTheWire('MFA_FAILED', 'WRONG_TOTP'));
    });

    it('a MutationError, itself or among the errors, answers as if it was thrown', async () => {
      const error = new MutationError(ErrorCode.INVALID_SETTING, taken);
      for (const answer of [
        error,
        { errors: [error] },
        { errors: new Set([error]) },
        { errors: Promise.resolve([error]) },
      ]) {
        const { run } = createHost(answering(answer));
        expect(await run(everything)).toEqual({ data: takenOnTheWire });
      }
    });

    it('null answers null', async () => {
      expect((await createHost(answering(null)).run(everything)).data).toEqual({ rename: null, note: 'noted' });
    });
  });

  it('an instance of a class stays that instance, private state and getters included, also with an echo', async () => {
    class Renamed {
      readonly #first = 'nora';
      get name() {
        return `${this.#first} helmer`;
      }
      get errors() {
        return [new MutationError('MFA_FAILED')];
      }
    }
    const { run, events } = createHost(() => new Renamed());
    const source =
      'mutation { rename(input: { clientMutationId: "7" }) { clientMutationId name errors { errorCode } } }';
    expect(await run(source)).toEqual({
      data: { rename: { clientMutationId: '7', name: 'nora helmer', errors: [{ errorCode: 'MFA_FAILED' }] } },
    });
    expect(events).toHaveLength(1);
  });

  it('gets what graphql gives every resolver', async () => {
    const given: unknown[] = [];
    const { schema } = createHost((...parameters: unknown[]) => void given.push(...parameters));
    const context = { who: 'nora' };
    await graphql({
      schema,
      source: 'mutation { rename(input: { clientMutationId: "7" }) { name } }',
      rootValue: 'root',
      contextValue: context,
    });
    expect(given).toMatchObject(['root', { input: { clientMutationId: '7' } }, context, { fieldName: 'rename' }]);
  });

  it('errors that come later, one by one or all together, answers them', async () => {
    const error = new MutationError(ErrorCode.INVALID_SETTING, taken);
    for (const errors of [
      [Promise.resolve(error)],
      [Promise.reject(error)],
      Promise.reject(error),
      Promise.resolve([error]),
    ]) {
      const { run, events } = createHost(() => ({ errors }));
      expect(await run(everything)).toEqual({ data: takenOnTheWire });
      expect(events).toHaveLength(1);
    }
  });

  it('details that are no array answers them', async () => {
    const { run } = createHost(() => ({ errors: [{ errorCode: 'INVALID_SETTING', details: new Set([taken]) }] }));
    expect(await run(everything)).toEqual({ data: takenOnTheWire });
  });

  it.each([[null], ['mfa_failed'], [new Error('a bug')], {}, 'mfa_failed'])(
    '%o as its errors fails, and is reported',
    async (errors) => {
      const { run, defects, events } = createHost(() => ({ errors }));
      const { data, errors: reported } = await run(everything);
      expect(data).toEqual({ rename: null, note: 'noted' });
      expect(reported![0]!.message).toMatch(/^Mutation\.rename answered .* (among|as) its errors: give /);
      expect([defects.length, events.length]).toEqual([1, 0]);
    },
  );

  it('a frozen payload is left as it is', async () => {
    const { run } = createHost(() => Object.freeze({ name: 'nora' }));
    expect((await run(everything)).data).toMatchObject({ rename: { name: 'nora', errors: [] } });
  });

  it('at once still answers at once, and never turns into a promise', () => {
    const { schema } = createHost(() => ({ name: 'nora' }));
    const { resolve } = schema.getMutationType()!.getFields().rename!;
    expect(resolve!({}, {}, {}, {} as never)).toEqual({ name: 'nora' });
    const failing = createHost(fail(new MutationError(ErrorCode.MFA_FAILED)))
      .schema.getMutationType()!
      .getFields().rename!;
    expect(failing.resolve!({}, {}, {}, {} as never)).toEqual(failure(ErrorCode.MFA_FAILED));
  });
});

describe('a resolver that throws', () => {
  const services = {
    shallow: (error: unknown) => fail(error)(),
    async deep(error: unknown) {
      await Promise.resolve();
      return this.shallow(error);
    },
  };

  it.each([
    ['at once', fail],
    ['later', failLater],
    ['from a service below a service', (error: unknown) => () => services.deep(error)],
  ])('a MutationError %s answers its code and details', async (_case, throwing) => {
    const { run, defects } = createHost(throwing(new MutationError(ErrorCode.INVALID_SETTING, taken)));
    expect(await run(everything)).toEqual({ data: takenOnTheWire });
    expect(defects).toEqual([]);
  });

  it('a MutationError of another copy of the package answers the same', async () => {
    vi.resetModules();
    const other = await import('graphql-error-codes');
    expect(other.MutationError).not.toBe(MutationError);
    const { run } = createHost(fail(new other.MutationError('INVALID_SETTING', taken)));
    expect(await run(everything)).toEqual({ data: takenOnTheWire });
  });

  it('an AggregateError of MutationErrors, also nested, answers all of them in their order', async () => {
    const all = new AggregateError([
      new MutationError('MFA_FAILED'),
      new AggregateError([new MutationError('WRONG_TOTP'), new MutationError('MFA_REQUIRED')]),
    ]);
    expect((await createHost(failLater(all)).run(everything)).data).toEqual(
      onTheWire('MFA_FAILED', 'WRONG_TOTP', 'MFA_REQUIRED'),
    );
  });

  it('an AggregateError that holds itself stays a top-level error', async () => {
    const cycle = new AggregateError([], 'a cycle');
    cycle.errors.push(new MutationError('MFA_FAILED'), cycle);
    const { run, defects } = createHost(fail(cycle));
    expect((await run(everything)).errors![0]!.message).toBe('a cycle');
    expect(defects).toEqual([{ error: cycle, coordinate: 'Mutation.rename' }]);
  });

  it.each([
    ['any other error', new Error('a bug')],
    [
      'an AggregateError with another error in it',
      new AggregateError([new MutationError('MFA_FAILED'), new Error('a bug')], 'a bug'),
    ],
    ['an empty AggregateError', new AggregateError([], 'a bug')],
    [
      'an error with a code that is no MutationError',
      Object.assign(new Error('a bug'), { code: 'mfa_failed', details: [] }),
    ],
  ])('%s stays a top-level error, and onDefect gets the original', async (_case, bug) => {
    for (const throwing of [fail, failLater]) {
      const { run, defects, events } = createHost(throwing(bug));
      expect(await run(everything)).toMatchObject({
        data: { rename: null, note: 'noted' },
        errors: [{ message: 'a bug', path: ['rename'] }],
      });
      expect(defects).toEqual([{ error: bug, coordinate: 'Mutation.rename' }]);
      expect(defects[0]!.error).toBe(bug);
      expect(events).toEqual([]);
    }
  });
});

describe('a wrong code', () => {
  it.each([
    ['returned', () => failure('mfa_faild' as never)],
    ['thrown', fail(new MutationError('mfa_faild' as never))],
    ['returned later', async () => failure('mfa_faild' as never)],
  ])(
    'that is %s fails its field alone, names field, code and what was meant, and is reported',
    async (_case, rename) => {
      for (const strict of [true, false]) {
        const { run, defects, events } = createHost(rename, { strict });
        const message =
          'Mutation.rename answered "mfa_faild", which ErrorCodeEnum does not declare. Did you mean MFA_FAILED?';
        expect(await run(everything)).toMatchObject({
          data: { rename: null, note: 'noted' },
          errors: [{ message, path: ['rename'] }],
        });
        expect(defects).toMatchObject([{ error: { message }, coordinate: 'Mutation.rename' }]);
        expect(events).toEqual([]);
      }
    },
  );

  it('that was thrown names what was thrown as its cause', async () => {
    const thrown = new MutationError('mfa_faild' as never);
    const { run, defects } = createHost(fail(thrown));
    await run(everything);
    expect((defects[0]!.error as Error).cause).toBe(thrown);
  });

  it('without any likeness to a code suggests none', async () => {
    const { errors } = await createHost(() => failure('something else' as never)).run(everything);
    expect(errors![0]!.message).toBe(
      'Mutation.rename answered "something else", which ErrorCodeEnum does not declare.',
    );
  });
});

describe('a code that the mutation does not declare', () => {
  const declaration = '@errors(codes: ["MFA_FAILED"])';
  const message =
    'Mutation.rename answered WRONG_TOTP, which its @errors does not declare: add it there, or answer another.';

  it.each([
    ['returned', () => failure(ErrorCode.WRONG_TOTP)],
    ['thrown', fail(new MutationError(ErrorCode.WRONG_TOTP))],
  ])('fails the field where strict, when %s', async (_case, rename) => {
    const { run, defects, events } = createHost(rename, { declaration, strict: true });
    expect(await run(everything)).toMatchObject({ data: { rename: null, note: 'noted' }, errors: [{ message }] });
    expect(defects).toMatchObject([{ error: { message }, coordinate: 'Mutation.rename' }]);
    expect(events).toEqual([]);
  });

  it('is delivered and reported where not strict', async () => {
    const { run, defects, events } = createHost(() => failure(ErrorCode.WRONG_TOTP), { declaration, strict: false });
    expect(await run(everything)).toEqual({ data: onTheWire('WRONG_TOTP') });
    expect(defects).toMatchObject([{ error: { message } }]);
    expect(events).toMatchObject([{ code: 'WRONG_TOTP', declared: false }]);
  });

  it('is strict outside production by default', async () => {
    const { errors } = await createHost(() => failure(ErrorCode.WRONG_TOTP), { declaration }).run(everything);
    expect(errors).toHaveLength(1);
  });

  it('is not strict in production by default', async () => {
    vi.stubEnv('NODE_ENV', 'production');
    vi.resetModules();
    const production = await import('graphql-error-codes');
    vi.unstubAllEnvs();
    const host = buildSchema(`${typeDefs} type Query { ok: Boolean } type Payload { errors: [Error!]! }
      type Mutation { rename: Payload ${declaration} }`);
    production.withErrorPayloads(host);
    const rootValue = { rename: () => production.failure('WRONG_TOTP') };
    const answer = await graphql({ schema: host, source: 'mutation { rename { errors { errorCode } } }', rootValue });
    expect(JSON.parse(JSON.stringify(answer))).toEqual({ data: { rename: { errors: [{ errorCode: 'WRONG_TOTP' }] } } });
  });
});

describe('a detail that is no DetailedError', () => {
  it.each([10n, Object.assign({}, { toJSON: () => 10n }), new Error('why')])(
    'is named, whatever it is (%o)',
    async (bad) => {
      const { run, defects } = createHost(() => failure(ErrorCode.INVALID_SETTING, bad as never), { strict: false });
      expect((await run(everything)).data).toMatchObject({
        rename: { errors: [{ errorCode: 'INVALID_SETTING', details: [] }] },
      });
      expect(defects).toHaveLength(1);
    },
  );

  it('names what was thrown as its cause', async () => {
    const thrown = new MutationError(ErrorCode.INVALID_SETTING, {} as never);
    const { run, defects } = createHost(fail(thrown));
    await run(everything);
    expect((defects[0]!.error as Error).cause).toBe(thrown);
  });

  it('is for the host to tell, where the host resolves the types', async () => {
    const { run } = createHost(() => failure(ErrorCode.INVALID_SETTING, { text: 'x' } as never), {
      resolvers: {
        DetailedError: { __resolveType: () => 'MessageError' },
        MessageError: { message: ({ text }: { text: string }) => text },
      },
    });
    expect((await run(everything)).data).toMatchObject({ rename: { errors: [{ details: [{ message: 'x' }] }] } });
  });

  it('may be told by an isTypeOf of the host, and need not hold what a resolver of the host makes', async () => {
    const typeDefs = 'extend union DetailedError = LimitError type LimitError { limit: Int! }';
    const limit = 'mutation { rename { errors { details { ... on LimitError { limit } } } } }';
    const answered = { data: { rename: { errors: [{ details: [{ limit: 3 }] }] } } };
    const byType = createHost(() => failure(ErrorCode.INVALID_SETTING, { limit: 3 } as never), {
      typeDefs,
      resolvers: { LimitError: { __isTypeOf: (value: object) => 'limit' in value } },
    });
    expect(await byType.run(limit)).toEqual(answered);
    const made = createHost(() => failure(ErrorCode.INVALID_SETTING, { __typename: 'LimitError' }), {
      typeDefs,
      resolvers: { LimitError: { limit: () => 3 } },
    });
    expect(await made.run(limit)).toEqual(answered);
  });

  const good = { message: 'No.' };
  it.each([
    { attribute: 'name' },
    { attribute: 'name', type: null },
    'text',
    null,
    { __typename: 'Nothing' },
    { __typename: 'MessageError' },
  ])('(%j) fails the field where strict, and is left out where not', async (bad) => {
    const answer = () => failure(ErrorCode.INVALID_SETTING, good, bad as never);
    const strict = createHost(answer, { strict: true });
    const { data, errors } = await strict.run(everything);
    expect(data).toEqual({ rename: null, note: 'noted' });
    expect(errors![0]!.message).toContain(
      `Mutation.rename answered INVALID_SETTING with the detail ${JSON.stringify(bad)}`,
    );

    const lenient = createHost(answer, { strict: false });
    expect(await lenient.run(everything)).toEqual({
      data: {
        rename: {
          name: null,
          errors: [{ errorCode: 'INVALID_SETTING', details: [{ __typename: 'MessageError', ...good }] }],
        },
        note: 'noted',
      },
    });
    expect(lenient.defects).toHaveLength(1);
    expect(lenient.events).toHaveLength(1);
  });

  it("lets a host's own members of the union pass", async () => {
    const { run } = createHost(
      () => failure(ErrorCode.INVALID_SETTING, { __typename: 'LimitError', limit: 3 } as never),
      {
        typeDefs: 'extend union DetailedError = LimitError type LimitError { limit: Int! }',
      },
    );
    const answer = await run('mutation { rename { errors { details { ... on LimitError { limit } } } } }');
    expect(answer).toEqual({ data: { rename: { errors: [{ details: [{ limit: 3 }] }] } } });
  });
});

describe('a mutation that answers a list of payloads', () => {
  const source = 'mutation { renameAll { name errors { errorCode } } note }';
  const refused = { name: null, errors: [{ errorCode: 'MFA_FAILED' }] };

  it('answers each payload for itself, however it comes', async () => {
    const { run, events } = createHost(() => [
      { name: 'nora' },
      Promise.resolve(success({ name: 'torvald' })),
      failure(ErrorCode.MFA_FAILED),
      Promise.reject(new MutationError(ErrorCode.MFA_FAILED)),
      new MutationError(ErrorCode.MFA_FAILED),
    ]);
    expect(await run(source)).toEqual({
      data: {
        renameAll: [{ name: 'nora', errors: [] }, { name: 'torvald', errors: [] }, refused, refused, refused],
        note: 'noted',
      },
    });
    expect(events.map(({ coordinate }) => coordinate)).toEqual(Array(3).fill('Mutation.renameAll'));
  });

  it('answers one payload for what its resolver throws', async () => {
    for (const throwing of [fail, failLater]) {
      const { run } = createHost(throwing(new MutationError(ErrorCode.MFA_FAILED)));
      expect(await run(source)).toEqual({ data: { renameAll: [refused], note: 'noted' } });
    }
  });

  it('fails the one payload that is wrong', async () => {
    const { run, defects } = createHost(() => [
      { name: 'nora' },
      failure('mfa_faild' as never),
      Promise.reject(new Error('a bug')),
    ]);
    expect(await run(source)).toMatchObject({
      data: { renameAll: [{ name: 'nora', errors: [] }, null, null], note: 'noted' },
      errors: [{ path: ['renameAll', 1] }, { path: ['renameAll', 2] }],
    });
    expect(defects).toHaveLength(2);
  });
});

describe('clientMutationId', () => {
  const source = 'mutation { rename(input: { clientMutationId: "7" }) { clientMutationId errors { errorCode } } }';

  it.each([
    ['a result', () => ({ name: 'nora' }), []],
    ['a result that comes later', async () => ({ name: 'nora' }), []],
    ['a failure', () => failure('MFA_FAILED'), [{ errorCode: 'MFA_FAILED' }]],
    ['what is thrown', fail(new MutationError('MFA_FAILED')), [{ errorCode: 'MFA_FAILED' }]],
    ['what is thrown later', failLater(new MutationError('MFA_FAILED')), [{ errorCode: 'MFA_FAILED' }]],
  ])('is echoed with %s', async (_case, rename, errors) => {
    expect((await createHost(rename).run(source)).data).toEqual({ rename: { clientMutationId: '7', errors } });
  });

  it('is the one of the payload where that has one, and null where the client sent none', async () => {
    const { run } = createHost(() => ({ clientMutationId: 'mine' }));
    expect((await run(source)).data).toEqual({ rename: { clientMutationId: 'mine', errors: [] } });
    const silent = await createHost(() => ({})).run('mutation { rename { clientMutationId } }');
    expect(silent.data).toEqual({ rename: { clientMutationId: null } });
  });
});

describe('onError', () => {
  it('hears of each error, whether or not the client selected it', async () => {
    const { run, events } = createHost(
      () => failure(ErrorCode.FAILED_TO_SAVE_VALID_BACKUP_CODE, { message: 'quota' }),
      {
        declaration: '@errors(codes: ["FAILED_TO_SAVE_VALID_BACKUP_CODE", "PRIMARY_LEVEL_NOT_FOUND"])',
      },
    );
    await run('mutation { rename { name } }');
    expect(events).toEqual([
      {
        coordinate: 'Mutation.rename',
        code: 'FAILED_TO_SAVE_VALID_BACKUP_CODE',
        category: 'mfa',
        fault: 'server',
        declared: true,
        deprecated: false,
      },
    ]);
  });

  it('tells of deprecated codes, and of mutations that declare nothing', async () => {
    const { run, events } = createHost(() => failure(ErrorCode.PRIMARY_LEVEL_NOT_FOUND));
    await run(everything);
    expect(events).toMatchObject([{ code: 'PRIMARY_LEVEL_NOT_FOUND', deprecated: true, declared: null }]);
  });

  it('knows codes that the host added, without a category', async () => {
    const { run, events } = createHost(() => failure('QUOTA_EXCEEDED' as never), {
      typeDefs: 'extend enum ErrorCodeEnum { QUOTA_EXCEEDED }',
    });
    expect((await run(everything)).data).toEqual(onTheWire('QUOTA_EXCEEDED'));
    expect(events).toMatchObject([{ code: 'QUOTA_EXCEEDED', category: null, fault: null }]);
  });

  it('costs nobody the answer when it throws: onDefect hears of it', async () => {
    const broken = new Error('no metrics today');
    const { run, defects } = createHost(() => failure(ErrorCode.MFA_FAILED), { onError: fail(broken) });
    expect(await run(everything)).toEqual({ data: onTheWire('MFA_FAILED') });
    expect(defects).toEqual([{ error: broken, coordinate: 'Mutation.rename' }]);
  });

  it('that fails later is no unhandled rejection: onDefect hears of it', async () => {
    const broken = new Error('no metrics today');
    const { run, defects } = createHost(() => failure(ErrorCode.MFA_FAILED), {
      // oxlint-disable-next-line typescript/no-misused-promises -- what is tested here
      onError: () => Promise.reject(broken),
    });
    expect(await run(everything)).toEqual({ data: onTheWire('MFA_FAILED') });
    expect(defects).toEqual([{ error: broken, coordinate: 'Mutation.rename' }]);
  });

  it('hears of nothing before all errors of the answer are accepted', async () => {
    const answer = { errors: [...failure('MFA_FAILED').errors, ...failure('mfa_faild' as never).errors] };
    const { run, events } = createHost(() => answer);
    await run(everything);
    expect(events).toEqual([]);
  });

  it('gets events that nobody can change for the next', async () => {
    const { run, events } = createHost(() => failure(ErrorCode.MFA_FAILED));
    await run(everything);
    expect(Object.isFrozen(events[0])).toBe(true);
  });

  it('is not needed', async () => {
    const { schema } = createHost(() => null);
    const bare = withErrorPayloads(new GraphQLSchema({ ...schema.toConfig() }));
    expect(await graphql({ schema: bare, source: everything })).toMatchObject({ data: { rename: null } });
  });
});

describe('withErrorPayloads', () => {
  it('returns the schema it was given, changed in place', () => {
    const { schema } = createHost(() => null);
    expect(withErrorPayloads(schema)).toBe(schema);
  });

  it('reports once, however often a schema is wrapped, alone or merged', async () => {
    const { schema, events } = createHost(() => failure(ErrorCode.MFA_FAILED), {
      declaration: '@errors(codes: ["MFA_FAILED"])',
    });
    const merged = mergeSchemas({ schemas: [schema] });
    const again: unknown[] = [];
    for (const target of [schema, merged]) withErrorPayloads(target, { onError: (event) => again.push(event) });
    await graphql({ schema: merged, source: everything });
    expect([events.length, again.length]).toEqual([1, 0]);
    expect(merged.getMutationType()!.getFields().rename!.description).toBe('Gives it a name\n\nErrors: `MFA_FAILED`');
  });

  it('finds payloads by type: an errors field of another kind, and a field without errors, keep their resolvers', () => {
    const foreign = buildSchema(`type Query { ok: Boolean }
      type Foreign { errors: [String!]! } type Problem { errorCode: String } type Other { errors: [Problem!]! }
      type Mutation { foreign: Foreign other: Other note: String }`);
    withErrorPayloads(foreign);
    for (const field of Object.values(foreign.getMutationType()!.getFields())) expect(field.resolve).toBeUndefined();
  });

  it('names mutations as the schema does, and takes their codes by the values that the schema gives them', async () => {
    const schema = makeExecutableSchema({
      typeDefs: [
        typeDefs,
        `schema { query: Q mutation: Changes } type Q { ok: Boolean } type Payload { errors: [Error!]! }
        type Changes { rename: Payload @errors(codes: ["QUOTA"]) } extend enum ErrorCodeEnum { QUOTA }`,
      ],
      resolvers: [
        resolvers,
        { ErrorCodeEnum: { QUOTA: 'quota-value' }, Changes: { rename: () => failure('quota-value' as never) } },
      ],
    });
    const events: unknown[] = [];
    withErrorPayloads(schema, { onError: (event) => events.push(event) });
    const answer = await graphql({ schema, source: 'mutation { rename { errors { errorCode } } }' });
    expect(JSON.parse(JSON.stringify(answer))).toEqual({ data: { rename: { errors: [{ errorCode: 'QUOTA' }] } } });
    expect(events).toMatchObject([{ coordinate: 'Changes.rename', code: 'QUOTA', declared: true }]);
  });

  it('leaves payloads alone that are no object types, lists of lists, and a single error', () => {
    const foreign = buildSchema(`${typeDefs} type Query { ok: Boolean } interface Any { errors: [Error!]! }
      type One implements Any { errors: [Error!]! } type Single { errors: Error! } union Some = One | Single
      type Mutation { any: Any some: Some lists: [[One]] single: Single }`);
    withErrorPayloads(foreign);
    for (const field of Object.values(foreign.getMutationType()!.getFields())) expect(field.resolve).toBeUndefined();
  });

  it('keeps the resolvers that a host has given its payload and the types in it', async () => {
    const { run } = createHost(() => ({ list: [{ code: 'MFA_FAILED' }], id: 'mine' }), {
      resolvers: {
        RenamePayload: {
          errors: ({ list }: { list: unknown }) => list,
          clientMutationId: ({ id }: { id: string }) => id,
        },
        Error: { errorCode: ({ code }: { code: string }) => code.toLowerCase() },
      },
    });
    const answer = await run(
      'mutation { rename(input: { clientMutationId: "7" }) { clientMutationId errors { errorCode } } }',
    );
    expect(answer).toEqual({ data: { rename: { clientMutationId: 'mine', errors: [{ errorCode: 'MFA_FAILED' }] } } });
  });

  it('does nothing to a schema without mutations', () => {
    const queries = new GraphQLSchema({
      query: new GraphQLObjectType({ name: 'Query', fields: { ok: { type: GraphQLString } } }),
    });
    expect(withErrorPayloads(queries)).toBe(queries);
  });

  it('works for a host that merged the SDL alone and resolves with a root value', async () => {
    const schema = withErrorPayloads(
      buildSchema(`${typeDefs} type Query { ok: Boolean } type Payload { name: String errors: [Error!]! }
        type Mutation { rename: Payload greet: Payload }`),
    );
    const rootValue = {
      rename: fail(new MutationError(ErrorCode.INVALID_SETTING, taken)),
      greet: { name: 'nora' },
    };
    const source =
      'mutation { rename { errors { errorCode details { __typename } } } greet { name errors { errorCode } } }';
    expect(JSON.parse(JSON.stringify(await graphql({ schema, source, rootValue })))).toEqual({
      data: {
        rename: { errors: [{ errorCode: 'INVALID_SETTING', details: [{ __typename: 'ActiveModelError' }] }] },
        greet: { name: 'nora', errors: [] },
      },
    });
  });

  it('leaves errors alone that a gateway fetched without their code', async () => {
    const { run } = createHost(() => ({ errors: [{ details: [] }] }));
    expect(await run('mutation { rename { errors { details { __typename } } } }')).toEqual({
      data: { rename: { errors: [{ details: [] }] } },
    });
  });

  it('can only null the parent where the field itself is non-null', async () => {
    const { run } = createHost(() => failure('mfa_faild' as never));
    expect((await run('mutation { renameSurely { name } }')).data).toBeNull();
  });
});

describe('isFailure', () => {
  it('tells a payload with errors from all else', () => {
    expect(isFailure(failure(ErrorCode.MFA_FAILED))).toBe(true);
    expect(isFailure([success({}), failure(ErrorCode.MFA_FAILED)])).toBe(true);
    expect(isFailure({ errors: new Set([new MutationError('MFA_FAILED')]) })).toBe(true);
    expect(isFailure(new MutationError(ErrorCode.MFA_FAILED))).toBe(true);
    for (const other of [
      success({ name: 'nora' }),
      { name: 'nora' },
      [success({})],
      { errors: null },
      null,
      undefined,
      'errors',
    ]) {
      expect(isFailure(other)).toBe(false);
    }
  });
});

describe('MutationError', () => {
  it('is an Error with a name, the code as its message, and its details', () => {
    const error = new MutationError(ErrorCode.INVALID_SETTING, taken);
    expect(error).toBeInstanceOf(Error);
    expect(String(error)).toBe('MutationError: INVALID_SETTING');
    expect(error.details).toEqual([taken]);
  });

  it('captures its stack or not, as told, and leaves the limit for others alone', () => {
    const { stackTraceLimit } = Error;
    expect(MutationError.captureStack).toBe(true);
    expect(new MutationError(ErrorCode.MFA_FAILED).stack).toContain('boundary.test');
    MutationError.captureStack = false;
    try {
      expect(new MutationError(ErrorCode.MFA_FAILED).stack).not.toContain('boundary.test');
      expect(Error.stackTraceLimit).toBe(stackTraceLimit);
      expect(new Error('other').stack).toContain('boundary.test');
    } finally {
      MutationError.captureStack = true;
    }
  });

  it('can be thrown where the stack limit is frozen', () => {
    const { stackTraceLimit } = Error;
    Object.defineProperty(Error, 'stackTraceLimit', { writable: false });
    MutationError.captureStack = false;
    try {
      expect(new MutationError(ErrorCode.MFA_FAILED).code).toBe('mfa_failed');
    } finally {
      MutationError.captureStack = true;
      Object.defineProperty(Error, 'stackTraceLimit', { value: stackTraceLimit, writable: true });
    }
  });
});

// The module is given to a host as plain values: nothing in it may be changed by the host's tools.
it('the resolver map stays what it was', () => {
  expect(Object.keys(resolvers)).toEqual(['ErrorCodeEnum', 'Error', 'DetailedError']);
});
