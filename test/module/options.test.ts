import { makeExecutableSchema } from '@graphql-tools/schema';
import { graphql, parse, printSchema, visit, type GraphQLEnumType } from 'graphql';
import { describe, expect, it } from 'vitest';
import {
  catalogue,
  createErrorModule,
  ErrorCode,
  typeDefs,
  withErrorPayloads,
  type ErrorModuleOptions,
  type PayloadErrorEvent,
} from 'graphql-error-codes';

/** How many codes the catalogue has. */
const codes = Object.keys(catalogue).length;

const hostTypeDefs = (error: string) => `
  type Query { ok: Boolean }
  type Mutation { rename: RenamePayload }
  type RenamePayload { name: String errors: [${error}!]! }
`;

interface AnyModule {
  readonly typeDefs: string;
  readonly resolvers: object;
  readonly typeNames: { readonly Error: string };
}
function build(errors: AnyModule, rename: () => unknown, more = '', options = {}) {
  const schema = makeExecutableSchema({
    typeDefs: [errors.typeDefs, hostTypeDefs(errors.typeNames.Error), more],
    resolvers: [{ ...errors.resolvers }, { Mutation: { rename } }],
  });
  return withErrorPayloads(schema, options);
}
const ask = async (schema: ReturnType<typeof build>, details = '__typename') => {
  const source = `mutation { rename { errors { errorCode details { ${details} } } } }`;
  return JSON.parse(JSON.stringify(await graphql({ schema, source })));
};
const quota = {
  value: 'quota_exceeded',
  category: 'billing',
  fault: 'client',
  retry: 'later',
  action: 'Wait.',
} as const;

describe('names', () => {
  const renamed = createErrorModule({ typePrefix: 'Shop' });
  const both = [{ attribute: 'name', type: 'taken' }, { message: 'Ask its owner.' }];

  it('rename every type by a prefix, in the SDL, its descriptions, the resolvers and on the wire', async () => {
    const names = new Set<string>();
    visit(parse(renamed.typeDefs), { NamedType: ({ name }) => void names.add(name.value) });
    expect([...names].toSorted()).toEqual([
      'ShopActiveModelError',
      'ShopDetailedError',
      'ShopErrorCodeEnum',
      'ShopMessageError',
      'String',
    ]);
    expect(renamed.typeDefs).toContain('`ShopErrorCodeEnum`');
    expect(Object.keys(renamed.resolvers)).toEqual(['ShopErrorCodeEnum', 'ShopError', 'ShopDetailedError']);

    const schema = build(renamed, () => renamed.failure(ErrorCode.INVALID_SETTING, ...both));
    expect((await ask(schema)).data.rename.errors).toEqual([
      {
        errorCode: 'INVALID_SETTING',
        details: [{ __typename: 'ShopActiveModelError' }, { __typename: 'ShopMessageError' }],
      },
    ]);
  });

  it('rename single types, beside an Error of the host that has another shape', async () => {
    const single = createErrorModule({ typeNames: { Error: 'Failure' } });
    expect(single.typeDefs).toContain('type Failure {');
    expect(single.typeDefs).toContain('union DetailedError');
    const schema = build(single, () => single.failure('MFA_FAILED'), 'interface Error { reason: String }');
    expect((await ask(schema)).data.rename.errors).toEqual([{ errorCode: 'MFA_FAILED', details: [] }]);
    expect(printSchema(schema)).toContain('interface Error {');
  });

  it('rename all by a prefix but those that are named', () => {
    const { typeNames } = createErrorModule({ typePrefix: 'Shop', typeNames: { Error: 'Failure' } });
    expect(typeNames).toMatchObject({ Error: 'Failure', MessageError: 'ShopMessageError' });
  });

  it("find the module's own detail behind a prefix, where a host's has the same fields", async () => {
    const more = 'type Note { message: String! } extend union ShopDetailedError = Note';
    const schema = build(renamed, () => renamed.failure('MFA_FAILED', { message: 'No.' }), more);
    expect((await ask(schema)).data.rename.errors[0].details).toEqual([{ __typename: 'ShopMessageError' }]);
  });

  it('find a detail that names its type as it was before', async () => {
    const details = [{ __typename: 'MessageError', message: 'No.' }];
    const schema = build(renamed, () => ({ errors: [{ errorCode: 'MFA_FAILED', details }] }));
    expect((await ask(schema)).data.rename.errors[0].details).toEqual([{ __typename: 'ShopMessageError' }]);
  });

  it.each([
    [
      { Error: 'My Error' },
      'names calls Error "My Error", which is no name for a type: give letters, digits and _, and none that GraphQL has taken.',
    ],
    [
      { Error: '__Error' },
      'names calls Error "__Error", which is no name for a type: give letters, digits and _, and none that GraphQL has taken.',
    ],
    [
      { Error: 'Query' },
      `names calls Error "Query", which is no name for a type: give letters, digits and _, and none that GraphQL has taken.`,
    ],
    [
      { Error: undefined },
      `names calls Error undefined, which is no name for a type: give letters, digits and _, and none that GraphQL has taken.`,
    ],
    [{ Error: 'MessageError' }, 'names calls two types "MessageError": give each its own.'],
    [
      { Eror: 'Failure' },
      'names has "Eror", which is no type of the module: it has Error, DetailedError, ActiveModelError, MessageError, ErrorCodeEnum, ErrorCatalogueEntry.',
    ],
  ])('refuse %j', (names, message) => {
    expect(() => createErrorModule({ names } as ErrorModuleOptions<{}>)).toThrow(new TypeError(message));
  });
});

describe('federation', () => {
  it.each(['@shareable', '@federation__shareable'])('puts %s on every object type, and nothing else', (spelling) => {
    const federated = createErrorModule({ shareable: spelling }).typeDefs;
    const shareable: string[] = [];
    visit(parse(federated), {
      ObjectTypeDefinition: ({ name, directives }) => {
        if (directives?.[0]?.name.value === spelling.slice(1)) shareable.push(name.value);
      },
    });
    expect(shareable).toEqual(['Error', 'ActiveModelError', 'MessageError']);
    expect(federated.replaceAll(` ${spelling}`, '')).toBe(typeDefs);
  });

  it.each(['shareable', '@', '@share able', '@a @b', ''])('refuses %j', (federation) => {
    expect(() => createErrorModule({ shareable: federation })).toThrow(
      `federation is ${JSON.stringify(federation)}: give the directive as your @link spells it, such as "@shareable" or "@federation__shareable".`,
    );
  });
});

describe('values', () => {
  it('by name make an enum whose values are the names, and codes of both kinds reach the client', async () => {
    const errors = createErrorModule({ enumValues: 'name' });
    for (const code of ['MFA_FAILED', 'mfa_failed'] as const) {
      const schema = build(errors, () => errors.failure(code));
      expect((schema.getType('ErrorCodeEnum') as GraphQLEnumType).getValue('MFA_FAILED')!.value).toBe('MFA_FAILED');
      expect((await ask(schema)).data.rename.errors).toEqual([{ errorCode: 'MFA_FAILED', details: [] }]);
    }
  });
});

describe('codes', () => {
  const described = { ...quota, description: 'The "quota"\nis used up', deprecationReason: 'See \\ the plan' };
  const errors = createErrorModule({
    codes: { QUOTA_EXCEEDED: quota, OLD_QUOTA: { ...described, value: 'old_quota' } },
  });

  it('are in the SDL with descriptions and deprecations, in the catalogue and in ErrorCode', () => {
    const schema = build(errors, () => null);
    const value = (schema.getType('ErrorCodeEnum') as GraphQLEnumType).getValue('OLD_QUOTA')!;
    expect(value).toMatchObject({
      value: 'old_quota',
      description: described.description,
      deprecationReason: described.deprecationReason,
    });
    expect(errors.catalogue).toEqual({
      ...catalogue,
      QUOTA_EXCEEDED: quota,
      OLD_QUOTA: { ...described, value: 'old_quota' },
    });
    expect(errors.ErrorCode.QUOTA_EXCEEDED).toBe('quota_exceeded');
    expect(errors.ErrorCode.MFA_FAILED).toBe('mfa_failed');
  });

  it.each(['QUOTA_EXCEEDED', 'quota_exceeded'] as const)(
    'are returned and thrown as %s, and known to the events',
    async (code) => {
      const events: PayloadErrorEvent[] = [];
      const options = { catalogue: errors.catalogue, onError: (event: PayloadErrorEvent) => events.push(event) };
      const thrown = () => {
        throw new errors.MutationError(code);
      };
      for (const rename of [() => errors.failure(code), thrown]) {
        expect((await ask(build(errors, rename, '', options))).data.rename.errors).toEqual([
          { errorCode: 'QUOTA_EXCEEDED', details: [] },
        ]);
      }
      expect(events).toHaveLength(2);
      for (const event of events)
        expect(event).toMatchObject({ code: 'QUOTA_EXCEEDED', category: 'billing', fault: 'client' });
    },
  );

  it('are found by internal value also where the enum has none, as at a gateway', async () => {
    const schema = makeExecutableSchema({
      typeDefs: [errors.typeDefs, hostTypeDefs('Error')],
      resolvers: [
        errors.gatewayResolvers,
        { Mutation: { rename: () => ({ errors: [{ errorCode: 'quota_exceeded' }] }) } },
      ],
    });
    expect((await ask(schema)).data.rename.errors).toEqual([{ errorCode: 'QUOTA_EXCEEDED', details: null }]);
  });

  it.each([100, 1000])('may be %i', async (count) => {
    const many = Object.fromEntries(
      Array.from({ length: count }, (_, index) => [`CODE_${index}`, { ...quota, value: `code_${index}` }]),
    );
    const module = createErrorModule({ codes: many });
    const schema = build(module, () => ({ errors: [{ errorCode: `code_${count - 1}` }] }));
    expect((schema.getType('ErrorCodeEnum') as GraphQLEnumType).getValues()).toHaveLength(codes + count);
    expect((await ask(schema)).data.rename.errors).toEqual([{ errorCode: `CODE_${count - 1}`, details: null }]);
  });

  it.each([
    [
      { MFA_FAILED: { ...quota, value: 'other' } },
      'codes has MFA_FAILED, which the catalogue has already: use that one, or choose another name.',
    ],
    [
      { OTHER: { ...quota, value: 'mfa_failed' } },
      'codes gives OTHER the internal value "mfa_failed", which stands for MFA_FAILED already: give it its own.',
    ],
    [
      { ONE: quota, TWO: quota },
      'codes gives TWO the internal value "quota_exceeded", which stands for ONE already: give it its own.',
    ],
    [
      { OTHER: { ...quota, value: 'WRONG_TOTP' } },
      'codes gives OTHER the internal value "WRONG_TOTP", which stands for WRONG_TOTP already: give it its own.',
    ],
    [
      { 'NO-NAME': quota },
      'codes has "NO-NAME", which is no name of an enum value in GraphQL: use SCREAMING_SNAKE_CASE.',
    ],
    [{ OTHER: { ...quota, value: undefined } }, 'The code OTHER has undefined as its value: give a string.'],
    [{ null: quota }, 'codes has "null", which is no name of an enum value in GraphQL: use SCREAMING_SNAKE_CASE.'],
  ])('refuse %j', (codes, message) => {
    expect(() => createErrorModule({ codes } as ErrorModuleOptions)).toThrow(new TypeError(message));
  });
});

describe('catalogueQuery', () => {
  const source = '{ errorCatalogue { code description deprecationReason category fault retry action } }';

  it('adds a query that tells all codes, and it is not there without', async () => {
    const errors = createErrorModule({ catalogueQuery: true, codes: { QUOTA_EXCEEDED: quota } });
    const { data } = JSON.parse(JSON.stringify(await graphql({ schema: build(errors, () => null), source })));
    expect(data.errorCatalogue).toHaveLength(codes + 1);
    expect(data.errorCatalogue).toContainEqual({
      code: 'WRONG_TOTP',
      description: 'Invalid TOTP code provided',
      deprecationReason: null,
      category: 'mfa',
      fault: 'client',
      retry: 'after_fix',
      action: catalogue.WRONG_TOTP.action,
    });
    expect(data.errorCatalogue).toContainEqual(
      expect.objectContaining({ code: 'PRIMARY_LEVEL_NOT_FOUND', deprecationReason: 'Outdated concept' }),
    );
    expect(data.errorCatalogue).toContainEqual(
      expect.objectContaining({ code: 'QUOTA_EXCEEDED', category: 'billing' }),
    );
    expect(typeDefs).not.toContain('errorCatalogue');
  });

  it('is resolved by a gateway that stitches, too, and by Mercurius', () => {
    const { resolvers, gatewayResolvers, mercuriusResolvers } = createErrorModule({ catalogueQuery: true });
    for (const made of [resolvers, gatewayResolvers, mercuriusResolvers])
      expect(made).toHaveProperty('Query.errorCatalogue');
    expect(createErrorModule().gatewayResolvers).not.toHaveProperty('Query');
  });

  it('tells nothing of a code that only the host knows, whatever it is called', async () => {
    const errors = createErrorModule({ catalogueQuery: true });
    const schema = build(errors, () => null, 'extend enum ErrorCodeEnum { constructor toString }');
    const { data } = JSON.parse(JSON.stringify(await graphql({ schema, source })));
    expect(data.errorCatalogue).toHaveLength(codes);
  });

  it('is renamed and shareable with the rest', () => {
    const { typeDefs: sdl } = createErrorModule({
      catalogueQuery: true,
      typePrefix: 'Shop',
      shareable: '@shareable',
    });
    expect(sdl).toContain('extend type Query {');
    expect(sdl).toContain('type ShopErrorCatalogueEntry @shareable {');
    expect(sdl).toContain('errorCatalogue: [ShopErrorCatalogueEntry!]! @shareable');
  });
});

describe('createErrorModule refuses', () => {
  const { action: _action, ...withoutAction } = quota;

  it.each([
    [null, 'createErrorModule got null as its options: give an object.'],
    [{ catalogQuery: true }, 'createErrorModule has no option "catalogQuery". Did you mean catalogueQuery?'],
    [
      { colour: 1 },
      'createErrorModule has no option "colour". It has names, shareable, values, catalogueQuery, codes.',
    ],
    [{ values: 'names' }, 'values is "names": give "internal" or "name".'],
    [{ catalogueQuery: 'yes' }, 'catalogueQuery is "yes": give true or false.'],
    [{ names: 'Shop' }, 'names is "Shop": give { prefix: "Shop" } or { Error: "ShopError" }.'],
    [{ codes: { QUOTA: 'quota' } }, 'The code QUOTA got "quota" as its fields: give an object.'],
    [
      { codes: { QUOTA: { ...quota, descripton: '' } } },
      'The code QUOTA has no field "descripton". Did you mean description?',
    ],
    [
      { codes: { QUOTA: { ...quota, fault: 'clientt' } } },
      'The code QUOTA has "clientt" as its fault: give "client" or "server".',
    ],
    [
      { codes: { QUOTA: { ...quota, retry: 'sometimes' } } },
      'The code QUOTA has "sometimes" as its retry: give "never", "after_fix" or "later".',
    ],
    [{ codes: { QUOTA: withoutAction } }, 'The code QUOTA has undefined as its action: give a string.'],
    [
      { codes: { QUOTA: { ...quota, deprecationReason: true } } },
      'The code QUOTA has true as its deprecationReason: give a string.',
    ],
  ])('%j', (options, message) => {
    expect(() => createErrorModule(options as ErrorModuleOptions)).toThrow(new TypeError(message));
  });
});

describe('withErrorPayloads refuses', () => {
  it.each([
    [
      { requireDeclarations: true },
      'withErrorPayloads has no option "requireDeclarations". Did you mean requireDeclaration?',
    ],
    [null, 'withErrorPayloads got null as its options: give an object.'],
  ])('the options %j', (options, message) => {
    expect(() => build(createErrorModule(), () => null, '', options as object)).toThrow(new TypeError(message));
  });

  it.each([undefined, 'type Query { ok: Boolean }'])('the schema %j', (schema) => {
    expect(() => withErrorPayloads(schema as never)).toThrow('give a schema that is built');
  });
});

describe('mercuriusResolvers', () => {
  it('have the type resolver of the union under the name that Mercurius reads', () => {
    const { mercuriusResolvers, resolvers } = createErrorModule();
    expect(mercuriusResolvers).toEqual({
      Error: resolvers.Error,
      DetailedError: { resolveType: resolvers.DetailedError.__resolveType },
    });
  });
});
