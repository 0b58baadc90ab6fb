import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { serveApollo, type Served } from '../http.js';

/** The subgraph of another team, with an unrelated `Error`. */
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
