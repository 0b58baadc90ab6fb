import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { serveApollo, type Served } from '../http.js';

/** What another team has had in the graph for years: an `Error` that has nothing to do with ours. */
export const billingSdl = /* GraphQL */ `
  type Query {
    lastPayment: Payment
  }

  type Payment {
    amount: Int!
    error: Error
  }

  type Error {
    status: Int!
    reason: String!
  }
`;

export const openBilling = (): Promise<Served> =>
  serveApollo({
    schema: buildSubgraphSchema({
      typeDefs: parse(billingSdl),
      resolvers: {
        Query: { lastPayment: () => ({ amount: 42, error: { status: 402, reason: 'The card has expired.' } }) },
      },
    }),
  });
