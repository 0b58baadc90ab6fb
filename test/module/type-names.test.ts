import { parse, printSchema, visit } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createErrorModule, ErrorCode, type ErrorModuleOptions } from 'graphql-error-codes';
import { buildHost, requestErrors } from './module-host.js';

describe('typePrefix', () => {
  const shop = createErrorModule({ typePrefix: 'Shop' });
  const both = [{ attribute: 'name', type: 'taken' }, { message: 'Ask its owner.' }];

  it('starts every type name in the SDL, its descriptions, the resolvers and the response', async () => {
    const names = new Set<string>();
    visit(parse(shop.typeDefs), { NamedType: ({ name }) => void names.add(name.value) });
    expect([...names].toSorted()).toEqual([
      'ShopActiveModelError',
      'ShopDetailedError',
      'ShopErrorCodeEnum',
      'ShopMessageError',
      'String',
    ]);
    expect(shop.typeDefs).toContain('`ShopErrorCodeEnum`');
    expect(Object.keys(shop.resolvers)).toEqual(['ShopErrorCodeEnum', 'ShopError', 'ShopDetailedError']);
    expect(await requestErrors(buildHost(shop, () => shop.failure(ErrorCode.INVALID_SETTING, ...both)))).toEqual([
      {
        errorCode: 'INVALID_SETTING',
        details: [{ __typename: 'ShopActiveModelError' }, { __typename: 'ShopMessageError' }],
      },
    ]);
  });

  it("keeps the module's own details apart from a host's type with the same fields", async () => {
    const more = 'type Note { message: String! } extend union ShopDetailedError = Note';
    const schema = buildHost(shop, () => shop.failure('MFA_FAILED', { message: 'No.' }), more);
    expect(await requestErrors(schema)).toMatchObject([{ details: [{ __typename: 'ShopMessageError' }] }]);
  });

  it('resolves a detail with the __typename from before the renaming', async () => {
    const details = [{ __typename: 'MessageError', message: 'No.' }];
    const schema = buildHost(shop, () => ({ errors: [{ errorCode: 'MFA_FAILED', details }] }));
    expect(await requestErrors(schema)).toMatchObject([{ details: [{ __typename: 'ShopMessageError' }] }]);
  });

  it.each(['My ', '__', '1', '-'])('refuses %j', (typePrefix) => {
    expect(() => createErrorModule({ typePrefix })).toThrow(
      new TypeError(
        'createErrorModule: "typePrefix" must be a valid GraphQL name that GraphQL itself does not use, ' +
          `got ${JSON.stringify(typePrefix)}.`,
      ),
    );
  });
});

describe('typeNames', () => {
  it("renames single types, beside a host's own Error", async () => {
    const module = createErrorModule({ typeNames: { Error: 'Failure' } });
    expect(module.typeDefs).toContain('type Failure {');
    expect(module.typeDefs).toContain('union DetailedError');
    const schema = buildHost(module, () => module.failure('MFA_FAILED'), 'interface Error { reason: String }');
    expect(await requestErrors(schema)).toEqual([{ errorCode: 'MFA_FAILED', details: [] }]);
    expect(printSchema(schema)).toContain('interface Error {');
  });

  it('replaces the prefixed names', () => {
    const { typeNames } = createErrorModule({ typePrefix: 'Shop', typeNames: { Error: 'Failure' } });
    expect(typeNames).toEqual({
      Error: 'Failure',
      DetailedError: 'ShopDetailedError',
      ActiveModelError: 'ShopActiveModelError',
      MessageError: 'ShopMessageError',
      ErrorCodeEnum: 'ShopErrorCodeEnum',
      ErrorCatalogueEntry: 'ShopErrorCatalogueEntry',
    });
  });

  it('defaults to the names of the wire', () => {
    expect(createErrorModule().typeNames).toMatchObject({ Error: 'Error', ErrorCodeEnum: 'ErrorCodeEnum' });
  });

  const invalid = '"typeNames.Error" must be a valid GraphQL name that GraphQL itself does not use, got';
  it.each([
    [{ Error: 'My Error' }, `${invalid} "My Error".`],
    [{ Error: '' }, `${invalid} "".`],
    [{ Error: '__Error' }, `${invalid} "__Error".`],
    [{ Error: 'Query' }, `${invalid} "Query".`],
    [{ Error: 'String' }, `${invalid} "String".`],
    [{ Error: undefined }, `${invalid} undefined.`],
    [{ Error: 7 }, `${invalid} 7.`],
    [
      { Error: 'MessageError' },
      'MessageError and Error are both called "MessageError". Give each type a name of its own.',
    ],
    [{ Errors: 'Failure' }, '"typeNames" has "Errors", which is not a type of the module. Did you mean "Error"?'],
    [
      { toString: 'Failure' },
      '"typeNames" has "toString", which is not a type of the module. ' +
        'It has Error, DetailedError, ActiveModelError, MessageError, ErrorCodeEnum, ErrorCatalogueEntry.',
    ],
  ])('refuses %j', (typeNames, message) => {
    expect(() => createErrorModule({ typeNames } as ErrorModuleOptions)).toThrow(
      new TypeError(`createErrorModule: ${message}`),
    );
  });
});
