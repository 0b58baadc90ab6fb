import { symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { folderOf, runBlock, typeCheckBlocks, writeBlocks, type PageBlock } from '../docs/page-blocks.js';

const path = 'docs/testing.md';
const example: PageBlock = {
  has: "from '@apollo/client/testing'",
  before: `
    const { ApolloClient, gql, InMemoryCache } = await import('@apollo/client');
    const { MockLink: Link } = await import('@apollo/client/testing');
    const loginDocument = gql\`mutation Login($input: UsersLoginInput!) {
      usersLogin(input: $input) { userSession { id } errors { errorCode details { ... on MessageError { message } } } }
    }\`;`,
  after: `
    const client = new ApolloClient({
      link: new Link([wrongCode]),
      cache: new InMemoryCache({ possibleTypes: { DetailedError: ['ActiveModelError', 'MessageError'] } }),
    });
    const { data } = await client.mutate({ mutation: loginDocument, variables: { input: { username: 'nora' } } });
    console.log(JSON.stringify(data));`,
  prints: {
    usersLogin: {
      __typename: 'UsersLoginPayload',
      errors: [{ __typename: 'Error', errorCode: 'MFA_FAILED', details: [] }],
      userSession: null,
    },
  },
};

beforeAll(() => {
  writeBlocks(path, [example]);
  symlinkSync(resolve('test/clients/node_modules'), join(folderOf(path), 'node_modules'));
});

it('the mock of Apollo Client compiles and works as the page says', async () => {
  expect(await typeCheckBlocks(path)).toBe('');
  expect(await runBlock(path, example)).toEqual(example.prints);
});
