import { makeExecutableSchema } from '@graphql-tools/schema';
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
import {
  checkMerge,
  describeFinding,
  MergeError,
  type MergeCheckOptions,
  type MergeInput,
} from 'graphql-error-codes/merge-check';
import { createErrorModule, resolvers, typeDefs } from 'graphql-error-codes';

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

/** The findings, each as rule, severity and place. */
const found = (inputs: MergeInput | readonly MergeInput[], options?: MergeCheckOptions) =>
  checkMerge(inputs, options).map(({ rule, severity, where }) => `${severity} ${rule}, ${where}`);

describe('checkMerge has nothing to say of', () => {
  const executable = (errors = createErrorModule()) =>
    makeExecutableSchema({ typeDefs: [errors.typeDefs, app], resolvers: [errors.resolvers] });
  const federated = (spelling: string, imported: string) => ({
    typeDefs: [link(imported), createErrorModule({ shareable: spelling }).typeDefs, app],
    resolvers,
  });

  it.each<[string, MergeInput | readonly MergeInput[], MergeCheckOptions?]>([
    ['a host without the module', app],
    ['the module beside a host', [typeDefs, app]],
    ['the module with its resolvers', { typeDefs: [typeDefs, app], resolvers: [resolvers] }],
    ['two schemas that both have it', [executable(), executable()]],
    [
      'the same without internal values',
      [executable(createErrorModule({ enumValues: 'name' })), executable(createErrorModule({ enumValues: 'name' }))],
    ],
    [
      'subschemas of which one has no internal values',
      [executable(), buildASTSchema(parse(typeDefs + app))],
      { into: 'stitching' },
    ],
    [
      "a stitching gateway with the module's gatewayResolvers",
      [executable()],
      { into: 'stitching', gatewayResolvers: createErrorModule().gatewayResolvers },
    ],
    [
      'subgraphs that spell @shareable in their own way',
      [
        federated('@shareable', ', import: ["@key", "@shareable"]'),
        federated('@federation__shareable', ''),
        federated('@fed__shareable', ', as: "fed"'),
        federated('@share', ', import: [{ name: "@shareable", as: "@share" }]'),
      ],
      { into: 'federation' },
    ],
    ['subgraphs of federation 1', [{ typeDefs: [typeDefs, app], resolvers }], { into: 'federation' }],
    [
      'Mercurius with the resolvers that it reads',
      { typeDefs: [typeDefs, app], resolvers: createErrorModule().mercuriusResolvers },
      { into: 'mercurius' },
    ],
    [
      "a host's code, and a host's detail that can be told",
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
      'a host that extends the enum beside the module, with its resolvers elsewhere',
      [
        { typeDefs, resolvers },
        { name: 'shop', typeDefs: [app, 'extend enum ErrorCodeEnum { QUOTA }'], resolvers: { Mutation: {} } },
      ],
    ],
    [
      'typeDefs in every form',
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
    ['the module with the query of its catalogue', createErrorModule({ catalogueQuery: true }).typeDefs],
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
      'another directive @errors, in a subgraph without the module',
      ['directive @errors(names: [String!]!) on FIELD_DEFINITION'],
      { into: 'federation' },
    ],
    ['a directive @errors for more places', ['directive @errors(codes: [String!]!) on FIELD_DEFINITION | OBJECT']],
    [
      'a field-wise @shareable, as SDL',
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
      "a host's Error, where the module has other names",
      ['interface Error { reason: String }', createErrorModule({ typePrefix: 'Shop' }).typeDefs],
      { module: createErrorModule({ typePrefix: 'Shop' }) },
    ],
  ])('%s', (_case, inputs, options) => {
    expect(found(inputs, options)).toEqual([]);
  });
});

describe('checkMerge finds', () => {
  const schema = (extra = '', map: object = resolvers.ErrorCodeEnum) =>
    makeExecutableSchema({
      typeDefs: [typeDefs, app, extra],
      resolvers: [{ ...resolvers, ErrorCodeEnum: map as Record<string, string> }],
    });
  const foreign = { [Symbol.toStringTag]: 'GraphQLSchema' } as unknown as GraphQLSchema;

  it.each<[string, readonly MergeInput[], MergeCheckOptions, string[]]>([
    ['a schema of another copy of graphql', [foreign], {}, ['error two-copies-of-graphql, input 1']],
    ['another kind of the same name', ['interface Error { reason: String }'], {}, ['error kind-clash, input 1, Error']],
    [
      'an Error of another shape',
      [{ name: 'shop', typeDefs: 'type Error { reason: String code: Int }' }],
      {},
      ['error foreign-type, shop, Error'],
    ],
    [
      'an Error with a field more, declared or extended, where it is composed',
      [typeDefs.replace('type Error {', 'type Error { path: String'), 'extend type Error { path: String }'],
      { into: 'stitching' },
      ['error fields-differ, input 1, Error', 'error fields-differ, input 2, Error'],
    ],
    [
      'that in one schema, where it works',
      ['extend type Error { path: String }'],
      {},
      ['warning fields-differ, input 1, Error'],
    ],
    [
      'an Error with arguments more',
      [typeDefs.replace('errorCode: ', 'errorCode(as: String): ')],
      {},
      ['error fields-differ, input 1, Error'],
    ],
    [
      'an Error with a field of another type',
      [typeDefs.replace('errorCode: ErrorCodeEnum!', 'errorCode: ErrorCodeEnum')],
      {},
      ['error fields-differ, input 1, Error'],
    ],
    [
      'a union without our members, in SDL that is merged',
      ['type Other { x: Int } union DetailedError = Other'],
      {},
      ['warning members-missing, input 1, DetailedError'],
    ],
    [
      'a union without one of our members, in a subgraph',
      ['type MessageError { message: String! } union DetailedError = MessageError'],
      { into: 'federation' },
      ['error members-missing, input 1, DetailedError'],
    ],
    [
      'another directive @errors',
      ['directive @errors(names: [String!]!) on FIELD_DEFINITION | OBJECT'],
      {},
      ['error directive-clash, input 1, @errors'],
    ],
    [
      'an enum of the same name that is another, in SDL that is merged',
      ['enum ErrorCodeEnum { BROKEN }'],
      {},
      ['warning foreign-type, input 1, ErrorCodeEnum'],
    ],
    [
      'an enum of the same name that is another, in a subschema',
      ['enum ErrorCodeEnum { BROKEN }'],
      { into: 'stitching' },
      ['error foreign-type, input 1, ErrorCodeEnum'],
    ],
    ['an older version', [withoutCodes('WRONG_TOTP')], {}, ['warning versions-differ, input 1, ErrorCodeEnum']],
    [
      'the module twice in a subgraph',
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
      ["error enum-map-at-gateway, the gateway's resolvers, ErrorCodeEnum"],
    ],
    [
      'resolvers that Mercurius does not read',
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
      'the enum as the type of an argument and an input field, where versions differ',
      [typeDefs, { name: 'old', typeDefs: [withoutCodes('WRONG_TOTP'), inputs] }],
      { into: 'federation' },
      [
        'error enum-as-input, old, Query.failures(codes:)',
        'error enum-as-input, old, Filter.code',
        'warning versions-differ, old, ErrorCodeEnum',
      ],
    ],
    [
      'that in one schema and in a built one, where it works',
      [inputs, makeExecutableSchema({ typeDefs: [typeDefs, inputs] })],
      {},
      ['input 1', 'input 2'].flatMap((input) =>
        ['Query.failures(codes:)', 'Filter.code', '@may(fail:)'].map(
          (place) => `warning enum-as-input, ${input}, ${place}`,
        ),
      ),
    ],
    [
      'types that are not shareable in two subgraphs, or in one alone',
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
      'types that are not shareable, in the only subgraph that has them',
      [{ name: 'users', typeDefs: [link(', import: ["@shareable"]'), typeDefs] }, app.replace('Error!', 'Int!')],
      { into: 'federation' },
      ['Error', 'ActiveModelError', 'MessageError'].map((type) => `warning not-shareable, users, ${type}`),
    ],
    [
      'a type of which only some fields are shareable',
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
      '@shareable where nothing links it',
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
      'internal values at a stitching gateway, in one of several maps',
      [schema()],
      { into: 'stitching', gatewayResolvers: [{}, resolvers] },
      ["error enum-map-at-gateway, the gateway's resolvers, ErrorCodeEnum"],
    ],
    [
      'a schema of another copy of graphql that is composed from its SDL',
      [foreign],
      { into: 'federation' },
      ['warning two-copies-of-graphql, input 1'],
    ],
    [
      'types that are shareable in another spelling',
      [{ typeDefs: [link(''), createErrorModule({ shareable: '@shareable' }).typeDefs] }],
      { into: 'federation' },
      ['Error', 'ActiveModelError', 'MessageError'].map((type) => `error shareable-misspelt, input 1, ${type}`),
    ],
    [
      'a member of the union that nothing tells from the others',
      [schema('type Limit { limit: Int } extend union DetailedError = Limit')],
      {},
      ['warning member-without-type-check, input 1, Limit'],
    ],
  ])('%s', (_case, inputs, options, expected) => {
    expect(found(inputs, options)).toEqual(expected);
  });

  it('errors before warnings', () => {
    expect(found([withoutCodes('WRONG_TOTP'), 'interface Error { reason: String }'])).toEqual([
      'error kind-clash, input 2, Error',
      'warning versions-differ, input 1, ErrorCodeEnum',
    ]);
  });
});

describe('a finding', () => {
  it('says what, where, why and the fix', () => {
    const [finding] = checkMerge({ name: 'shop', typeDefs: 'interface Error { reason: String }' });
    expect(describeFinding(finding!)).toBe(
      `- error kind-clash, shop, Error: it is declared as interface, and by the module as type
  why: tools that merge SDL let the last one win, without a word
  fix: rename the types of the module: createErrorModule({ typePrefix: "..." })`,
    );
  });

  it('is thrown when strict, if it is an error', () => {
    const clash = 'interface Error { reason: String }';
    expect(() => checkMerge(clash, { throwOnError: true })).toThrow(MergeError);
    expect(() => checkMerge(clash, { throwOnError: true })).toThrow(
      'The merge would break:\n- error kind-clash, input 1, Error',
    );
    expect(checkMerge(withoutCodes('WRONG_TOTP'), { throwOnError: true })).toHaveLength(1);
  });
});

describe('options that cannot be', () => {
  it.each([
    [{ stric: true }, 'checkMerge has no option "stric". Did you mean strict?'],
    [{ into: 'federated' }, 'into is "federated": give "schema", "stitching", "federation", "mercurius".'],
    [{ errors: { typePrefix: 'Shop' } }, 'errors is no module: give what createErrorModule returns, not its options.'],
  ])('are refused: %j', (options, message) => {
    expect(() => checkMerge(app, options as MergeCheckOptions)).toThrow(new TypeError(message));
  });

  it('do not hide a misspelt @shareable', () => {
    const typo = {
      typeDefs: [link(', import: ["@shareable"]'), createErrorModule({ shareable: '@sharable' }).typeDefs],
    };
    expect(found([typo, typo], { into: 'federation' })[0]).toBe('error shareable-misspelt, input 1, Error');
  });
});

describe('what cannot be read', () => {
  it.each<[unknown, string]>([
    [
      undefined,
      'checkMerge got input 1 as undefined: give SDL, a document, a schema, { typeDefs, resolvers } or { schema }.',
    ],
    [5, 'checkMerge got input 1 as number: give SDL, a document, a schema, { typeDefs, resolvers } or { schema }.'],
    [
      { name: 'shop', schema: undefined },
      'checkMerge got input 1 as object: give SDL, a document, a schema, { typeDefs, resolvers } or { schema }.',
    ],
    [
      { name: 'shop', typeDefs: [7] },
      'checkMerge got typeDefs of shop that are 7: give SDL, a document, or a list of them.',
    ],
    [
      { name: 'shop', typeDefs: 'type Query {' },
      'The SDL of shop, line 1, column 13 cannot be parsed: Syntax Error: Expected Name, found <EOF>.',
    ],
  ])('is named: %j', (input, message) => {
    expect(() => checkMerge([input as MergeInput])).toThrow(message);
  });
});
