import { makeExecutableSchema } from '@graphql-tools/schema';
import { buildSchema, type GraphQLObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { ErrorCode, resolvers, typeDefs } from 'graphql-error-codes';
import { execute } from '../host.js';

type Resolvers = Parameters<typeof makeExecutableSchema>[0]['resolvers'];

/** A schema whose mutations are not wrapped, so that this resolver alone sees the detail. */
const build = (detail: unknown, more: string, hostResolvers: Resolvers = {}) =>
  makeExecutableSchema({
    typeDefs: [typeDefs, 'type Query { error: Error }', more],
    resolvers: [
      resolvers,
      { Query: { error: () => ({ errorCode: ErrorCode.INVALID_SETTING, details: [detail] }) } },
      ...[hostResolvers].flat(),
    ],
  });

/** Returns the type that a detail is resolved to, or null when graphql reports an error. */
async function resolve(detail: unknown, more = '', hostResolvers: Resolvers = {}) {
  const { data, errors } = await execute(
    build(detail, more, hostResolvers),
    '{ error { errorCode details { __typename } } }',
  );
  const { errorCode, details } = data!.error as { errorCode: string; details: [{ __typename: string }] | null };
  // Whatever happens to a detail, the code stays.
  expect(errorCode).toBe('INVALID_SETTING');
  expect(errors?.length ?? 0).toBe(details ? 0 : 1);
  return details?.[0].__typename ?? null;
}

const limitError = 'extend union DetailedError = LimitError type LimitError { limit: Int! }';

describe("the module's own details", () => {
  it('are resolved by their fields', async () => {
    expect(await resolve({ attribute: 'name', type: 'taken' })).toBe('ActiveModelError');
    expect(await resolve({ message: 'No.' })).toBe('MessageError');
    expect(await resolve({ message: 'No.', code: 7 })).toBe('MessageError');
  });

  it.each([
    ["a host's type with the same fields", 'type Note { message: String! } extend union DetailedError = Note'],
    ['a field that the host added to it', 'extend type MessageError { hint: String }'],
    [
      "a host's type with the same fields and more",
      'type Note { message: String! at: Int } extend union DetailedError = Note',
    ],
  ])('stay so beside %s', async (_case, more) => {
    expect(await resolve({ message: 'No.' }, more)).toBe('MessageError');
  });

  it('may have the field that the host added', async () => {
    const more = `extend type MessageError { hint: String } ${limitError}`;
    expect(await resolve({ message: 'No.', hint: 'Yes.' }, more)).toBe('MessageError');
  });

  it('are resolved without a type among the parameters, which graphql-jit does not pass', () => {
    const schema = build({}, limitError);
    const returnType = (schema.getType('Error') as GraphQLObjectType).getFields().details!.type;
    expect(resolvers.DetailedError.__resolveType({ message: 'No.' }, {}, { schema, returnType })).toBe('MessageError');
  });

  it.each([
    ["has an additional field of another member's", { message: 'No.', limit: 3 }],
    ['lacks a field', { attribute: 'name' }],
    ['has a field of another type', { message: 7 }],
    ['has no field at all', {}],
  ])('are not guessed for a detail that %s', async (_case, detail) => {
    expect(await resolve(detail, limitError)).toBeNull();
  });
});

describe("the module's own members of a renamed union", () => {
  const [note, field] = [{ message: 'No.' }, { attribute: 'name', type: 'taken' }];
  const types = `type Query { ok: U }
    type Note { message: String! } type Memo { message: String! } type Field { attribute: String! type: String! }
    type Hint { message: String! at: Int } type Limit { limit: Int! }
    type LegacyMessageError { text: String! } type ShopMessageError { message: String! }
    type OtherMessageError { message: String! } type OldActiveModelError { attribute: String! }`;

  it.each([
    ['Note | Field', note, 'Note'],
    ['Note | Field', field, 'Field'],
    ['Hint | Note', note, 'Note'],
    ['Hint | ShopMessageError', note, 'ShopMessageError'],
    ['LegacyMessageError | Note', note, 'Note'],
    ['ShopMessageError | OtherMessageError', note, 'ShopMessageError'],
    ['OldActiveModelError | Field', field, 'Field'],
    // Two types with exactly these fields, and no type with exactly these fields.
    ['Note | Memo', note, undefined],
    ['Hint', note, undefined],
    ['Hint | Limit', note, undefined],
    ['Limit', note, undefined],
    ['Note', field, undefined],
  ])('(%s) are found by name and fields: %o', (members, detail, expected) => {
    const schema = buildSchema(`${types} union U = ${members}`);
    const returnType = schema.getType('U');
    expect(resolvers.DetailedError.__resolveType(detail, {}, { schema, returnType })).toBe(expected);
  });
});

describe("a host's own detail", () => {
  it('is resolved by its __typename', async () => {
    expect(await resolve({ __typename: 'LimitError', limit: 3 }, limitError)).toBe('LimitError');
  });

  it('is resolved by its __typename before any isTypeOf', async () => {
    const isTypeOf = { MessageError: { __isTypeOf: () => true } };
    expect(await resolve({ __typename: 'LimitError', limit: 3 }, limitError, isTypeOf)).toBe('LimitError');
  });

  it.each([
    ['an isTypeOf', (value: object) => 'limit' in value],
    ['an asynchronous isTypeOf', async (value: object) => 'limit' in value],
    ['an isTypeOf that returns any truthy value', ({ limit }: { limit?: number }) => limit as never],
    ['an isTypeOf that resolves to any truthy value', async ({ limit }: { limit?: number }) => limit as never],
  ])('is resolved by %s', async (_case, isTypeOf) => {
    const hostResolvers = { LimitError: { __isTypeOf: isTypeOf } };
    expect(await resolve({ limit: 3 }, limitError, hostResolvers)).toBe('LimitError');
    expect(await resolve({ message: 'No.' }, limitError, hostResolvers)).toBe('MessageError');
  });

  it('is resolved although an asynchronous isTypeOf of another member rejects later', async () => {
    const more = `extend union DetailedError = Early type Early { x: Int } ${limitError}`;
    expect(
      await resolve({ limit: 3 }, more, {
        Early: { __isTypeOf: () => Promise.reject(new Error('too late')) as never },
        LimitError: { __isTypeOf: () => true },
      }),
    ).toBe('LimitError');
  });

  it('is resolved to the first member whose asynchronous isTypeOf is true', async () => {
    const isTypeOf = { __isTypeOf: async () => true };
    const more = `extend union DetailedError = Early type Early { x: Int } ${limitError}`;
    expect(await resolve({ limit: 3 }, more, { Early: isTypeOf, LimitError: isTypeOf })).toBe('Early');
  });

  it.each([
    ['without a known shape', { limit: 3 }],
    ['with a __typename that the union does not have', { __typename: 'Nothing', limit: 3 }],
  ])('%s is reported by graphql', async (_case, detail) => {
    expect(await resolve(detail, limitError)).toBeNull();
  });

  it('with an unknown __typename is named in the message', async () => {
    const { errors } = await execute(
      build({ __typename: 'Nothing' }, limitError),
      '{ error { details { __typename } } }',
    );
    expect(errors![0]!.message).toContain('"Nothing"');
  });
});
