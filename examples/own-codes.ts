import { createServer } from 'node:http';
import { createSchema, createYoga } from 'graphql-yoga';
import { createErrorModule } from 'graphql-error-codes';

const billing = { category: 'billing', fault: 'client' } as const;

const errors = createErrorModule({
  codes: {
    QUOTA_EXCEEDED: { ...billing, value: 'quota_exceeded', retry: 'later', action: 'Wait until tomorrow.' },
    CARD_DECLINED: { ...billing, value: 'card_declined', retry: 'after_fix', action: 'Use another card.' },
  },
});

const app = `#graphql
  type Query { quota: Int }
  type Mutation {
    reportsCreate(card: String!): ReportPayload @errors(codes: ["QUOTA_EXCEEDED", "CARD_DECLINED"])
  }
  type ReportPayload { report: String, errors: [Error!]! }
`;

let quota = 1;

function charge(card: string) {
  if (card === 'expired') throw new errors.MutationError('CARD_DECLINED');
}

const appResolvers = {
  Query: { quota: () => quota },
  Mutation: {
    reportsCreate: (_parent: unknown, { card }: { card: string }) => {
      if (quota === 0) return errors.failure('QUOTA_EXCEEDED', { message: 'The quota is 1 report.' });
      charge(card);
      quota -= 1;
      return { report: 'Revenue: 42' };
    },
  },
};

const schema = errors.withErrorPayloads(
  createSchema({ typeDefs: [errors.typeDefs, app], resolvers: [errors.resolvers, appResolvers] }),
  { onError: ({ code, category }) => console.log(`${code} (${category})`) },
);

const port = Number(process.env.PORT ?? 4000);
createServer(createYoga({ schema })).listen(port, () => console.log(`Yoga: http://localhost:${port}/graphql`));

/* Try it:

mutation {
  reportsCreate(card: "expired") {
    report
    errors { errorCode }
  }
}

{ "data": { "reportsCreate": { "report": null, "errors": [{ "errorCode": "CARD_DECLINED" }] } } }

*/
