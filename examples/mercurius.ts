import { makeExecutableSchema } from '@graphql-tools/schema';
import Fastify from 'fastify';
import mercurius from 'mercurius';
import { failure, MutationError, resolvers, typeDefs, withErrorPayloads } from 'graphql-error-codes';

const app = `#graphql
  type Query { projectName(id: ID!): String }
  type Mutation {
    projectsRename(id: ID!, name: String!): RenamePayload @errors(codes: ["MISSING_PARAMETER", "MISSING_PERMISSION"])
  }
  type RenamePayload { name: String, errors: [Error!]! }
`;

const names = new Map([['website', 'Website']]);

function rename(id: string, name: string) {
  if (!names.has(id)) throw new MutationError('MISSING_PERMISSION');
  names.set(id, name);
}

const appResolvers = {
  Query: { projectName: (_parent: unknown, { id }: { id: string }) => names.get(id) },
  Mutation: {
    projectsRename: (_parent: unknown, { id, name }: { id: string; name: string }) => {
      if (name === '') return failure('MISSING_PARAMETER', { attribute: 'name', type: 'blank' });
      rename(id, name);
      return { name };
    },
  },
};

const schema = withErrorPayloads(
  makeExecutableSchema({ typeDefs: [typeDefs, app], resolvers: [resolvers, appResolvers] }),
);

const port = Number(process.env.PORT ?? 4000);
const server = Fastify();
// A schema that is already built: Mercurius ignores internal values of enums beside SDL.
await server.register(mercurius, { schema, graphiql: true });
await server.listen({ port });
console.log(`Mercurius: http://localhost:${port}/graphql, GraphiQL: http://localhost:${port}/graphiql`);

/* Try it:

mutation {
  projectsRename(id: "website", name: "") {
    name
    errors { errorCode details { ... on ActiveModelError { attribute type } } }
  }
}

{
  "data": {
    "projectsRename": {
      "name": null,
      "errors": [
        { "errorCode": "MISSING_PARAMETER", "details": [{ "attribute": "name", "type": "blank" }] }
      ]
    }
  }
}

*/
