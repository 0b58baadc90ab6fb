import type { ApolloServerPlugin } from '@apollo/server';
import type { Context } from './context.js';

/**
 * Sets the status of responses to documents that fail before execution, by the GraphQL over HTTP
 * specification: 200 for clients that accept `application/json`, which treat any other status as a
 * network failure, and Apollo's 400 for all others. Requests without a document always get 400.
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
