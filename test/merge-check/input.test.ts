import { GraphQLError } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createErrorModule } from 'graphql-error-codes';
import { checkMerge, type MergeCheckOptions, type MergeInput } from 'graphql-error-codes/merge-check';

describe('checkMerge rejects', () => {
  it.each<[unknown, string]>([
    [null, 'checkMerge expects an options object, got null.'],
    [{ strict: true }, 'checkMerge has no option "strict". It accepts into, module, gatewayResolvers, throwOnError.'],
    [{ throwOnErrors: true }, 'checkMerge has no option "throwOnErrors". Did you mean "throwOnError"?'],
    [
      { into: 'federated' },
      'checkMerge: "into" must be "schema", "stitching", "federation" or "mercurius", got "federated". Did you mean "federation"?',
    ],
    [{ module: {} }, 'checkMerge: "module" must be a module that createErrorModule returned, not its options, got {}.'],
    [
      { module: { typePrefix: 'Shop' } },
      'checkMerge: "module" must be a module that createErrorModule returned, not its options, got {"typePrefix":"Shop"}.',
    ],
    [
      { module: { typeDefs: 'type Error', typeNames: null } },
      'checkMerge: "module" must be a module that createErrorModule returned, not its options, got {"typeDefs":"type Error","typeNames":null}.',
    ],
    [{ gatewayResolvers: [null] }, 'checkMerge: "gatewayResolvers" must be resolvers, or a list of them, got [null].'],
    [{ throwOnError: 'no' }, 'checkMerge: "throwOnError" must be true or false, got "no".'],
  ])('the options %j', (options, message) => {
    expect(() => checkMerge('type Query { ok: Boolean }', options as MergeCheckOptions)).toThrow(
      new TypeError(message),
    );
  });

  const expected = 'checkMerge: input 1 must be SDL, a document, a schema, { typeDefs, resolvers } or { schema }';

  it.each<[unknown, string]>([
    [undefined, `${expected}, got undefined.`],
    [null, `${expected}, got null.`],
    [5, `${expected}, got 5.`],
    [{ name: 'shop', schema: undefined }, `${expected}, got an object with the keys ["name","schema"].`],
    [
      { name: 'shop', typeDefs: [7] },
      'checkMerge: "typeDefs" of shop must be SDL, a document, or a list of them, got 7.',
    ],
  ])('the input %j', (input, message) => {
    expect(() => checkMerge([input as MergeInput])).toThrow(new TypeError(message));
  });

  it('SDL with a syntax error, naming the input and the place', () => {
    const check = () => checkMerge(['type Query { ok: Boolean }', { name: 'shop', typeDefs: 'type Query {' }]);
    expect(check).toThrow(GraphQLError);
    expect(check).toThrow(
      'checkMerge cannot parse the SDL of shop, line 1, column 13: Syntax Error: Expected Name, found <EOF>.',
    );
  });
});

describe('checkMerge accepts', () => {
  it('an object with the typeDefs and typeNames of a module', () => {
    const { typeDefs, typeNames } = createErrorModule({ typePrefix: 'Shop' });
    expect(checkMerge(typeDefs, { module: { typeDefs, typeNames } })).toEqual([]);
  });

  it('options that are undefined, as absent', () => {
    const options: object = {
      into: undefined,
      module: undefined,
      gatewayResolvers: undefined,
      throwOnError: undefined,
    };
    expect(checkMerge('type Query { ok: Boolean }', options)).toEqual([]);
  });
});
