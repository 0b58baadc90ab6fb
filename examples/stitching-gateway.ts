import { createServer } from 'node:http';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { stitchSchemas } from '@graphql-tools/stitch';
import { createYoga } from 'graphql-yoga';
import { createErrorModule, failure, MutationError, success } from 'graphql-error-codes';

const errors = createErrorModule();

const service = `#graphql
  type Query { version: String }
  type Mutation { projectsRename(name: String!): RenamePayload @errors(codes: ["MISSING_PARAMETER"]) }
  type RenamePayload { name: String, errors: [Error!]! }
`;

const projectsRename = (_parent: unknown, { name }: { name: string }) =>
  name === '' ? failure('MISSING_PARAMETER', { attribute: 'name', type: 'blank' }) : success({ name });

// A service in the same process. For a remote service, pass an executor beside its schema.
const projects = errors.withErrorPayloads(
  makeExecutableSchema({
    typeDefs: [errors.typeDefs, service],
    resolvers: [errors.resolvers, { Mutation: { projectsRename } }],
  }),
);

const gateway = `#graphql
  type Mutation { usersLogin(password: String!): LoginPayload @errors(codes: ["INVALID_LOGIN_DATA"]) }
  type LoginPayload { token: String, errors: [Error!]! }
`;

function usersLogin(_parent: unknown, { password }: { password: string }) {
  if (password !== 'secret') throw new MutationError('INVALID_LOGIN_DATA');
  return success({ token: 'a token' });
}

const schema = errors.withErrorPayloads(
  stitchSchemas({
    subschemas: [{ schema: projects }],
    // Codes are names in a gateway: gatewayResolvers have no internal values.
    typeDefs: [errors.typeDefs, gateway],
    resolvers: [errors.gatewayResolvers, { Mutation: { usersLogin } }],
  }),
);

const port = Number(process.env.PORT ?? 4000);
createServer(createYoga({ schema })).listen(port, () => console.log(`Gateway: http://localhost:${port}/graphql`));

/* Try it:

mutation {
  projectsRename(name: "") {
    name
    errors { errorCode details { ... on ActiveModelError { attribute type } } }
  }
  usersLogin(password: "wrong") {
    token
    errors { errorCode }
  }
}

{
  "data": {
    "projectsRename": {
      "name": null,
      "errors": [
        { "errorCode": "MISSING_PARAMETER", "details": [{ "attribute": "name", "type": "blank" }] }
      ]
    },
    "usersLogin": { "token": null, "errors": [{ "errorCode": "INVALID_LOGIN_DATA" }] }
  }
}

*/
