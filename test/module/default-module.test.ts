import { ApolloServer } from '@apollo/server';
import { makeExecutableSchema, mergeSchemas } from '@graphql-tools/schema';
import { describe, expect, it } from 'vitest';
import { ErrorCode, failure, resolvers, success, typeDefs } from 'graphql-error-codes';
import { details, execute } from '../host.js';

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
const build = (payload: unknown) =>
  makeExecutableSchema({
    typeDefs: [typeDefs, hostTypeDefs],
    resolvers: [resolvers, { Query: { greeting: () => 'hello' }, Mutation: { rename: () => payload } }],
  });

const source = `mutation { rename { name errors { errorCode ${details} } } }`;
const taken = failure(ErrorCode.INVALID_SETTING, { attribute: 'name', type: 'taken' }, { message: 'Ask its owner.' });
const failedAsTaken = {
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

describe('the default module', () => {
  it('works in makeExecutableSchema', async () => {
    expect(await execute(build(taken), source)).toEqual(failedAsTaken);
    expect(await execute(build(success({ name: 'nora' })), source)).toEqual({
      data: { rename: { name: 'nora', errors: [] } },
    });
  });

  it.each(['before', 'after'])('works when its schema is merged %s a foreign schema', async (place) => {
    const foreign = makeExecutableSchema({
      typeDefs: 'type Query { weather: Weather } enum Weather { SUNNY }',
      resolvers: { Weather: { SUNNY: 'sunny' }, Query: { weather: () => 'sunny' } },
    });
    const own = build(taken);
    const merged = mergeSchemas({ schemas: place === 'before' ? [own, foreign] : [foreign, own] });
    expect(await execute(merged, source)).toEqual(failedAsTaken);
    expect(await execute(merged, '{ weather greeting }')).toEqual({ data: { weather: 'SUNNY', greeting: 'hello' } });
  });

  it('works in Apollo Server', async () => {
    const server = new ApolloServer({
      typeDefs: [typeDefs, hostTypeDefs],
      resolvers: [resolvers, { Mutation: { rename: () => taken } }],
    });
    const { body } = await server.executeOperation({ query: source });
    await server.stop();
    expect(body.kind === 'single' && JSON.parse(JSON.stringify(body.singleResult))).toEqual(failedAsTaken);
  });
});
