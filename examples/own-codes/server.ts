import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createSchema, createYoga } from 'graphql-yoga';
import { createErrorModule } from 'graphql-error-codes';
import { createErrorPage } from 'graphql-error-codes/docs';
import { failure, MutationError, type DeclaredResolvers } from './generated/server.js';

// The SDL has all codes of the shop, and none of the built-in ones.
const errors = createErrorModule({ builtIn: false });
const shop = readFileSync(new URL('schema.graphql', import.meta.url), 'utf8');
let stock = 3;

function charge(card: string) {
  if (card === 'expired') throw new MutationError('CARD_DECLINED');
}

const resolvers: DeclaredResolvers = {
  Query: { stock: () => stock },
  Mutation: {
    ordersPlace: (_parent, { input }) => {
      if (input.articles > stock) return failure('OUT_OF_STOCK', { __typename: 'StockInfo', left: stock });
      charge(input.card);
      stock -= input.articles;
      return { orderId: `order-${stock}` };
    },
  },
};

const schema = errors.withErrorPayloads(
  createSchema({ typeDefs: [errors.typeDefs, shop], resolvers: [errors.resolvers, resolvers] }),
  { onError: ({ code, category }) => console.log(`${code} (${category})`) },
);

const page = createErrorPage(schema);
const yoga = createYoga({ schema });
createServer((request, response) => {
  if (request.url === '/errors') response.setHeader('content-type', 'text/html; charset=utf-8').end(page);
  else void yoga(request, response);
}).listen(Number(process.env.PORT ?? 4000), () =>
  console.log(`Yoga: http://localhost:${process.env.PORT ?? 4000}/graphql`),
);

/* Try it:

mutation {
  ordersPlace(input: { articles: 5, card: "valid" }) {
    orderId
    errors { errorCode details { ... on StockInfo { left } } }
  }
}

{
  "data": {
    "ordersPlace": {
      "orderId": null,
      "errors": [{ "errorCode": "OUT_OF_STOCK", "details": [{ "left": 3 }] }]
    }
  }
}

*/
