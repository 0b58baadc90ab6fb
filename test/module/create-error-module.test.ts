import { makeExecutableSchema, mergeSchemas } from '@graphql-tools/schema';
import { graphql, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import {
  ErrorCode,
  failure,
  resolvers,
  success,
  typeDefs,
  withErrorPayloads,
  type FailurePayload,
} from 'graphql-error-codes';

/** A host with one mutation that answers whatever the test gives it. */
const hostTypeDefs = /* GraphQL */ `
  type Query {
    greeting: String
  }
  type Mutation {
    rename(to: String): RenamePayload
  }
  type RenamePayload {
    name: String
    errors: [Error!]!
  }
`;
const host = (answer: () => unknown) => ({ Query: { greeting: () => 'hello' }, Mutation: { rename: answer } });

const mutation = /* GraphQL */ `
  mutation {
    rename {
      name
      errors {
        errorCode
        details {
          __typename
          ... on ActiveModelError {
            attribute
            type
          }
          ... on MessageError {
            message
          }
        }
      }
    }
  }
`;

const run = async (schema: GraphQLSchema, source = mutation) =>
  JSON.parse(JSON.stringify(await graphql({ schema, source })));

const taken = failure(ErrorCode.INVALID_SETTING, { attribute: 'name', type: 'taken' }, { message: 'Ask its owner.' });
const takenOnTheWire = {
  data: {
    rename: {
      name: null,
      errors: [
        {
          errorCode: 'INVALID_SETTING',
          details: [
            { __typename: 'ActiveModelError', attribute: 'name', type: 'taken' },
            { __typename: 'MessageError', message: 'Ask its owner.' },
          ],
        },
      ],
    },
  },
};

describe('the module', () => {
  const executable = (answer: () => unknown) =>
    makeExecutableSchema({ typeDefs: [typeDefs, hostTypeDefs], resolvers: [resolvers, host(answer)] });

  it('works in makeExecutableSchema', async () => {
    expect(await run(executable(() => taken))).toEqual(takenOnTheWire);
    expect(await run(executable(() => success({ name: 'nora' })))).toEqual({
      data: { rename: { name: 'nora', errors: [] } },
    });
  });

  it.each(['before', 'after'])('works when it comes %s a foreign schema that is merged with it', async (place) => {
    const foreign = makeExecutableSchema({
      typeDefs: 'type Query { weather: Weather } enum Weather { SUNNY }',
      resolvers: { Weather: { SUNNY: 'sunny' }, Query: { weather: () => 'sunny' } },
    });
    const ours = executable(() => taken);
    const merged = mergeSchemas({ schemas: place === 'before' ? [ours, foreign] : [foreign, ours] });
    expect(await run(merged)).toEqual(takenOnTheWire);
    expect(await run(merged, '{ weather greeting }')).toEqual({ data: { weather: 'SUNNY', greeting: 'hello' } });
  });

  it('delivers a code that the host added, by its name and by the value the host gave it', async () => {
    for (const code of ['QUOTA_EXCEEDED', 'quota-exceeded']) {
      const schema = makeExecutableSchema({
        typeDefs: [typeDefs, hostTypeDefs, 'extend enum ErrorCodeEnum { QUOTA_EXCEEDED }'],
        resolvers: [
          resolvers,
          host(() => ({ errors: [{ errorCode: code }] })),
          { ErrorCodeEnum: { QUOTA_EXCEEDED: 'quota-exceeded' } },
        ],
      });
      const { data } = await run(schema, 'mutation { rename { errors { errorCode } } }');
      expect(data.rename.errors).toEqual([{ errorCode: 'QUOTA_EXCEEDED' }]);
    }
  });

  it('delivers every code by internal value and by name', async () => {
    for (const [name, value] of Object.entries(ErrorCode)) {
      for (const code of [name, value]) {
        const { data } = await run(executable(() => ({ errors: [{ errorCode: code, details: [] }] })));
        expect(data.rename.errors).toEqual([{ errorCode: name, details: [] }]);
      }
    }
  });

  it('names a code that it does not know, and the one that was probably meant', async () => {
    const { errors } = await run(executable(() => ({ errors: [{ errorCode: 'mfa_faild' }] })));
    expect(errors[0].message).toBe(
      'Error.errorCode answered "mfa_faild", which ErrorCodeEnum does not declare. Did you mean MFA_FAILED?',
    );
  });

  it('reads a code where a stitching gateway puts it: under the alias of the query', async () => {
    const answer = (): unknown => ({ errors: [{ code: 'MFA_FAILED' }] });
    const { data } = await run(executable(answer), 'mutation { rename { errors { code: errorCode } } }');
    expect(data.rename.errors).toEqual([{ code: 'MFA_FAILED' }]);
  });

  describe('DetailedError', () => {
    const extended = (detail: unknown, resolver = {}) =>
      makeExecutableSchema({
        typeDefs: [typeDefs, hostTypeDefs, 'extend union DetailedError = LimitError type LimitError { limit: Int! }'],
        resolvers: [
          resolvers,
          host(() => ({ errors: [{ errorCode: ErrorCode.INVALID_SETTING, details: [detail] }] })),
          resolver,
        ],
      });
    const limit = 'mutation { rename { errors { details { __typename ... on LimitError { limit } } } } }';
    const answered = { data: { rename: { errors: [{ details: [{ __typename: 'LimitError', limit: 3 }] }] } } };

    it("takes a host's third member by its __typename", async () => {
      expect(await run(extended({ __typename: 'LimitError', limit: 3 }), limit)).toEqual(answered);
    });

    it.each([
      ['isTypeOf', (value: object) => 'limit' in value],
      ['an isTypeOf that answers later', async (value: object) => 'limit' in value],
    ])("takes a host's third member by %s", async (_case, isTypeOf) => {
      const schema = extended({ limit: 3 }, { LimitError: { __isTypeOf: isTypeOf } });
      expect(await run(schema, limit)).toEqual(answered);
    });

    it("keeps its own member for its own details, where a host's has the same fields", async () => {
      const schema = makeExecutableSchema({
        typeDefs: [typeDefs, hostTypeDefs, 'type Note { message: String! } extend union DetailedError = Note'],
        resolvers: [resolvers, host(() => failure(ErrorCode.MFA_FAILED, { message: 'No.' }))],
      });
      const { data } = await run(schema, 'mutation { rename { errors { details { __typename } } } }');
      expect(data.rename.errors).toEqual([{ details: [{ __typename: 'MessageError' }] }]);
    });

    it.each([
      ["has a field more that is another member's", { message: 'No.', limit: 3 }],
      ['lacks a field', { attribute: 'name' }],
    ])('does not take for its own a detail that %s', async (_case, detail) => {
      const { data, errors } = await run(
        makeExecutableSchema({
          typeDefs: [
            typeDefs,
            hostTypeDefs,
            'extend union DetailedError = Limit type Limit { message: String! limit: Int! }',
          ],
          resolvers: [resolvers, host(() => ({ errors: [{ errorCode: 'MFA_FAILED', details: [detail] }] }))],
        }),
        'mutation { rename { errors { details { __typename } } } }',
      );
      expect(data.rename.errors).toEqual([{ details: null }]);
      expect(errors).toHaveLength(1);
    });

    it('takes whatever is true for a yes, and outlives a check that fails after another has said yes', async () => {
      const schema = makeExecutableSchema({
        typeDefs: [
          typeDefs,
          hostTypeDefs,
          'extend union DetailedError = Early | LimitError type Early { x: Int } type LimitError { limit: Int! }',
        ],
        resolvers: [
          resolvers,
          host(() => ({ errors: [{ errorCode: ErrorCode.INVALID_SETTING, details: [{ limit: 3 }] }] })),
          {
            Early: { __isTypeOf: () => Promise.reject(new Error('too late')) as never },
            LimitError: { __isTypeOf: ({ limit }: { limit: number }) => limit as never },
          },
        ],
      });
      expect(await run(schema, limit)).toEqual(answered);
    });

    it('knows its own member when the host has added a field to it', async () => {
      const schema = makeExecutableSchema({
        typeDefs: [typeDefs, hostTypeDefs, 'extend type MessageError { hint: String }'],
        resolvers: [resolvers, host(() => failure(ErrorCode.MFA_FAILED, { message: 'No.' }))],
      });
      const { data } = await run(schema, 'mutation { rename { errors { details { __typename } } } }');
      expect(data.rename.errors).toEqual([{ details: [{ __typename: 'MessageError' }] }]);
    });

    it('needs no type to be passed: graphql-jit passes none', () => {
      const schema = extended({ limit: 3 });
      const returnType = (schema.getType('Error') as GraphQLObjectType).getFields().details!.type;
      const resolve = resolvers.DetailedError.__resolveType;
      expect(resolve({ message: 'No.' }, {}, { schema, returnType })).toBe('MessageError');
    });

    it('does not guess: a detail of no known shape is an error that keeps the code', async () => {
      const { data, errors } = await run(
        extended({ limit: 3 }),
        'mutation { rename { errors { errorCode details { __typename } } } }',
      );
      expect(data.rename.errors).toEqual([{ errorCode: 'INVALID_SETTING', details: null }]);
      expect(errors).toHaveLength(1);
    });
  });
});

describe('success and failure', () => {
  it('are plain payloads', () => {
    expect(success({ name: 'nora' })).toEqual({ name: 'nora', errors: [] });
    expect(failure(ErrorCode.MFA_FAILED)).toEqual({
      errors: [{ errorCode: 'mfa_failed', details: [] }],
    } satisfies FailurePayload);
  });
});

describe('withErrorPayloads', () => {
  it('returns the schema that it was given', () => {
    const schema = makeExecutableSchema({ typeDefs: [typeDefs, hostTypeDefs], resolvers });
    expect(withErrorPayloads(schema)).toBe(schema);
  });
});
