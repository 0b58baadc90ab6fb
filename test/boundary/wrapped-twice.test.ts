import { addResolversToSchema, makeExecutableSchema, mergeSchemas } from '@graphql-tools/schema';
import { MapperKind, mapSchema } from '@graphql-tools/utils';
import { defaultFieldResolver, isObjectType, type GraphQLSchema } from 'graphql';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  createErrorModule,
  failure,
  MutationError,
  resolvers,
  typeDefs,
  unwrappedFields,
  withErrorPayloads,
  type ErrorPayloadOptions,
  type PayloadErrorEvent,
} from 'graphql-error-codes';
import { everything, execute, failed, throwing } from '../host.js';

const host = `type Query { ok: Boolean } type Mutation { rename: RenamePayload note: String }
  type RenamePayload { name: String errors: [Error!]! }`;

const build = (rename: () => unknown): GraphQLSchema =>
  makeExecutableSchema({
    typeDefs: [typeDefs, host],
    resolvers: [resolvers, { Mutation: { rename, note: () => 'noted' } }],
  });

/** Puts a resolver around each one, in a new schema, as middleware does. */
const addMiddleware = (schema: GraphQLSchema): GraphQLSchema =>
  mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (field) => {
      const { resolve = defaultFieldResolver } = field;
      return {
        ...field,
        resolve: async (parent, args, context, info) => resolve(parent, args, context, info),
      };
    },
  });

/** The same, in place. */
function addMiddlewareInPlace(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const { resolve = defaultFieldResolver } = field;
      field.resolve = (parent, args, context, info) => resolve(parent, args, context, info);
    }
  }
  return schema;
}

let events: PayloadErrorEvent[];
let defects: unknown[];
let options: ErrorPayloadOptions;
beforeEach(() => {
  events = [];
  defects = [];
  options = { onError: (event) => events.push(event), onDefect: (error) => defects.push(error) };
});

const failures = [
  ['thrown', throwing(new MutationError('MFA_FAILED'))],
  ['returned', () => failure('MFA_FAILED')],
  [
    'returned as an object that is shared',
    (
      (shared) => () =>
        shared
    )(Object.freeze(failure('MFA_FAILED'))),
  ],
  ['returned as a function', () => ({ errors: () => failure('MFA_FAILED').errors })],
] as const;

describe.each(failures)('a failure that is %s', (_case, rename) => {
  it.each([
    ['directly', (schema: GraphQLSchema) => schema],
    ['with a middleware between', addMiddleware],
    ['with a middleware in place between', addMiddlewareInPlace],
    ['with a merge between', (schema: GraphQLSchema) => mergeSchemas({ schemas: [schema] })],
    [
      'with a middleware and a merge between',
      (schema: GraphQLSchema) => mergeSchemas({ schemas: [addMiddleware(schema)] }),
    ],
    [
      'with a merge and a middleware between',
      (schema: GraphQLSchema) => addMiddleware(mergeSchemas({ schemas: [schema] })),
    ],
  ])('is reported once when the schema is wrapped twice, %s', async (_between, between) => {
    const schema = withErrorPayloads(between(withErrorPayloads(build(rename), options)), options);
    for (let request = 1; request <= 2; request++) {
      expect(await execute(schema, everything)).toEqual({ data: failed('MFA_FAILED') });
      expect(events).toHaveLength(request);
    }
    expect(defects).toEqual([]);
  });

  it('is reported once when two copies of the package wrap the schema', async () => {
    vi.resetModules();
    const other = await import('graphql-error-codes');
    expect(other.withErrorPayloads).not.toBe(withErrorPayloads);
    const direct = other.withErrorPayloads(withErrorPayloads(build(rename), options), options);
    const between = other.withErrorPayloads(addMiddleware(withErrorPayloads(build(rename), options)), options);
    for (const schema of [direct, between]) {
      events = [];
      expect(await execute(schema, everything)).toEqual({ data: failed('MFA_FAILED') });
      expect(events).toHaveLength(1);
    }
  });

  it('is reported to each hook once when a middleware is between two wrappings with different hooks', async () => {
    const outer: PayloadErrorEvent[] = [];
    const schema = withErrorPayloads(addMiddleware(withErrorPayloads(build(rename), options)), {
      onError: (event) => outer.push(event),
    });
    await execute(schema, everything);
    expect([events.length, outer.length]).toEqual([1, 1]);
  });
});

it('an unexpected error is reported once', async () => {
  const schema = build(throwing(new Error('a bug')));
  await execute(withErrorPayloads(addMiddleware(withErrorPayloads(schema, options)), options), everything);
  expect(defects).toMatchObject([{ message: 'a bug' }]);
});

it('an unknown code is reported once', async () => {
  const schema = build(() => failure('NO_SUCH_CODE' as never));
  await execute(withErrorPayloads(addMiddleware(withErrorPayloads(schema, options)), options), everything);
  expect(defects).toHaveLength(1);
});

describe('other options the second time', () => {
  it('are refused by name', () => {
    const schema = withErrorPayloads(
      build(() => null),
      options,
    );
    expect(() => withErrorPayloads(schema, { onError: () => {}, strict: true })).toThrow(
      new TypeError(
        'withErrorPayloads: Mutation.rename is wrapped already, with other options: onError, strict. ' +
          'Wrap the schema once, or pass the same options each time.',
      ),
    );
  });

  it('leave the schema as it was', () => {
    const two = (mutations: string) =>
      makeExecutableSchema({
        typeDefs: [typeDefs, host, `extend type Mutation { ${mutations}: RenamePayload }`],
        resolvers: [resolvers],
      });
    const schema = two('first');
    const { rename, first } = schema.getMutationType()!.getFields();
    withErrorPayloads(schema, options);
    // As if a tool had replaced the resolver of the first mutation.
    rename!.resolve = () => null;
    const before = rename!.resolve;
    expect(() => withErrorPayloads(schema, { strict: true })).toThrow('Mutation.first is wrapped already');
    expect(rename!.resolve).toBe(before);
    expect(first!.resolve).toBeDefined();
  });

  it('are refused across two copies of the package', async () => {
    const schema = withErrorPayloads(
      build(() => null),
      options,
    );
    vi.resetModules();
    const other = await import('graphql-error-codes');
    expect(() => other.withErrorPayloads(schema, { strict: false })).toThrow('with other options: strict');
  });

  it('may be fewer', () => {
    const schema = withErrorPayloads(
      build(() => null),
      options,
    );
    expect(withErrorPayloads(schema)).toBe(schema);
    expect(withErrorPayloads(schema, { onError: undefined, ...options } as ErrorPayloadOptions)).toBe(schema);
  });
});

describe.each(['internal', 'name'] as const)(
  'two modules with their own prefix and codes, enumValues: %s',
  (enumValues) => {
    const code = <const Value extends string>(value: Value, category: string) =>
      ({ value, category, fault: 'client', retry: 'never', action: 'None.' }) as const;
    const shop = createErrorModule({ enumValues, typePrefix: 'Shop', codes: { SOLD_OUT: code('sold_out', 'stock') } });
    const bank = createErrorModule({
      enumValues,
      typePrefix: 'Bank',
      codes: { NO_FUNDS: code('no_funds', 'account') },
    });
    // The directive is the same in both.
    const bankSdl = bank.typeDefs.replace(
      /"""(?:(?!""")[^])*"""\s*directive @errors[^\n]*\n|directive @errors[^\n]*\n/,
      '',
    );

    const createSchema = () =>
      makeExecutableSchema({
        typeDefs: [
          shop.typeDefs,
          bankSdl,
          `type Query { ok: Boolean } type Mutation { buy: BuyPayload pay: PayPayload }
        type BuyPayload { errors: [ShopError!]! } type PayPayload { errors: [BankError!]! }`,
        ],
        resolvers: [
          shop.resolvers,
          bank.resolvers,
          { Mutation: { buy: throwing(new shop.MutationError('sold_out')), pay: () => bank.failure('no_funds') } },
        ],
      });
    const source = 'mutation { buy { errors { errorCode } } pay { errors { errorCode } } }';

    it.each([
      ['one after the other', [shop, bank]],
      ['in the other order', [bank, shop]],
      ['the first twice', [shop, bank, shop]],
    ])('each wrap their own mutations with their own catalogue and hooks, %s', async (_order, modules) => {
      const schema = createSchema();
      const seen: Record<string, PayloadErrorEvent[]> = { Shop: [], Bank: [] };
      const hooks = new Map(
        [shop, bank].map((module) => [
          module as unknown,
          (event: PayloadErrorEvent) => seen[module === shop ? 'Shop' : 'Bank']!.push(event),
        ]),
      );
      for (const module of modules) {
        module.withErrorPayloads(schema, { onError: hooks.get(module)! });
      }
      expect(await execute(schema, source)).toEqual({
        data: { buy: { errors: [{ errorCode: 'SOLD_OUT' }] }, pay: { errors: [{ errorCode: 'NO_FUNDS' }] } },
      });
      expect(seen).toMatchObject({
        Shop: [{ code: 'SOLD_OUT', category: 'stock', fault: 'client' }],
        Bank: [{ code: 'NO_FUNDS', category: 'account', fault: 'client' }],
      });
    });
  },
);

describe('unwrappedFields', () => {
  const all = ['Mutation.rename', 'RenamePayload.errors'];

  it('is empty for a schema that was wrapped last', () => {
    expect(unwrappedFields(withErrorPayloads(build(() => null)))).toEqual([]);
    expect(unwrappedFields(withErrorPayloads(addMiddleware(build(() => null))))).toEqual([]);
  });

  it('lists the fields of a schema that was not wrapped', () => {
    expect(unwrappedFields(build(() => null))).toEqual(all);
  });

  it('lists what addResolversToSchema replaced', () => {
    const wrapped = withErrorPayloads(build(() => null));
    const replaced = (map: object) => unwrappedFields(addResolversToSchema({ schema: wrapped, resolvers: { ...map } }));
    expect(replaced({ Mutation: { rename: () => null } })).toEqual(['Mutation.rename']);
    expect(replaced({ RenamePayload: { errors: () => [] } })).toEqual(['RenamePayload.errors']);
    expect(replaced({ RenamePayload: { name: () => 'nora' } })).toEqual([]);
  });

  it('lists what a transformation put a resolver around', () => {
    expect(unwrappedFields(addMiddleware(withErrorPayloads(build(() => null))))).toEqual(all);
  });

  it('knows the boundary of another copy of the package', async () => {
    vi.resetModules();
    const other = await import('graphql-error-codes');
    expect(unwrappedFields(other.withErrorPayloads(build(() => null)))).toEqual([]);
  });
});
