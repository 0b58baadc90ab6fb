import type { ApolloServerPlugin } from '@apollo/server';
import type { Context } from './context.js';

/**
 * The status of an answer to a document that was refused as a whole (not parsed, not valid, not fit for its variables), by the GraphQL over
 * HTTP specification: 200 for clients that ask for `application/json`, which take any other status for a failure of the network, and
 * Apollo's 400 for all others. Requests without a document are answered 400 either way.
 */
export const responseStatus: ApolloServerPlugin<Context> = {
  async requestDidStart() {
    return {
      async willSendResponse({ source, request, response }) {
        const accepted = request.http?.headers.get('accept') ?? '';
        const legacy = accepted.includes('application/json') && !accepted.includes('application/graphql-response+json');
        if (legacy && source !== undefined && response.http.status === 400) response.http.status = 200;
      },
    };
  },
};
