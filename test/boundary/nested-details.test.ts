import { makeExecutableSchema } from '@graphql-tools/schema';
import { describe, expect, it } from 'vitest';
import { createErrorModule } from 'graphql-error-codes';
import { execute } from '../host.js';

const errors = createErrorModule({ builtIn: false });

const typeDefs = [
  errors.typeDefs,
  `
  enum ErrorCodeEnum { OUT_OF_STOCK @errorCode(details: ["StockInfo"]) }
  extend union DetailedError = StockInfo
  type StockInfo { price: Price items: [Item!]! next: StockInfo kind: Thing }
  type Price { amount: Int! }
  type Item { sku: String! price: Price! late: Int! }
  union Thing = Price | Item
  type Query { ok: Boolean }
  type Mutation { order: OrderPayload }
  type OrderPayload { errors: [Error!]! }
  `,
];

const source = `mutation { order { errors { details { ... on StockInfo {
  price { amount } items { sku price { amount } late } next { price { amount } } kind { __typename }
} } } } }`;

const price = { amount: 3 };

async function order(fields: object) {
  const detail = { __typename: 'StockInfo', items: [], ...fields };
  const defects: unknown[] = [];
  const schema = errors.withErrorPayloads(
    makeExecutableSchema({
      typeDefs,
      resolvers: [
        { ...errors.resolvers },
        { Item: { late: () => 1 }, Mutation: { order: () => errors.failure('OUT_OF_STOCK', detail) } },
      ],
    }),
    { strict: true, onDefect: (error) => defects.push(error) },
  );
  return { response: await execute(schema, source), defects };
}

describe('objects in details', () => {
  it.each([
    ['nothing that is nullable', {}],
    ['a complete object', { price }],
    ['objects in a list, with a field that has a resolver', { items: [{ sku: 'a', price }] }],
    ['a promise', { price: Promise.resolve(price) }],
    ['a function', { price: () => price }],
    [
      'an instance of a class',
      {
        price: new (class {
          amount = 3;
        })(),
      },
    ],
    ['the type itself', { next: { items: [], price } }],
    ['a member of a union', { kind: { __typename: 'Price', amount: 1 } }],
  ])('are accepted: %s', async (_case, fields) => {
    const { response, defects } = await order(fields);
    expect(response).not.toHaveProperty('errors');
    expect(defects).toEqual([]);
  });

  it.each([
    ['without a field', { price: {} }],
    ['with a field of another type', { price: { amount: 'three' } }],
    ['that are no objects', { price: 'three' }],
    ['in a list, without a field', { items: [{ sku: 'a', price: {} }] }],
    ['null in a list', { items: [null] }],
    ['in the type itself', { next: { items: [{}] } }],
    ['that are no member of a union', { kind: 3 }],
  ])('are refused before anything is delivered: %s', async (_case, fields) => {
    const { response, defects } = await order(fields);
    expect(response).toMatchObject({ data: { order: null } });
    expect(defects.map(String)).toEqual([expect.stringContaining('with an invalid detail: expected "StockInfo"')]);
  });
});
