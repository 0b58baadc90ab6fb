import { addResolversToSchema, makeExecutableSchema } from '@graphql-tools/schema';
import {
  buildASTSchema,
  GraphQLEnumType,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  parse,
  print,
  visit,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { checkMerge, type MergeCheckOptions, type MergeInput } from 'graphql-error-codes/merge-check';
import { createErrorModule, resolvers, typeDefs, withErrorPayloads } from 'graphql-error-codes';

const app = `
  type Query { ok: Boolean }
  type Mutation { rename: RenamePayload }
  type RenamePayload { name: String errors: [Error!]! }
`;
const link = (arguments_: string) =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9"${arguments_})`;
const withoutCodes = (...codes: string[]) =>
  print(visit(parse(typeDefs), { EnumValueDefinition: ({ name }) => (codes.includes(name.value) ? null : undefined) }));

const inputs = `
  type Query { failures(codes: [ErrorCodeEnum!]!): Int }
  input Filter { code: ErrorCodeEnum other: Int }
  directive @may(fail: [ErrorCodeEnum]) on FIELD_DEFINITION
`;

/** Each finding as severity, rule and place. */
const report = (inputs: MergeInput | readonly MergeInput[], options?: MergeCheckOptions) =>
  checkMerge(inputs, options).map(({ rule, severity, where }) => `${severity} ${rule}, ${where}`);

/** Payloads with errors of the host: one of a root mutation, and one in a namespace. */
const problems = `
  extend type Mutation { order: OrderPayload, paint: PaintMutations }
  type PaintMutations { wall: PaintPayload }
  type OrderPayload { errors: [Problem!]! }
  type PaintPayload { errors: [PaintProblem!] }
  type Problem { errorCode: ProblemCode! details: [String!] }
  type PaintProblem { errorCode: ProblemCode details: [PaintDetail] }
  union PaintDetail = PaintText
  type PaintText { message: String }
  enum ProblemCode { OUT_OF_PAINT }
  type Report { errors: [Problem!]! }
`;

describe('checkMerge accepts', () => {
  const executable = (errors = createErrorModule()) =>
    makeExecutableSchema({ typeDefs: [errors.typeDefs, app], resolvers: [errors.resolvers] });
  const federated = (spelling: string, imported: string) => ({
    typeDefs: [link(imported), createErrorModule({ shareable: spelling }).typeDefs, app],
    resolvers,
  });

  it.each<[string, MergeInput | readonly MergeInput[], MergeCheckOptions?]>([
    ['a host without the module', app],
    ['the module beside a host', [typeDefs, app]],
    ['a schema that was wrapped last', withErrorPayloads(executable())],
    [
      'renamed types of the module, in SDL',
      [createErrorModule({ typePrefix: 'Shop' }).typeDefs, app.replace('[Error', '[ShopError')],
      { module: createErrorModule({ typePrefix: 'Shop' }) },
    ],
    ['the module with its resolvers', { typeDefs: [typeDefs, app], resolvers: [resolvers] }],
    [
      "a detail type that the host's own type resolver distinguishes, in another input",
      [
        { typeDefs: [typeDefs, app, 'type Limit { limit: Int } extend union DetailedError = Limit'], resolvers },
        { typeDefs: [], resolvers: [{ DetailedError: { __resolveType: () => 'Limit' } }] },
      ],
    ],
    ['two schemas that both have it', [executable(), executable()]],
    [
      'two schemas that both have it without internal values',
      [executable(createErrorModule({ enumValues: 'name' })), executable(createErrorModule({ enumValues: 'name' }))],
    ],
    [
      'a subschema without internal values beside one that has them',
      [executable(), buildASTSchema(parse(typeDefs + app))],
      { into: 'stitching' },
    ],
    [
      "a stitching gateway with the module's gatewayResolvers",
      [executable()],
      { into: 'stitching', gatewayResolvers: createErrorModule().gatewayResolvers },
    ],
    [
      'each spelling of @shareable, in the subgraph that uses it',
      [
        federated('@shareable', ', import: ["@key", "@shareable"]'),
        federated('@federation__shareable', ''),
        federated('@fed__shareable', ', as: "fed"'),
        federated('@share', ', import: [{ name: "@shareable", as: "@share" }]'),
      ],
      { into: 'federation' },
    ],
    ['a subgraph of Federation 1', [{ typeDefs: [typeDefs, app], resolvers }], { into: 'federation' }],
    [
      'mercuriusResolvers, for Mercurius',
      { typeDefs: [typeDefs, app], resolvers: createErrorModule().mercuriusResolvers },
      { into: 'mercurius' },
    ],
    [
      "a host's own code, and its own detail type with __isTypeOf",
      {
        typeDefs: [
          typeDefs,
          app,
          'extend enum ErrorCodeEnum { QUOTA } type Limit { limit: Int } extend union DetailedError = Limit',
        ],
        resolvers: [resolvers, { ErrorCodeEnum: { QUOTA: 'quota' }, Limit: { __isTypeOf: () => true } }],
      },
    ],
    [
      'a host that extends the enum, with the module and its resolvers in another input',
      [
        { typeDefs, resolvers },
        { name: 'shop', typeDefs: [app, 'extend enum ErrorCodeEnum { QUOTA }'], resolvers: { Mutation: {} } },
      ],
    ],
    [
      'typeDefs in all forms',
      {
        typeDefs: [
          typeDefs,
          '',
          [() => app],
          parse('type Extra { x: Int }'),
          ...parse('type More { x: Int }').definitions,
        ],
      },
    ],
    ['the module with the catalogue query', createErrorModule({ catalogueQuery: true }).typeDefs],
    [
      'a schema whose default values cannot be printed',
      new GraphQLSchema({
        query: new GraphQLObjectType({
          name: 'Query',
          fields: {
            list: {
              type: GraphQLString,
              args: {
                order: {
                  type: new GraphQLEnumType({ name: 'Order', values: { ASC: { value: 'asc' } } }),
                  defaultValue: 'ASC',
                },
              },
            },
          },
        }),
      }),
    ],
    [
      'an unrelated directive @errors, in a subgraph without the module',
      ['directive @errors(names: [String!]!) on FIELD_DEFINITION'],
      { into: 'federation' },
    ],
    ['a directive @errors with more locations', ['directive @errors(codes: [String!]!) on FIELD_DEFINITION | OBJECT']],
    [
      '@shareable on every field instead of the type',
      ['a', 'b'].map((name) => ({
        name,
        typeDefs: [
          link(', import: ["@shareable"]'),
          createErrorModule({ shareable: '@shareable' })
            .typeDefs.replace('type MessageError @shareable', 'type MessageError')
            .replace('message: String!', 'message: String! @shareable'),
        ],
      })),
      { into: 'federation' },
    ],
    [
      "a host's own Error, if the module is renamed",
      ['interface Error { reason: String }', createErrorModule({ typePrefix: 'Shop' }).typeDefs],
      { module: createErrorModule({ typePrefix: 'Shop' }) },
    ],
  ])('%s', (_case, inputs, options) => {
    expect(report(inputs, options)).toEqual([]);
  });
});

describe('checkMerge reports', () => {
  const schema = (extra = '', map: object = resolvers.ErrorCodeEnum) =>
    makeExecutableSchema({
      typeDefs: [typeDefs, app, extra],
      resolvers: [{ ...resolvers, ErrorCodeEnum: map as Record<string, string> }],
    });
  const foreign = { [Symbol.toStringTag]: 'GraphQLSchema' } as unknown as GraphQLSchema;

  it.each<[string, readonly MergeInput[], MergeCheckOptions, string[]]>([
    ['a schema built with another copy of graphql', [foreign], {}, ['error two-copies-of-graphql, input 1']],
    [
      'a type of another kind with the same name',
      ['interface Error { reason: String }'],
      {},
      ['error kind-clash, input 1, Error'],
    ],
    [
      'an unrelated Error',
      [{ name: 'shop', typeDefs: 'type Error { reason: String code: Int }' }],
      {},
      ['error foreign-type, shop, Error'],
    ],
    [
      'an additional field of Error, declared or extended, in subschemas',
      [typeDefs.replace('type Error {', 'type Error { path: String'), 'extend type Error { path: String }'],
      { into: 'stitching' },
      ['error fields-differ, input 1, Error', 'error fields-differ, input 2, Error'],
    ],
    [
      'an additional field of Error, in one schema',
      ['extend type Error { path: String }'],
      {},
      ['warning fields-differ, input 1, Error'],
    ],
    [
      'an additional argument of a field of Error',
      [typeDefs.replace('errorCode: ', 'errorCode(as: String): ')],
      {},
      ['error fields-differ, input 1, Error'],
    ],
    [
      'another type of a field of Error',
      [typeDefs.replace('errorCode: ErrorCodeEnum!', 'errorCode: ErrorCodeEnum')],
      {},
      ['error fields-differ, input 1, Error'],
    ],
    [
      "a union without the module's members, in SDL that is merged",
      ['type Other { x: Int } union DetailedError = Other'],
      {},
      ['warning members-missing, input 1, DetailedError'],
    ],
    [
      "a union without one of the module's members, in a subgraph",
      ['type MessageError { message: String! } union DetailedError = MessageError'],
      { into: 'federation' },
      ['error members-missing, input 1, DetailedError'],
    ],
    [
      'an unrelated directive @errors',
      ['directive @errors(names: [String!]!) on FIELD_DEFINITION | OBJECT'],
      {},
      ['error directive-clash, input 1, @errors'],
    ],
    [
      'an unrelated directive @errorCode',
      ['directive @errorCode(status: Int!) on ENUM_VALUE'],
      {},
      ['error directive-clash, input 1, @errorCode'],
    ],
    [
      'an unrelated directive @errorCode in a subgraph without the module',
      ['directive @errorCode(status: Int!) on ENUM_VALUE'],
      { into: 'federation' },
      [],
    ],
    [
      'codes that are described twice: a built-in one, and one of two hosts',
      [
        'extend enum ErrorCodeEnum { MFA_FAILED @errorCode(category: "mine") A @errorCode(category: "a") B }',
        'extend enum ErrorCodeEnum { A @errorCode(category: "b") B @errorCode(category: "b") }',
      ],
      {},
      ['warning code-twice, input 1, ErrorCodeEnum.MFA_FAILED', 'warning code-twice, input 2, ErrorCodeEnum.A'],
    ],
    [
      'codes with an invalid @errorCode, and the value of a built-in code',
      [
        'extend enum ErrorCodeEnum { QUOTA @errorCode(retry: "latr") SPENT @errorCode(replacedBy: "QUOTA") }',
        'extend enum ErrorCodeEnum { LOGIN @errorCode(value: "mfa_failed") GOOD @errorCode(details: ["Retry"]) }',
        'extend union DetailedError = Retry type Retry { seconds: Int }',
      ],
      {},
      [
        'error invalid-code, input 1, ErrorCodeEnum.QUOTA',
        'error invalid-code, input 1, ErrorCodeEnum.SPENT',
        'error invalid-code, input 2, ErrorCodeEnum.LOGIN',
      ],
    ],
    [
      'an unrelated enum with the same name, in SDL that is merged',
      ['enum ErrorCodeEnum { BROKEN }'],
      {},
      ['warning foreign-type, input 1, ErrorCodeEnum'],
    ],
    [
      'an unrelated enum with the same name, in a subschema',
      ['enum ErrorCodeEnum { BROKEN }'],
      { into: 'stitching' },
      ['error foreign-type, input 1, ErrorCodeEnum'],
    ],
    [
      'an older version of the module',
      [withoutCodes('WRONG_TOTP')],
      {},
      ['warning versions-differ, input 1, ErrorCodeEnum'],
    ],
    [
      'the module twice in one subgraph',
      [{ typeDefs: [typeDefs, typeDefs] }],
      { into: 'federation' },
      ['error module-twice, input 1'],
    ],
    [
      'a schema without internal values beside one that has them',
      [schema(), { name: 'bare', schema: buildASTSchema(parse(typeDefs + app)) }],
      {},
      ['warning enum-map-missing, bare, ErrorCodeEnum'],
    ],
    [
      'internal values at a stitching gateway',
      [schema()],
      { into: 'stitching', gatewayResolvers: resolvers },
      ['error enum-map-at-gateway, gatewayResolvers, ErrorCodeEnum'],
    ],
    [
      'resolvers in the form of @graphql-tools, for Mercurius',
      [{ typeDefs: [typeDefs, app], resolvers }],
      { into: 'mercurius' },
      ['error enum-map-ignored, input 1, ErrorCodeEnum and DetailedError.__resolveType'],
    ],
    [
      'two codes with one internal value',
      [schema('', { ...resolvers.ErrorCodeEnum, WRONG_TOTP: 'mfa_failed' })],
      {},
      ['error duplicate-internal-value, input 1, ErrorCodeEnum.WRONG_TOTP'],
    ],
    [
      'the enum as an argument and an input field, in subgraphs whose versions differ',
      [typeDefs, { name: 'old', typeDefs: [withoutCodes('WRONG_TOTP'), inputs] }],
      { into: 'federation' },
      [
        'error enum-as-input, old, Query.failures(codes:)',
        'error enum-as-input, old, Filter.code',
        'warning versions-differ, old, ErrorCodeEnum',
      ],
    ],
    [
      'the enum as an argument, an input field and a directive argument, in SDL and in a schema',
      [inputs, makeExecutableSchema({ typeDefs: [typeDefs, inputs] })],
      {},
      ['input 1', 'input 2'].flatMap((input) =>
        ['Query.failures(codes:)', 'Filter.code', '@may(fail:)'].map(
          (place) => `warning enum-as-input, ${input}, ${place}`,
        ),
      ),
    ],
    [
      'types that are not shareable in one of two subgraphs',
      [
        { name: 'users', typeDefs: [link(', import: ["@shareable"]'), typeDefs] },
        {
          name: 'shop',
          typeDefs: createErrorModule({ shareable: '@shareable' }).typeDefs + link(', import: ["@shareable"]'),
        },
      ],
      { into: 'federation' },
      ['Error', 'ActiveModelError', 'MessageError'].map((type) => `error not-shareable, users, ${type}`),
    ],
    [
      'types that are not shareable, in the only subgraph with the module',
      [{ name: 'users', typeDefs: [link(', import: ["@shareable"]'), typeDefs] }, app.replace('Error!', 'Int!')],
      { into: 'federation' },
      ['Error', 'ActiveModelError', 'MessageError'].map((type) => `warning not-shareable, users, ${type}`),
    ],
    [
      'a type with only some fields shareable',
      ['a', 'b'].map((name) => ({
        name,
        typeDefs: [
          link(', import: ["@shareable"]'),
          createErrorModule({ shareable: '@shareable' })
            .typeDefs.replace('type Error @shareable', 'type Error')
            .replace('errorCode: ErrorCodeEnum!', 'errorCode: ErrorCodeEnum! @shareable'),
        ],
      })),
      { into: 'federation' },
      ['error not-shareable, a, Error', 'error not-shareable, b, Error'],
    ],
    [
      '@shareable in a subgraph without @link',
      [createErrorModule({ shareable: '@shareable' }).typeDefs],
      { into: 'federation' },
      ['Error', 'ActiveModelError', 'MessageError'].map((type) => `error shareable-misspelt, input 1, ${type}`),
    ],
    [
      "the module's SDL without its resolvers",
      [{ typeDefs: [typeDefs, app], resolvers: [{ Mutation: {} }, undefined] }],
      {},
      ['warning resolvers-missing, input 1, Error.errorCode'],
    ],
    [
      'an internal value that is the name of another code',
      [
        {
          typeDefs,
          resolvers: { ...resolvers, ErrorCodeEnum: { ...resolvers.ErrorCodeEnum, MFA_FAILED: 'WRONG_TOTP' } },
        },
      ],
      {},
      ['error duplicate-internal-value, input 1, ErrorCodeEnum.MFA_FAILED'],
    ],
    [
      "a host's code with the internal value of another code, in a resolver map of its own",
      [{ typeDefs, resolvers: [resolvers, { ErrorCodeEnum: { QUOTA: 'mfa_failed' } }] }],
      {},
      ['error duplicate-internal-value, input 1, ErrorCodeEnum.QUOTA'],
    ],
    [
      'internal values at a stitching gateway, in one of several resolver maps',
      [schema()],
      { into: 'stitching', gatewayResolvers: [{}, resolvers] },
      ['error enum-map-at-gateway, gatewayResolvers, ErrorCodeEnum'],
    ],
    [
      'a schema built with another copy of graphql, in a federated graph',
      [foreign],
      { into: 'federation' },
      ['warning two-copies-of-graphql, input 1'],
    ],
    [
      'another spelling of @shareable than in the @link',
      [{ typeDefs: [link(''), createErrorModule({ shareable: '@shareable' }).typeDefs] }],
      { into: 'federation' },
      ['Error', 'ActiveModelError', 'MessageError'].map((type) => `error shareable-misspelt, input 1, ${type}`),
    ],
    [
      'a detail type that cannot be distinguished from the others',
      [schema('type Limit { limit: Int } extend union DetailedError = Limit')],
      {},
      ['warning member-without-type-check, input 1, Limit'],
    ],
    [
      'errors of the host that look like those of the module, in SDL',
      [{ name: 'shop', typeDefs: [typeDefs, app, problems] }],
      {},
      ['warning foreign-errors, shop, OrderPayload.errors', 'warning foreign-errors, shop, PaintPayload.errors'],
    ],
    [
      'the same, in the SDL of several inputs',
      [typeDefs, app, { name: 'shop', typeDefs: problems }],
      {},
      ['warning foreign-errors, shop, OrderPayload.errors', 'warning foreign-errors, shop, PaintPayload.errors'],
    ],
    [
      'the same, in a schema',
      [{ name: 'shop', schema: schema(problems) }],
      {},
      ['warning foreign-errors, shop, OrderPayload.errors', 'warning foreign-errors, shop, PaintPayload.errors'],
    ],
    [
      'a mutation whose boundary was replaced',
      [addResolversToSchema({ schema: withErrorPayloads(schema()), resolvers: { Mutation: { rename: () => null } } })],
      {},
      ['warning boundary-replaced, input 1, Mutation.rename'],
    ],
    [
      'a payload whose resolver of errors was replaced',
      [
        addResolversToSchema({
          schema: withErrorPayloads(schema()),
          resolvers: { RenamePayload: { errors: () => [] } },
        }),
      ],
      {},
      ['warning boundary-replaced, input 1, RenamePayload.errors'],
    ],
  ])('%s', (_case, inputs, options, expected) => {
    expect(report(inputs, options)).toEqual(expected);
    const texts = checkMerge(inputs, options).flatMap(({ what, why, fix }) => [what, why, fix]);
    expect(texts.filter((text) => !/[.?]$/.test(text))).toEqual([]);
  });

  it('errors before warnings', () => {
    expect(report([withoutCodes('WRONG_TOTP'), 'interface Error { reason: String }'])).toEqual([
      'error kind-clash, input 2, Error',
      'warning versions-differ, input 1, ErrorCodeEnum',
    ]);
  });
});

describe('a finding', () => {
  it('names a misspelt option "shareable"', () => {
    const typo = {
      typeDefs: [link(', import: ["@shareable"]'), createErrorModule({ shareable: '@sharable' }).typeDefs],
    };
    const [finding] = checkMerge([typo, typo], { into: 'federation' });
    expect(finding).toEqual({
      rule: 'shareable-misspelt',
      severity: 'error',
      where: 'input 1, Error',
      what: 'The directive is called @shareable in the @link of this subgraph, not @sharable.',
      why: 'Composition fails with INVALID_FIELD_SHARING: a type in several subgraphs must be shareable in each.',
      fix: 'Create the module with createErrorModule({ shareable: "@shareable" }).',
    });
  });

  it('lists the fields that differ, by how they differ', () => {
    const typeDefs = 'type Error { errorCode: String path: String reason: String }';
    expect(checkMerge({ typeDefs })[0]!.what).toBe(
      'The fields differ from Error of the module: missing "details"; added "path", "reason"; changed "errorCode".',
    );
  });

  it('names the types as the module names them', () => {
    const module = createErrorModule({ typePrefix: 'Shop' });
    const [finding] = checkMerge('extend type ShopError { path: String }', { module });
    expect(finding!.fix).toContain('"extend union ShopDetailedError"');
  });
});
