import { makeExecutableSchema } from '@graphql-tools/schema';
import { graphql } from 'graphql';
import { describe, expect, it } from 'vitest';
import { ErrorCode, MutationError, resolvers, typeDefs, withErrorPayloads } from '../src/index.js';

const run = async (
  rename: (...args: never[]) => unknown,
  source = 'mutation { rename { name errors { errorCode details { __typename } } } }',
) => {
  const schema = withErrorPayloads(
    makeExecutableSchema({
      typeDefs: [
        typeDefs,
        `type Query { ok: Boolean }
        type Mutation { rename(input: RenameInput): RenamePayload }
        input RenameInput { clientMutationId: String }
        type RenamePayload { clientMutationId: String name: String errors: [Error!]! }`,
      ],
      resolvers: [resolvers, { Mutation: { rename } }],
    }),
  );
  return JSON.parse(JSON.stringify(await graphql({ schema, source })));
};

const refused = {
  data: {
    rename: { name: null, errors: [{ errorCode: 'INVALID_SETTING', details: [{ __typename: 'MessageError' }] }] },
  },
};

describe('withErrorPayloads', () => {
  it('answers a thrown MutationError as a payload error, sync and async', async () => {
    const error = () => new MutationError(ErrorCode.INVALID_SETTING, { message: 'no' });
    expect(
      await run(() => {
        throw error();
      }),
    ).toEqual(refused);
    expect(
      await run(async () => {
        throw error();
      }),
    ).toEqual(refused);
  });

  it('leaves every other error a top-level error', async () => {
    const answer = await run(() => {
      throw new Error('a bug');
    });
    expect(answer).toMatchObject({ data: { rename: null }, errors: [{ message: 'a bug', path: ['rename'] }] });
  });

  it('echoes clientMutationId in failures, too', async () => {
    const answer = await run(() => {
      throw new MutationError(ErrorCode.INVALID_SETTING);
    }, 'mutation { rename(input: { clientMutationId: "7" }) { clientMutationId errors { errorCode } } }');
    expect(answer.data.rename).toEqual({ clientMutationId: '7', errors: [{ errorCode: 'INVALID_SETTING' }] });
  });
});
