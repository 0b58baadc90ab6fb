import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { failure, MutationError, resolvers, success, typeDefs, withErrorPayloads } from 'graphql-error-codes';

// Your schema: payloads have `errors`, and `@errors` declares the codes of a mutation.
const app = `#graphql
  type Query { version: String }
  type Mutation {
    usersLogin(input: UsersLoginInput!): UsersLoginPayload @errors(codes: ["INVALID_LOGIN_DATA", "MFA_FAILED"])
  }
  input UsersLoginInput { username: String!, password: String!, totp: String }
  type UsersLoginPayload { token: String, errors: [Error!]! }
`;

type LoginInput = { username: string; password: string; totp?: string };

const mia = { username: 'mia', password: 'secret', totp: '123456' };

async function findUser({ username, password }: LoginInput) {
  // Throw at any depth: the error reaches the client in the payload.
  if (username !== mia.username || password !== mia.password) throw new MutationError('INVALID_LOGIN_DATA');
  return mia;
}

const appResolvers = {
  Mutation: {
    usersLogin: async (_parent: unknown, { input }: { input: LoginInput }) => {
      const user = await findUser(input);
      // Or return the failure, here with the input field that is invalid.
      if (input.totp !== user.totp) return failure('MFA_FAILED', { attribute: 'totp', type: 'invalid' });
      return success({ token: `token of ${user.username}` });
    },
  },
};

const schema = withErrorPayloads(
  makeExecutableSchema({ typeDefs: [typeDefs, app], resolvers: [resolvers, appResolvers] }),
  { onError: ({ coordinate, code }) => console.log(`${coordinate}: ${code}`) },
);

const port = Number(process.env.PORT ?? 4000);
const { url } = await startStandaloneServer(new ApolloServer({ schema }), { listen: { port } });
console.log(`Apollo Server: ${url}`);

/* Try it:

mutation {
  usersLogin(input: { username: "mia", password: "secret" }) {
    token
    errors { errorCode details { ... on ActiveModelError { attribute type } } }
  }
}

{
  "data": {
    "usersLogin": {
      "token": null,
      "errors": [
        { "errorCode": "MFA_FAILED", "details": [{ "attribute": "totp", "type": "invalid" }] }
      ]
    }
  }
}

*/
