import { makeExecutableSchema } from '@graphql-tools/schema';
import { buildASTSchema, parse, print, visit, type GraphQLSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import {
  checkMerge,
  describeFinding,
  MergeError,
  type MergeCheckOptions,
  type MergeInput,
} from '../../src/graphql/merge-check.js';
import { createErrorModule, resolvers, typeDefs } from '../../src/index.js';

const app = `
  type Query { ok: Boolean }
  type Mutation { rename: RenamePayload }
  type RenamePayload { name: String errors: [Error!]! }
`;
const link = (arguments_: string) =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9"${arguments_})`;
const withoutCodes = (...codes: string[]) =>
  print(visit(parse(typeDefs), { EnumValueDefinition: ({ name }) => (codes.includes(name.value) ? null : undefined) }));

/** The findings, each as rule, severity and place. */
const found = (inputs: MergeInput | readonly MergeInput[], options?: MergeCheckOptions) =>
  checkMerge(inputs, options).map(({ rule, severity, where }) => `${severity} ${rule}, ${where}`);

describe('checkMerge has nothing to say of', () => {
  const executable = (errors = createErrorModule()) =>
    makeExecutableSchema({ typeDefs: [errors.typeDefs, app], resolvers: [errors.resolvers] });
  const federated = (spelling: string, imported: string) => ({
    typeDefs: [link(imported), createErrorModule({ federation: spelling }).typeDefs, app],
    resolvers,
  });

  it.each<[string, MergeInput | readonly MergeInput[], MergeCheckOptions?]>([
    ['a host without the module', app],
    ['the module beside a host', [typeDefs, app]],
    ['the module with its resolvers', { typeDefs: [typeDefs, app], resolvers: [resolvers] }],
    ['two schemas that both have it', [executable(), executable()]],
    [
      'the same without internal values',
      [executable(createErrorModule({ values: 'name' })), executable(createErrorModule({ values: 'name' }))],
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
      "a host's Error, where the module has other names",
      ['interface Error { reason: String }', createErrorModule({ names: { prefix: 'Shop' } }).typeDefs],
      { errors: createErrorModule({ names: { prefix: 'Shop' } }) },
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
      'an Error with a field more, declared or extended',
      [typeDefs.replace('type Error {', 'type Error { path: String'), 'extend type Error { path: String }'],
      {},
      ['error fields-differ, input 1, Error', 'error fields-differ, input 2, Error'],
    ],
    [
      'an Error with a field of another type',
      [typeDefs.replace('errorCode: ErrorCodeEnum!', 'errorCode: ErrorCodeEnum')],
      {},
      ['error fields-differ, input 1, Error'],
    ],
    [
      'a union without our members',
      ['type Other { x: Int } union DetailedError = Other'],
      {},
      ['error members-missing, input 1, DetailedError'],
    ],
    [
      'another directive @errors',
      ['directive @errors(names: [String!]!) on FIELD_DEFINITION | OBJECT'],
      {},
      ['error directive-clash, input 1, @errors'],
    ],
    [
      'an enum of the same name that is another',
      ['enum ErrorCodeEnum { BROKEN }'],
      {},
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
      ['error enum-map-missing, bare, ErrorCodeEnum'],
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
      ['error enum-map-ignored, input 1, ErrorCodeEnum'],
    ],
    [
      'two codes with one internal value',
      [schema('', { ...resolvers.ErrorCodeEnum, WRONG_TOTP: 'mfa_failed' })],
      {},
      ['error duplicate-internal-value, input 1, ErrorCodeEnum.WRONG_TOTP'],
    ],
    [
      'the enum as the type of an argument, an input field and an argument of a directive',
      [
        `type Query { failures(codes: [ErrorCodeEnum!]!): Int }
        input Filter { code: ErrorCodeEnum other: Int }
        directive @may(fail: [ErrorCodeEnum]) on FIELD_DEFINITION`,
      ],
      { into: 'federation' },
      [
        'error enum-as-input, input 1, Query.failures(codes:)',
        'error enum-as-input, input 1, Filter.code',
        'error enum-as-input, input 1, @may(fail:)',
      ],
    ],
    [
      'that in one schema, where it works',
      ['input Filter { code: ErrorCodeEnum }'],
      {},
      ['warning enum-as-input, input 1, Filter.code'],
    ],
    [
      'types that are not shareable',
      [{ name: 'users', typeDefs: [link(', import: ["@shareable"]'), typeDefs] }],
      { into: 'federation' },
      ['Error', 'ActiveModelError', 'MessageError'].map((type) => `error not-shareable, users, ${type}`),
    ],
    [
      'types that are shareable in another spelling',
      [{ typeDefs: [link(''), createErrorModule({ federation: '@shareable' }).typeDefs] }],
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
  fix: rename the types of the module: createErrorModule({ names: { prefix: "..." } })`,
    );
  });

  it('is thrown when strict, if it is an error', () => {
    const clash = 'interface Error { reason: String }';
    expect(() => checkMerge(clash, { strict: true })).toThrow(MergeError);
    expect(() => checkMerge(clash, { strict: true })).toThrow('This would break:\n- error kind-clash, input 1, Error');
    expect(checkMerge(withoutCodes('WRONG_TOTP'), { strict: true })).toHaveLength(1);
  });
});
