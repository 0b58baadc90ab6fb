import { makeExecutableSchema } from '@graphql-tools/schema';
import { defaultFieldResolver, graphql, type GraphQLFieldResolver } from 'graphql';
import { describe, expect, it } from 'vitest';
import {
  failure,
  MutationError,
  resolvers,
  typeDefs,
  withErrorPayloads,
  type ErrorPayloadOptions,
  type PayloadErrorEvent,
} from 'graphql-error-codes';
import { everything, failed, failedAsTaken, taken, throwing } from '../host.js';

/** Reads Maps and nothing else, as an executor for Maps does. */
const readMap: GraphQLFieldResolver<unknown, unknown> = (parent, _args, _context, info) =>
  (parent as Map<string, unknown>).get(info.fieldName);
/** Reads entities with a method `get`, and everything else as graphql does. */
const readEntity: GraphQLFieldResolver<unknown, unknown> = (parent, args, context, info) => {
  const { get } = (parent ?? {}) as { readonly get?: (name: string) => unknown };
  return typeof get === 'function'
    ? get.call(parent, info.fieldName)
    : defaultFieldResolver(parent, args, context, info);
};

class Entity {
  readonly #values: Readonly<Record<string, unknown>>;

  constructor(values: Readonly<Record<string, unknown>>) {
    this.#values = values;
  }
  get(name: string): unknown {
    return this.#values[name];
  }
}

function createHost(rename: (() => unknown) | undefined, options: ErrorPayloadOptions) {
  const events: PayloadErrorEvent[] = [];
  const schema = withErrorPayloads(
    makeExecutableSchema({
      typeDefs: [
        typeDefs,
        `type Query { ok: Boolean } type Mutation { rename(input: Input): RenamePayload note: String }
        input Input { clientMutationId: String }
        type RenamePayload { clientMutationId: String name: String errors: [Error!]! }`,
      ],
      resolvers: [resolvers, { Mutation: { ...(rename && { rename }), note: () => 'noted' } }],
    }),
    { onError: (event) => events.push(event), ...options },
  );
  const run = async (source = everything, fieldResolver = readMap, rootValue?: unknown) =>
    JSON.parse(JSON.stringify(await graphql({ schema, source, fieldResolver, rootValue }))) as {
      data: Record<string, unknown>;
      errors?: { message: string; path: string[] }[];
    };
  return { run, events };
}

const map = (fields: object) => new Map(Object.entries(fields));
const errorMap = (errorCode: string) => map({ errorCode, details: [map(taken)] });

describe('with the option fieldResolver', () => {
  const options = { fieldResolver: readMap };

  it('a payload that is a Map has its result, its errors and an echo', async () => {
    const { run } = createHost(() => map({ name: 'nora' }), options);
    expect(await run()).toEqual({ data: { rename: { name: 'nora', errors: [] }, note: 'noted' } });
    expect(await run('mutation { rename(input: { clientMutationId: "7" }) { clientMutationId name } }')).toEqual({
      data: { rename: { clientMutationId: '7', name: 'nora' } },
    });
  });

  it.each([
    ['by name', 'MFA_FAILED'],
    ['by internal value', 'mfa_failed'],
  ])('errors that are Maps are delivered, checked and reported: %s', async (_case, code) => {
    const { run, events } = createHost(() => map({ errors: [map({ errorCode: code, details: [] })] }), options);
    expect(await run()).toEqual({ data: failed('MFA_FAILED') });
    expect(events).toMatchObject([{ code: 'MFA_FAILED' }]);
  });

  it('an unknown code in a Map fails its mutation only', async () => {
    const { run } = createHost(() => map({ errors: [errorMap('NO_SUCH_CODE')] }), options);
    expect(await run()).toMatchObject({
      data: { rename: null, note: 'noted' },
      errors: [{ path: ['rename', 'errors'] }],
    });
  });

  it.each([
    ['thrown', throwing(new MutationError('INVALID_SETTING', taken))],
    ['returned', () => failure('INVALID_SETTING', taken)],
    ['returned in a Map', () => map(failure('INVALID_SETTING', taken))],
  ])('a failure that is %s is delivered with its details, although they are no Maps', async (_case, rename) => {
    const { run, events } = createHost(rename, options);
    expect(await run()).toEqual({ data: failedAsTaken });
    expect(events).toHaveLength(1);
  });

  it('an invalid detail fails its mutation', async () => {
    for (const detail of [{ attribute: 'name' }, { __typename: 'MessageError' }]) {
      const { run } = createHost(throwing(new MutationError('MFA_FAILED', detail as never)), options);
      const { data, errors } = await run();
      expect(data).toEqual({ rename: null, note: 'noted' });
      expect(errors![0]!.message).toContain('with an invalid detail');
    }
  });

  it('an entity of a class is read by its method', async () => {
    const errors = [new Entity({ errorCode: 'MFA_FAILED', details: [] })];
    const entity = createHost(() => new Entity({ name: null, errors }), { fieldResolver: readEntity });
    expect(await entity.run(everything, readEntity)).toEqual({ data: failed('MFA_FAILED') });
  });

  it('a mutation without a resolver is resolved by it', async () => {
    const { run } = createHost(undefined, options);
    const rootValue = map({ rename: map({ name: 'nora' }) });
    expect(await run(everything, readMap, rootValue)).toEqual({
      data: { rename: { name: 'nora', errors: [] }, note: 'noted' },
    });
  });
});

describe('without the option', () => {
  const refusal =
    'If the schema is executed with a custom fieldResolver, pass it to withErrorPayloads as "fieldResolver".';

  it('a Map is refused instead of losing its errors', async () => {
    const { run } = createHost(() => map({ name: 'nora', errors: [errorMap('MFA_FAILED')] }), {});
    const { data, errors } = await run();
    expect(data).toEqual({ rename: null, note: 'noted' });
    expect(errors![0]!.message).toBe(
      `RenamePayload.errors cannot be read: the payload, an instance of Map, has none of the fields of RenamePayload. ${refusal}`,
    );
  });

  it('an object without any of the fields is refused', async () => {
    const { run } = createHost(() => ({ data: { name: 'nora' } }), {});
    const { errors } = await run(everything, defaultFieldResolver);
    expect(errors![0]!.message).toContain('the payload, an object with data, has none of the fields');
  });

  it('a mutation that only a custom fieldResolver can resolve is refused', async () => {
    const { run } = createHost(undefined, {});
    const { data, errors } = await run(everything, readMap, map({ rename: map({ name: 'nora' }) }));
    expect(data).toEqual({ rename: null, note: 'noted' });
    expect(errors![0]!.message).toBe(
      `Mutation.rename has no resolver, and the root value has no "rename". Add a resolver. ${refusal}`,
    );
  });
});
