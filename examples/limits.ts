import { createServer } from 'node:http';
import { GraphQLError, type ASTVisitor, type ValidationContext } from 'graphql';
import { createSchema, createYoga } from 'graphql-yoga';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { failure, inspect, resolvers, typeDefs, withErrorPayloads } from 'graphql-error-codes';

const app = `#graphql
  type Query { ok: Boolean }
  type Mutation { usersLogin(password: String!): LoginPayload @errors(codes: ["INVALID_LOGIN_DATA"]) }
  type LoginPayload { token: String, errors: [Error!]! }
`;

const login = (_parent: unknown, { password }: { password: string }) =>
  password === 'secret' ? { token: 'token' } : failure('INVALID_LOGIN_DATA');

/** One mutation a request: a thousand aliases of a login would be a thousand guesses. */
function oneMutation(context: ValidationContext): ASTVisitor {
  let mutations = 0;
  return {
    Field(node) {
      if (context.getParentType() !== context.getSchema().getMutationType()) return;
      if (++mutations !== 2) return;
      const message = `A request may have one mutation, got ${inspect(node.name.value)} beside another.`;
      context.reportError(new GraphQLError(message, { nodes: [node] }));
    },
  };
}

const schema = withErrorPayloads(
  createSchema({ typeDefs: [typeDefs, app], resolvers: [resolvers, { Mutation: { usersLogin: login } }] }),
);
const rules = [oneMutation, maxDepthRule({ n: 8 })];
const plugin = {
  onValidate: ({ addValidationRule }: { addValidationRule: (rule: never) => void }) =>
    rules.forEach((rule) => addValidationRule(rule as never)),
};
const port = Number(process.env.PORT ?? 4000);
createServer(createYoga({ schema, plugins: [plugin] })).listen(port, () =>
  console.log(`Yoga: http://localhost:${port}/graphql`),
);
