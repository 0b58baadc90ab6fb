import { makeExecutableSchema } from '@graphql-tools/schema';
import { buildSchema, parse, validateSchema, type GraphQLEnumType, type GraphQLSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import {
  catalogue,
  createErrorModule,
  failure,
  MutationError,
  readErrorCodes,
  withErrorPayloads,
  type ErrorModuleOptions,
  type HostCodes,
  type PayloadErrorEvent,
} from 'graphql-error-codes';
import { execute } from '../host.js';
import { buildHost, quota, requestErrors } from './module-host.js';

const codesOf = (schema: GraphQLSchema, name = 'ErrorCodeEnum') =>
  (schema.getType(name) as GraphQLEnumType).getValues().map((value) => value.name);

describe('a module without the built-in codes', () => {
  const module = createErrorModule({ builtIn: false, codes: { QUOTA_EXCEEDED: quota, PLAN_TOO_SMALL: {} } });

  it('has exactly the codes of the host, in SDL, resolvers, catalogue and ErrorCode', async () => {
    const names = ['QUOTA_EXCEEDED', 'PLAN_TOO_SMALL'];
    const schema = module.withErrorPayloads(buildHost(module, () => module.failure('plan_too_small')));
    expect(validateSchema(schema)).toEqual([]);
    expect(codesOf(schema)).toEqual(names);
    expect(Object.keys(module.resolvers.ErrorCodeEnum)).toEqual(names);
    expect(Object.keys(module.catalogue)).toEqual(names);
    expect(Object.keys(module.ErrorCode)).toEqual(names);
    expect(module.errorCodeName('mfa_failed')).toBeUndefined();
    expect(await requestErrors(schema)).toEqual([{ errorCode: 'PLAN_TOO_SMALL', details: [] }]);
  });

  it('refuses a built-in code that a resolver returns or throws', async () => {
    const defects: unknown[] = [];
    const resolvers = [
      () => failure('MFA_FAILED'),
      () => {
        throw new MutationError('MFA_FAILED');
      },
    ];
    for (const resolve of resolvers) {
      const schema = module.withErrorPayloads(buildHost(module, resolve), { onDefect: (error) => defects.push(error) });
      expect(await execute(schema, 'mutation { rename { name } }')).toMatchObject({ data: { rename: null } });
    }
    expect(defects.map(String)).toEqual(
      Array(2).fill('TypeError: Mutation.rename returned the code "MFA_FAILED", which ErrorCodeEnum does not have.'),
    );
  });

  it('may have a code with the name and the value of a built-in one, which is then only its own', async () => {
    const own = createErrorModule({ builtIn: false, codes: { MFA_FAILED: { category: 'login' } } });
    const events: PayloadErrorEvent[] = [];
    const schema = own.withErrorPayloads(
      buildHost(own, () => own.failure('mfa_failed')),
      { onError: (event) => events.push(event) },
    );
    expect(own.catalogue).toEqual({ MFA_FAILED: { value: 'mfa_failed', fault: 'client', category: 'login' } });
    expect(await requestErrors(schema)).toEqual([{ errorCode: 'MFA_FAILED', details: [] }]);
    expect(events).toMatchObject([{ category: 'login', retry: null }]);
  });
});

describe('a module without any codes', () => {
  const module = createErrorModule({ builtIn: false });
  const sdl =
    'enum ErrorCodeEnum { QUOTA_EXCEEDED @errorCode(category: "billing", retry: "later") MISSING_PERMISSION }';

  it('leaves the enum to the SDL of the host', async () => {
    expect(module.typeDefs).not.toContain('enum ErrorCodeEnum');
    expect(module.resolvers).not.toHaveProperty('ErrorCodeEnum');
    const events: PayloadErrorEvent[] = [];
    const schema = module.withErrorPayloads(
      buildHost(module, () => module.failure('quota_exceeded'), sdl),
      { onError: (event) => events.push(event) },
    );
    expect(validateSchema(schema)).toEqual([]);
    expect(await requestErrors(schema)).toEqual([{ errorCode: 'QUOTA_EXCEEDED', details: [] }]);
    expect(events).toMatchObject([{ code: 'QUOTA_EXCEEDED', category: 'billing', fault: 'client', retry: 'later' }]);
    // A code of the host that is called like a built-in one.
    expect(readErrorCodes(schema).MISSING_PERMISSION).toEqual({ value: 'missing_permission', fault: 'client' });
  });

  it('works with a prefix, the query errorCatalogue and buildSchema', async () => {
    const shop = createErrorModule({ builtIn: false, typePrefix: 'Shop', catalogueQuery: true, enumValues: 'name' });
    const schema = withErrorPayloads(
      makeExecutableSchema({
        typeDefs: [
          shop.typeDefs,
          `enum ShopErrorCodeEnum { SOLD_OUT @errorCode(category: "stock") }
          type Query { ok: Boolean }
          type Mutation { buy: BuyPayload }
          type BuyPayload { errors: [ShopError!]! }`,
        ],
        resolvers: [{ ...shop.resolvers }, { Mutation: { buy: () => shop.failure('SOLD_OUT') } }],
      }),
    );
    expect(await execute(schema, 'mutation { buy { errors { errorCode } } }')).toEqual({
      data: { buy: { errors: [{ errorCode: 'SOLD_OUT' }] } },
    });
    expect(await execute(schema, '{ errorCatalogue { code category } }')).toEqual({
      data: { errorCatalogue: [{ code: 'SOLD_OUT', category: 'stock' }] },
    });
  });
});

describe('a module with some of the built-in codes', () => {
  const module = createErrorModule({ builtIn: ['WRONG_TOTP', 'MFA_FAILED'], codes: { QUOTA_EXCEEDED: quota } });

  it('has these, in the order of the catalogue, and the codes of the host', async () => {
    const names = ['MFA_FAILED', 'WRONG_TOTP', 'QUOTA_EXCEEDED'];
    expect(codesOf(buildHost(module))).toEqual(names);
    expect(module.catalogue).toEqual({
      MFA_FAILED: catalogue.MFA_FAILED,
      WRONG_TOTP: catalogue.WRONG_TOTP,
      QUOTA_EXCEEDED: quota,
    });
    const schema = module.withErrorPayloads(buildHost(module, () => module.failure('wrong_totp')));
    expect(await requestErrors(schema)).toEqual([{ errorCode: 'WRONG_TOTP', details: [] }]);
  });

  it('may be without codes of the host', () => {
    expect(codesOf(buildHost(createErrorModule({ builtIn: ['MFA_FAILED'] })))).toEqual(['MFA_FAILED']);
  });

  it.each([
    [['MFA_FAILD'], '"builtIn" has "MFA_FAILD", which is not a built-in code. Did you mean "MFA_FAILED"?'],
    ['MFA_FAILED', '"builtIn" must be true, false, or a list of built-in codes, got "MFA_FAILED".'],
    [null, '"builtIn" must be true, false, or a list of built-in codes, got null.'],
  ])('refuses the selection %j', (builtIn, message) => {
    expect(() => createErrorModule({ builtIn } as unknown as ErrorModuleOptions)).toThrow(
      new TypeError(`createErrorModule: ${message}`),
    );
  });
});

it('the SDL of every selection can be parsed and built', () => {
  for (const builtIn of [true, false, ['MFA_FAILED']] as const) {
    for (const codes of [{}, { QUOTA_EXCEEDED: quota }] as readonly HostCodes[]) {
      const { typeDefs, catalogue: known } = createErrorModule({ builtIn, codes });
      parse(typeDefs);
      const hasEnum = Object.keys(known).length > 0;
      buildSchema(`${typeDefs} type Query { ok: Boolean } ${hasEnum ? '' : 'enum ErrorCodeEnum { OWN }'}`);
      expect(typeDefs.includes('enum ErrorCodeEnum')).toBe(hasEnum);
    }
  }
});
