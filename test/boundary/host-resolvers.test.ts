import { makeExecutableSchema } from '@graphql-tools/schema';
import { stitchSchemas } from '@graphql-tools/stitch';
import {
  GraphQLEnumType,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  GraphQLUnionType,
  defaultFieldResolver,
  isObjectType,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import {
  catalogue,
  createErrorModule,
  failure,
  MutationError,
  success,
  typeDefs,
  resolvers,
  withErrorPayloads,
  type PayloadErrorEvent,
} from 'graphql-error-codes';
import { everything, execute, failed, failedAsTaken, rejecting, taken, throwing, quota } from '../host.js';

const host = `type Query { ok: Boolean }
  type Mutation { rename(input: RenameInput): RenamePayload note: String }
  input RenameInput { clientMutationId: String }
  type RenamePayload { clientMutationId: String name: String errors: [Error!]! }`;

const build = (rename: () => unknown, payload: object = {}) =>
  makeExecutableSchema({
    typeDefs: [typeDefs, host],
    resolvers: [resolvers, { Mutation: { rename, note: () => 'noted' }, RenamePayload: { ...payload } }],
  });

/** Wraps a schema and collects what the hooks receive. */
function wrap(schema: GraphQLSchema, options: Parameters<typeof withErrorPayloads>[1] = {}) {
  const events: PayloadErrorEvent[] = [];
  const defects: unknown[] = [];
  withErrorPayloads(schema, {
    onError: (event) => events.push(event),
    onDefect: (error) => defects.push(error),
    ...options,
  });
  return { schema, events, defects, run: (source = everything) => execute(schema, source) };
}

/** Gives every field a resolver, as middleware does. */
function resolveEveryField(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) field.resolve ??= defaultFieldResolver;
  }
  return schema;
}

describe('a schema in which every field has a resolver', () => {
  it.each([
    ['a result', () => ({ name: 'nora' }), { name: 'nora', errors: [] }],
    ['success()', () => success({ name: 'nora' }), { name: 'nora', errors: [] }],
    ['a result with null as its errors', () => ({ name: 'nora', errors: null }), { name: 'nora', errors: [] }],
    ['a promise of a result', async () => ({ name: 'nora' }), { name: 'nora', errors: [] }],
    ['failure()', () => failure('MFA_FAILED'), failed('MFA_FAILED').rename],
    ['a MutationError as an error', () => ({ errors: [new MutationError('MFA_FAILED')] }), failed('MFA_FAILED').rename],
    ['a function as its errors', () => ({ errors: () => failure('MFA_FAILED').errors }), failed('MFA_FAILED').rename],
  ])('returns %s', async (_case, rename, expected) => {
    const { run, defects } = wrap(resolveEveryField(build(rename)));
    expect(await run()).toEqual({ data: { rename: expected, note: 'noted' } });
    expect(defects).toEqual([]);
  });

  it.each([
    ['throws', throwing(new MutationError('INVALID_SETTING', taken))],
    ['rejects with', rejecting(new MutationError('INVALID_SETTING', taken))],
  ])('returns what its resolver %s', async (_case, rename) => {
    const { run, events } = wrap(resolveEveryField(build(rename)));
    expect(await run()).toEqual({ data: failedAsTaken });
    expect(events).toHaveLength(1);
  });

  it('fails only the mutation that returns an unknown code', async () => {
    const { run, defects } = wrap(resolveEveryField(build(() => failure('MFA_FAILD' as never))));
    expect(await run()).toMatchObject({
      data: { rename: null, note: 'noted' },
      errors: [{ path: ['rename', 'errors'] }],
    });
    expect(defects).toMatchObject([{ message: expect.stringContaining('Did you mean "MFA_FAILED"?') }]);
  });
});

describe("the host's own resolver of errors", () => {
  const problems = () => ({ name: 'nora', problems: [{ errorCode: 'WRONG_TOTP', details: [] }] });
  const own = { errors: (payload: { problems?: unknown[] }) => payload.problems ?? [] };

  it.each([
    ['thrown', throwing(new MutationError('MFA_FAILED'))],
    ['rejected', rejecting(new MutationError('MFA_FAILED'))],
    ['returned', () => failure('MFA_FAILED')],
    ['returned as an error', () => new MutationError('MFA_FAILED')],
  ])('does not hide a failure that is %s', async (_case, rename) => {
    for (const errors of [own.errors, () => null, () => [], async () => [], throwing(new Error('not mine'))]) {
      const { run, events } = wrap(build(rename, { errors }));
      expect(await run()).toEqual({ data: failed('MFA_FAILED') });
      expect(events.map(({ code }) => code)).toEqual(['MFA_FAILED']);
    }
  });

  it('is asked for everything else, and its errors are checked and reported once', async () => {
    const { run, events } = wrap(build(problems, own));
    expect(await run()).toEqual({
      data: { ...failed('WRONG_TOTP'), rename: { ...failed('WRONG_TOTP').rename, name: 'nora' } },
    });
    expect(events).toMatchObject([{ code: 'WRONG_TOTP', coordinate: 'Mutation.rename' }]);
  });

  it('is asked for its errors below aliases and fragments, each with the mutation that it belongs to', async () => {
    const { run, events } = wrap(build(problems, own));
    const source = `mutation { ...All } fragment All on Mutation { it: rename { ...Errors } }
      fragment Errors on RenamePayload { problems: errors { errorCode } }`;
    expect(await run(source)).toEqual({ data: { it: { problems: [{ errorCode: 'WRONG_TOTP' }] } } });
    expect(events).toMatchObject([{ coordinate: 'Mutation.rename' }]);
  });

  it('may throw a MutationError, which becomes its errors', async () => {
    const { run, events } = wrap(build(() => ({}), { errors: rejecting(new MutationError('MFA_FAILED')) }));
    expect(await run()).toEqual({ data: failed('MFA_FAILED') });
    expect(events).toHaveLength(1);
  });

  it('may translate the errors of a returned failure, which are reported once', async () => {
    const translate = (payload: { errors: { errorCode: string }[] }) =>
      payload.errors.map((error) => ({ ...error, details: [{ message: 'Wrong code.' }] }));
    const { run, events } = wrap(build(() => failure('MFA_FAILED'), { errors: translate }));
    expect(await run('mutation { rename { errors { details { ... on MessageError { message } } } } }')).toEqual({
      data: { rename: { errors: [{ details: [{ message: 'Wrong code.' }] }] } },
    });
    expect(events).toHaveLength(1);
  });

  it('may map errors of any form of its own', async () => {
    const rows = () => ({ errors: [{ errno: 1062, errorCode: 1062 }, 'taken'] });
    const errors = (payload: { errors: unknown[] }) => payload.errors.map(() => failure('WRONG_TOTP').errors[0]);
    const { run, defects } = wrap(build(rows, { errors }));
    expect(await run()).toEqual({ data: failed('WRONG_TOTP', 'WRONG_TOTP') });
    expect(defects).toEqual([]);
  });

  it('that returns an unknown code fails its mutation only, and is reported', async () => {
    const { run, defects } = wrap(build(() => ({}), { errors: () => [{ errorCode: 'NO_SUCH_CODE', details: [] }] }));
    expect(await run()).toMatchObject({ data: { rename: null, note: 'noted' } });
    expect(defects).toHaveLength(1);
  });
});

describe('a payload type with isTypeOf, such as one of a class', () => {
  class Renamed {
    readonly name = 'nora';
  }
  const isTypeOf = { __isTypeOf: (value: unknown) => value instanceof Renamed };

  it.each([
    ['a result', () => new Renamed(), { name: 'nora', errors: [] }],
    ['failure()', () => failure('MFA_FAILED'), failed('MFA_FAILED').rename],
    ['a thrown failure', throwing(new MutationError('MFA_FAILED')), failed('MFA_FAILED').rename],
  ])('accepts %s', async (_case, rename, expected) => {
    expect(await wrap(build(rename, isTypeOf)).run()).toEqual({ data: { rename: expected, note: 'noted' } });
  });

  it('still refuses other objects', async () => {
    expect((await wrap(build(() => ({ name: 'nora' }), isTypeOf)).run()).data).toEqual({ rename: null, note: 'noted' });
  });
});

describe('a payload that is not an object', () => {
  it.each(['nora', 7, true, 0n, ''])('fails its field: %s', async (payload) => {
    const { run, defects } = wrap(build(() => payload));
    const { data, errors } = await run();
    expect(data).toEqual({ rename: null, note: 'noted' });
    expect(errors).toMatchObject([{ path: ['rename'] }]);
    expect(errors![0]!.message).toMatch(
      /^Mutation\.rename returned .*: expected a payload, an object with the fields of RenamePayload\.$/,
    );
    expect(defects).toHaveLength(1);
  });

  it('is resolved by the fields of the host, and never has an empty list of errors by itself', async () => {
    const fields = { name: (id: string) => `name of ${id}` };
    expect(await wrap(build(() => 'u7', fields)).run('mutation { rename { name } }')).toEqual({
      data: { rename: { name: 'name of u7' } },
    });
    expect((await wrap(build(() => 'u7', fields)).run()).data).toEqual({ rename: null, note: 'noted' });
    expect((await wrap(build(() => 'u7', { ...fields, errors: () => [] })).run()).data).toEqual({
      rename: { name: 'name of u7', errors: [] },
      note: 'noted',
    });
  });
});

describe('a stitching gateway', () => {
  /** A gateway over a service whose mutation is `rename`, with a mutation of its own. */
  function createGateway(rename: () => unknown) {
    const service = withErrorPayloads(
      makeExecutableSchema({
        typeDefs: [typeDefs, host, 'extend type RenamePayload { user: User } type User { id: ID name: String }'],
        resolvers: [resolvers, { Mutation: { rename, note: () => 'noted' } }],
      }),
    );
    return wrap(
      stitchSchemas({
        subschemas: [{ schema: service }],
        typeDefs:
          'extend type Mutation { openSession: SessionPayload } type SessionPayload { token: String errors: [Error!]! }',
        resolvers: { Mutation: { openSession: () => ({ token: 't' }) } },
      }),
    );
  }

  it('returns the payload of its own mutation with an empty list of errors', async () => {
    expect(await createGateway(() => null).run('mutation { openSession { token errors { errorCode } } }')).toEqual({
      data: { openSession: { token: 't', errors: [] } },
    });
  });

  it('returns the payloads of services unchanged, below aliases, too', async () => {
    const { run } = createGateway(() => ({ name: 'nora', user: { id: 1, name: 'Nora' } }));
    const source = `mutation { it: rename(input: { clientMutationId: "7" }) {
      echo: clientMutationId called: name person: user { number: id name } problems: errors { errorCode } } }`;
    expect(await run(source)).toEqual({
      data: { it: { echo: '7', called: 'nora', person: { number: '1', name: 'Nora' }, problems: [] } },
    });
  });

  it('does not echo into the payload of a service', async () => {
    const service = build(() => ({ name: 'nora' }));
    for (const field of Object.values((service.getType('RenamePayload') as GraphQLObjectType).getFields())) {
      if (field.name === 'errors') field.resolve = () => [];
    }
    const { run } = wrap(stitchSchemas({ subschemas: [{ schema: service }] }));
    const source = 'mutation { rename(input: { clientMutationId: "7" }) { name clientMutationId } }';
    expect(await run(source)).toEqual({ data: { rename: { name: 'nora', clientMutationId: null } } });
  });
});

/** A schema built by code, with resolvers that read properties only. */
function buildByCode(values: Readonly<Record<string, unknown>>, rename: () => unknown): GraphQLSchema {
  const property = { resolve: defaultFieldResolver };
  const text = { type: new GraphQLNonNull(GraphQLString), ...property };
  const codes = new GraphQLEnumType({
    name: 'Code',
    values: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }])),
  });
  const details = new GraphQLUnionType({
    name: 'Detail',
    types: [
      new GraphQLObjectType({ name: 'ModelProblem', fields: { attribute: text, type: text } }),
      new GraphQLObjectType({ name: 'Message', fields: { message: text } }),
    ],
  });
  const problem = new GraphQLObjectType({
    name: 'Problem',
    fields: {
      errorCode: { type: new GraphQLNonNull(codes), ...property },
      details: { type: new GraphQLList(details), ...property },
    },
  });
  const payload = new GraphQLObjectType({
    name: 'Payload',
    fields: {
      name: { type: GraphQLString, ...property },
      errors: { type: new GraphQLNonNull(new GraphQLList(problem)), ...property },
    },
  });
  return new GraphQLSchema({
    query: new GraphQLObjectType({ name: 'Query', fields: { ok: { type: GraphQLString } } }),
    mutation: new GraphQLObjectType({
      name: 'Mutation',
      fields: { rename: { type: payload, resolve: rename }, note: { type: GraphQLString, resolve: () => 'noted' } },
    }),
  });
}

describe('a schema built by code, which resolves errorCode itself', () => {
  const source = 'mutation { rename { name errors { errorCode details { __typename } } } note }';
  const delivered = {
    data: {
      rename: { name: null, errors: [{ errorCode: 'MFA_FAILED', details: [{ __typename: 'Message' }] }] },
      note: 'noted',
    },
  };

  it.each([
    ['the internal values of the package', { MFA_FAILED: 'mfa_failed' }],
    ['names', { MFA_FAILED: 'MFA_FAILED' }],
    ['values of its own', { MFA_FAILED: 'E_MFA' }],
    ['numbers', { WRONG_TOTP: 0, MFA_FAILED: 1 }],
  ])('delivers a code by name and by internal value, where the enum has %s', async (_case, values) => {
    for (const code of ['MFA_FAILED', 'mfa_failed', values.MFA_FAILED]) {
      for (const rename of [
        throwing(new MutationError('MFA_FAILED', { message: 'No.' })),
        () => ({ errors: [{ errorCode: code, details: [{ message: 'No.' }] }] }),
      ]) {
        const { run, events, defects } = wrap(buildByCode(values, rename));
        expect(await run(source)).toEqual(delivered);
        expect(events).toMatchObject([{ code: 'MFA_FAILED', category: catalogue.MFA_FAILED.category }]);
        expect(defects).toEqual([]);
      }
    }
  });
});

describe("the host's codes, where only the SDL of the module was merged", () => {
  const errors = createErrorModule({ codes: { QUOTA: quota } });

  it('are delivered by name and by internal value', async () => {
    for (const code of ['QUOTA', 'quota_used_up', 'MFA_FAILED', 'mfa_failed'] as const) {
      for (const rename of [() => errors.failure(code), throwing(new errors.MutationError(code))]) {
        const schema = makeExecutableSchema({
          typeDefs: [errors.typeDefs, host],
          resolvers: { Mutation: { rename, note: () => 'noted' } },
        });
        for (const { run, defects } of [wrap(schema, { catalogue: errors.catalogue })]) {
          expect(await run()).toEqual({ data: failed(code.startsWith('q') ? 'QUOTA' : code.toUpperCase()) });
          expect(defects).toEqual([]);
        }
      }
    }
  });

  it('are delivered where the resolvers of the module without them were merged', async () => {
    const schema = makeExecutableSchema({
      typeDefs: [errors.typeDefs, host],
      resolvers: [
        resolvers,
        { Mutation: { rename: throwing(new errors.MutationError('quota_used_up')), note: () => 'noted' } },
      ],
    });
    expect(await wrap(schema, { catalogue: errors.catalogue }).run()).toEqual({ data: failed('QUOTA') });
  });
});
