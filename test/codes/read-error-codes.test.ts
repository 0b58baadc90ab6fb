import { makeExecutableSchema } from '@graphql-tools/schema';
import {
  buildClientSchema,
  buildSchema,
  GraphQLEnumType,
  GraphQLObjectType,
  GraphQLSchema,
  introspectionFromSchema,
  type GraphQLEnumValueConfigMap,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import {
  catalogue,
  createErrorModule,
  failure,
  readErrorCodes,
  resolvers,
  typeDefs,
  withErrorPayloads,
  type PayloadErrorEvent,
} from 'graphql-error-codes';
import { execute } from '../host.js';

const own = createErrorModule({ builtIn: false });

/** A host whose SDL has all of its codes. */
const app = (codes: string, more = ''): string => `
  ${own.typeDefs}
  enum ErrorCodeEnum { ${codes} }
  type Query { ok: Boolean }
  type Mutation { pay: PayPayload }
  type PayPayload { receipt: String errors: [Error!]! }
  ${more}`;

const read = (codes: string, more?: string) => readErrorCodes(buildSchema(app(codes, more)));

const billing = `
  "The quota of the plan is used up"
  QUOTA_EXCEEDED @errorCode(category: "billing", retry: "later", action: "Wait.")
  PLAN_TOO_SMALL @errorCode(value: "plan", fault: "server", since: "2.1.0", replacedBy: "QUOTA_EXCEEDED") @deprecated(reason: "Use QUOTA_EXCEEDED")
  CardDeclined`;

const billingCodes = {
  QUOTA_EXCEEDED: {
    value: 'quota_exceeded',
    fault: 'client',
    category: 'billing',
    retry: 'later',
    action: 'Wait.',
    description: 'The quota of the plan is used up',
  },
  PLAN_TOO_SMALL: {
    value: 'plan',
    fault: 'server',
    since: '2.1.0',
    replacedBy: 'QUOTA_EXCEEDED',
    deprecationReason: 'Use QUOTA_EXCEEDED',
  },
  CardDeclined: { value: 'card_declined', fault: 'client' },
};

describe('readErrorCodes', () => {
  it('returns what @errorCode declares, with default values, in the order of the enum', () => {
    expect(read(billing)).toEqual(billingCodes);
    expect(Object.keys(read(billing))).toEqual(Object.keys(billingCodes));
  });

  it('reads codes that extend the enum, in any SDL', () => {
    const more = 'extend enum ErrorCodeEnum { GONE @errorCode(category: "shop", details: "MessageError") }';
    expect(read(billing, more).GONE).toEqual({
      value: 'gone',
      fault: 'client',
      category: 'shop',
      details: ['MessageError'],
    });
    const merged = makeExecutableSchema({
      typeDefs: [typeDefs, 'type Query { ok: Boolean }', more],
      resolvers: [resolvers],
    });
    expect(readErrorCodes(merged)).toMatchObject({ ...catalogue, GONE: { category: 'shop' } });
  });

  it('merges what several definitions of a code declare: in graphql-tools, the first one wins', () => {
    const override = 'enum ErrorCodeEnum { MFA_FAILED @errorCode(category: "security") }';
    const merged = makeExecutableSchema({ typeDefs: [override, typeDefs, 'type Query { ok: Boolean }'] });
    expect(readErrorCodes(merged).MFA_FAILED).toMatchObject({
      value: 'mfa_failed',
      category: 'security',
      action: catalogue.MFA_FAILED.action,
    });
  });

  it.each([
    ['an object', { errorCode: { category: 'billing', retry: 'later' } }],
    ['a list of one', { errorCode: [{ category: 'billing', retry: 'later' }] }],
    ['names and arguments', [{ name: 'errorCode', args: { category: 'billing', retry: 'later' } }]],
  ])('reads extensions.directives of a schema built by code: %s', (_case, directives) => {
    const values: GraphQLEnumValueConfigMap = { QUOTA_EXCEEDED: { extensions: { directives } }, MFA_FAILED: {} };
    const codes = new GraphQLEnumType({ name: 'ErrorCodeEnum', values });
    const query = new GraphQLObjectType({ name: 'Query', fields: { code: { type: codes } } });
    expect(readErrorCodes(new GraphQLSchema({ query }))).toEqual({
      QUOTA_EXCEEDED: { value: 'quota_exceeded', fault: 'client', category: 'billing', retry: 'later' },
      MFA_FAILED: omitTexts(catalogue.MFA_FAILED),
    });
  });

  it('has the metadata of built-in codes where an enum with most of them has no directives', () => {
    const introspected = buildClientSchema(
      introspectionFromSchema(buildSchema(`${typeDefs} type Query { ok: Boolean }`)),
    );
    expect(readErrorCodes(introspected)).toEqual(catalogue);
    const older = read(Object.keys(catalogue).slice(0, 20).join(' '));
    expect(older.MFA_FAILED).toEqual(omitTexts(catalogue.MFA_FAILED));
  });

  it.each(['MISSING_PERMISSION QUOTA', 'MISSING_PERMISSION QUOTA @errorCode(category: "billing")'])(
    'takes a code that is only called like a built-in one for the own code of the host: %s',
    (codes) => {
      expect(read(codes).MISSING_PERMISSION).toEqual({ value: 'missing_permission', fault: 'client' });
    },
  );

  it('has the metadata of the module that wrapped a schema without directives', () => {
    const module = createErrorModule({ builtIn: false, codes: { QUOTA: { fault: 'server', category: 'billing' } } });
    const schema = buildSchema(app('QUOTA'));
    expect(readErrorCodes(schema).QUOTA).toEqual({ value: 'quota', fault: 'client' });
    module.withErrorPayloads(schema);
    expect(readErrorCodes(schema).QUOTA).toEqual({ value: 'quota', fault: 'server', category: 'billing' });
  });

  it('requires the name of the enum in a schema with two modules', () => {
    const [shop, bank] = (['Shop', 'Bank'] as const).map((typePrefix) =>
      createErrorModule({ typePrefix, builtIn: false, codes: { [`${typePrefix.toUpperCase()}_CLOSED`]: {} } }),
    );
    const schema = makeExecutableSchema({
      typeDefs: [
        shop!.typeDefs,
        bank!.typeDefs,
        `type Query { ok: Boolean } type Mutation { buy: Buy pay: Pay }
        type Buy { errors: [ShopError!]! } type Pay { errors: [BankError!]! }`,
      ],
    });
    expect(() => readErrorCodes(schema)).toThrow(
      new TypeError(
        'The schema has several enums of codes: ShopErrorCodeEnum, BankErrorCodeEnum. Set "enumName" to one of them.',
      ),
    );
    expect(Object.keys(readErrorCodes(schema, { enumName: 'BankErrorCodeEnum' }))).toEqual(['BANK_CLOSED']);
    expect(() => readErrorCodes(schema, { enumName: 'BankErrorCodeEnun' })).toThrow(
      'The schema has no enum "BankErrorCodeEnun". Did you mean "BankErrorCodeEnum"?',
    );
  });

  it('gives a code that nobody described a value that no other code has', () => {
    expect(read('OutOfStock OUT_OF_STOCK SOLD @errorCode(value: "gone") GONE out_of_stock')).toMatchObject({
      OutOfStock: { value: 'OutOfStock' },
      OUT_OF_STOCK: { value: 'OUT_OF_STOCK' },
      SOLD: { value: 'gone' },
      GONE: { value: 'GONE' },
      out_of_stock: { value: 'out_of_stock' },
    });
  });

  it('finds the enum of a renamed module, with and without mutations', () => {
    const shop = createErrorModule({ typePrefix: 'Shop', codes: { SOLD_OUT: { category: 'shop' } } });
    const without = buildSchema(`${shop.typeDefs} type Query { ok: Boolean } enum ErrorCodeEnum { RED }`);
    expect(readErrorCodes(without).SOLD_OUT?.category).toBe('shop');
  });

  it('refuses a schema without an enum of codes', () => {
    expect(() => readErrorCodes(buildSchema('type Query { ok: Boolean }'))).toThrow(
      new TypeError(
        'The schema must have an enum "ErrorCodeEnum", or a mutation with typed errors. Merge the module into it first.',
      ),
    );
  });
});

function omitTexts(code: object) {
  const { description: _, ...rest } = code as { description?: unknown };
  return rest;
}

describe('@errorCode is invalid', () => {
  const mistakes = [
    [
      'QUOTA @errorCode(retry: "latr")',
      'QUOTA: "retry" must be "never", "after_fix" or "later", got "latr". Did you mean "later"?',
    ],
    ['QUOTA @errorCode(fault: "user")', 'QUOTA: "fault" must be "client" or "server", got "user".'],
    [
      'QUOTA @errorCode(details: ["MessageError", "MessageError"])',
      'QUOTA: "details" must be a list of type names, each once, got ["MessageError","MessageError"].',
    ],
    ['QUOTA @errorCode(category: " ")', 'QUOTA: "category" must be a string that is not empty, got " ".'],
    ['QUOTA @errorCode(category: "")', 'QUOTA: "category" must be a string that is not empty, got "".'],
    [
      'QUOTA @errorCode(value: "spent") LIMIT @errorCode(value: "spent")',
      'LIMIT: the internal value "spent" belongs to QUOTA. Every code needs its own.',
    ],
    [
      'QUOTA @errorCode(value: "LIMIT") LIMIT',
      'QUOTA: the internal value "LIMIT" belongs to LIMIT. Every code needs its own.',
    ],
    [
      'QUOTA @errorCode(replacedBy: "LIMITS") @deprecated LIMIT',
      'QUOTA: "replacedBy" "LIMITS" is not a code. Did you mean "LIMIT"?',
    ],
    [
      'QUOTA @errorCode(replacedBy: "LIMIT") LIMIT',
      'QUOTA: "replacedBy" "LIMIT" is for deprecated codes. Deprecate the code, or remove it.',
    ],
    [
      'QUOTA @errorCode(details: ["RetryInfos"])',
      'QUOTA: "details" has "RetryInfos", which is not a member of the union of details. Did you mean "RetryInfo"?',
    ],
    [
      'QUOTA @errorCode(details: ["Receipt"])',
      'QUOTA: "details" has "Receipt", which is not a member of the union of details. ' +
        'It has "ActiveModelError", "MessageError" or "RetryInfo".',
    ],
  ] as const;
  const more = 'type RetryInfo { seconds: Int! } extend union DetailedError = RetryInfo';

  it.each(mistakes)('%s', (codes, mistake) => {
    const schema = buildSchema(app(codes, more));
    const error = new TypeError(`Invalid @errorCode:\n- ErrorCodeEnum.${mistake}`);
    expect(() => readErrorCodes(schema)).toThrow(error);
    expect(() => withErrorPayloads(schema)).toThrow(error);
    expect(() => own.withErrorPayloads(schema)).toThrow(error);
  });

  it('with every mistake in one message, and before the schema is changed', () => {
    const schema = buildSchema(app('A @errorCode(retry: "no") B @errorCode(fault: "no", category: "")'));
    const { resolve } = schema.getMutationType()!.getFields().pay!;
    expect(() => withErrorPayloads(schema)).toThrow(/- .*A: .*\n- .*B: "fault".*\n- .*B: "category"/);
    expect(schema.getMutationType()!.getFields().pay!.resolve).toBe(resolve);
  });

  it.each([
    [{ errorCode: { retri: 'later' } }, 'has no argument "retri". Did you mean "retry"?'],
    [{ errorCode: { category: 7 } }, ': "category" must be a string that is not empty, got 7.'],
    [{ errorCode: 'billing' }, ': @errorCode must have arguments by name, got "billing".'],
    [{ errorCode: null }, ': @errorCode must have arguments by name, got null.'],
  ])('in extensions: %j', (directives, mistake) => {
    const schema = buildSchema(app('QUOTA'));
    const value = (schema.getType('ErrorCodeEnum') as GraphQLEnumType).getValue('QUOTA')!;
    value.extensions = { directives };
    const text = mistake.startsWith(':') ? mistake : ` ${mistake}`;
    expect(() => withErrorPayloads(schema)).toThrow(`- ErrorCodeEnum.QUOTA${text}`);
  });
});

describe('a host whose SDL extends the enum', () => {
  const extend = (resolve: () => unknown, options: Parameters<typeof withErrorPayloads>[1] = {}) => {
    const events: PayloadErrorEvent[] = [];
    const deprecated: PayloadErrorEvent[] = [];
    const { typeDefs: sdl, resolvers: maps } = createErrorModule({ catalogueQuery: true });
    const schema = withErrorPayloads(
      makeExecutableSchema({
        typeDefs: [
          sdl,
          `extend enum ErrorCodeEnum { ${billing} }
           type Query { ok: Boolean }
           type Mutation { pay: PayPayload }
           type PayPayload { receipt: String errors: [Error!]! }`,
        ],
        resolvers: [{ ...maps }, { Mutation: { pay: resolve } }],
      }),
      { onError: (event) => events.push(event), onDeprecated: (event) => deprecated.push(event), ...options },
    );
    return { schema, events, deprecated };
  };
  const pay = 'mutation { pay { receipt errors { errorCode } } }';

  it.each(['PLAN_TOO_SMALL', 'plan'])('gets events and deprecations with its metadata, for %s', async (code) => {
    const { schema, events, deprecated } = extend(() => failure(code as never));
    expect(await execute(schema, pay)).toEqual({
      data: { pay: { receipt: null, errors: [{ errorCode: 'PLAN_TOO_SMALL' }] } },
    });
    expect(events).toEqual([
      {
        coordinate: 'Mutation.pay',
        code: 'PLAN_TOO_SMALL',
        category: null,
        fault: 'server',
        retry: null,
        declared: null,
        deprecated: true,
        replacedBy: 'QUOTA_EXCEEDED',
        exposure: null,
        concealedAs: null,
      },
    ]);
    expect(deprecated).toEqual(events);
  });

  it('lists its codes in the query errorCatalogue', async () => {
    const { schema } = extend(() => null);
    const query = '{ errorCatalogue { code description category fault retry action since replacedBy details } }';
    const { data } = (await execute(schema, query)) as { data: { errorCatalogue: { code: string }[] } };
    expect(data.errorCatalogue).toHaveLength(Object.keys(catalogue).length + 3);
    expect(data.errorCatalogue.find(({ code }) => code === 'QUOTA_EXCEEDED')).toEqual({
      code: 'QUOTA_EXCEEDED',
      description: 'The quota of the plan is used up',
      category: 'billing',
      fault: 'client',
      retry: 'later',
      action: 'Wait.',
      since: null,
      replacedBy: null,
      details: null,
    });
    expect(data.errorCatalogue).toContainEqual(
      expect.objectContaining({ code: 'CardDeclined', category: null, fault: 'client' }),
    );
  });
});

describe('details that a code declares', () => {
  const limited = (details: readonly unknown[], strict: boolean) => {
    const defects: unknown[] = [];
    const schema = withErrorPayloads(
      makeExecutableSchema({
        typeDefs: app(
          'RATE_LIMITED @errorCode(details: ["RetryInfo"]) OTHER',
          'type RetryInfo { seconds: Int! } extend union DetailedError = RetryInfo',
        ),
        resolvers: [
          { ...own.resolvers },
          { Mutation: { pay: () => ({ errors: [{ errorCode: 'rate_limited', details }] }) } },
        ],
      }),
      { strict, onDefect: (error) => defects.push(error) },
    );
    const source = `mutation { pay { errors { errorCode details { __typename ... on RetryInfo { seconds } } } } }`;
    return { answer: execute(schema, source), defects };
  };

  it('reach the client', async () => {
    const retry = { __typename: 'RetryInfo', seconds: 30 };
    expect(await limited([retry], true).answer).toEqual({
      data: { pay: { errors: [{ errorCode: 'RATE_LIMITED', details: [retry] }] } },
    });
    expect(await limited([], true).answer).toMatchObject({ data: { pay: { errors: [{ details: [] }] } } });
  });

  it.each([
    ['of another type', { message: 'Wait.' }, '{"message":"Wait."}'],
    ['without a field', { __typename: 'RetryInfo' }, '{"__typename":"RetryInfo"}'],
  ])('fail the field when they are %s, or are dropped in production', async (_case, detail, inspected) => {
    const strict = limited([detail], true);
    expect(await strict.answer).toMatchObject({ data: { pay: null } });
    expect(strict.defects).toEqual([
      new TypeError(
        'Mutation.pay returned "RATE_LIMITED" with an invalid detail: expected "RetryInfo", ' +
          `which @errorCode(details:) declares, with all fields of the type, got ${inspected}.`,
      ),
    ]);
    const lenient = limited([detail], false);
    expect(await lenient.answer).toMatchObject({ data: { pay: { errors: [{ details: [] }] } } });
    expect(lenient.defects).toHaveLength(1);
  });
});
