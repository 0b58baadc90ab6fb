import { ApolloServer } from '@apollo/server';
import { expect, it } from 'vitest';
import { ErrorCode, failure, resolvers, typeDefs } from 'graphql-error-codes';

it('the module works in Apollo Server', async () => {
  const server = new ApolloServer({
    typeDefs: [
      typeDefs,
      'type Query { ok: Boolean } type Mutation { rename: Payload } type Payload { name: String errors: [Error!]! }',
    ],
    resolvers: [
      resolvers,
      { Mutation: { rename: () => failure(ErrorCode.INVALID_SETTING, { attribute: 'name', type: 'taken' }) } },
    ],
  });
  const query =
    'mutation { rename { name errors { errorCode details { __typename ... on ActiveModelError { attribute } } } } }';
  const { body } = await server.executeOperation({ query });
  await server.stop();
  expect(body.kind === 'single' && JSON.parse(JSON.stringify(body.singleResult))).toEqual({
    data: {
      rename: {
        name: null,
        errors: [{ errorCode: 'INVALID_SETTING', details: [{ __typename: 'ActiveModelError', attribute: 'name' }] }],
      },
    },
  });
});
