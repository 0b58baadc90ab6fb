import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { failure, MutationError, withErrorPayloads } from 'graphql-error-codes';
import { createErrorDocument } from 'graphql-error-codes/document';

// The directive as the @link below imports it: every subgraph that has the types needs it.
const errors = createErrorDocument({ shareable: '@shareable' });

const app = parse(`#graphql
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@shareable"])
  type Query { projectName(id: ID!): String }
  type Mutation {
    projectsRename(id: ID!, name: String!): RenamePayload @errors(codes: ["MISSING_PARAMETER", "MISSING_PERMISSION"])
  }
  type RenamePayload { name: String, errors: [Error!]! }
`);

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
  buildSubgraphSchema([
    { typeDefs: errors.typeDefsDocument, resolvers: errors.resolvers },
    { typeDefs: app, resolvers: appResolvers },
  ]),
);

const port = Number(process.env.PORT ?? 4000);
const { url } = await startStandaloneServer(new ApolloServer({ schema }), { listen: { port } });
console.log(`Subgraph: ${url}`);

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
