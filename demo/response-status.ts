import type { ApolloServerPlugin } from '@apollo/server';
import { OperationTypeNode } from 'graphql';
import type { Context } from './context.js';
import { isServiceUnavailable, markUnavailable } from './top-level-errors.js';

/** The top-level errors of one response. A request can provoke one for each value that it sends. */
const maximumErrors = 20;

/**
 * Sets the status of responses:
 *
 * - of documents that fail before execution, by the GraphQL over HTTP specification: 200 for
 *   clients that accept `application/json`, which treat any other status as a network failure, and
 *   Apollo's 400 for all others. Requests without a document always get 400.
 * - 503 with Retry-After when the service was unavailable, unless a mutation of the request has
 *   taken effect: clients may send the request again.
 */
export const responseStatus: ApolloServerPlugin<Context> = {
  async requestDidStart() {
    return {
      async willSendResponse({ source, request, response, operation }) {
        const accepted = request.http?.headers.get('accept') ?? '';
        const legacy = accepted.includes('application/json') && !accepted.includes('application/graphql-response+json');
        if (legacy && source !== undefined && response.http.status === 400) response.http.status = 200;
        if (response.body.kind !== 'single') return;

        const { errors, data } = response.body.singleResult;
        if (!errors) return;
        const hasEffect =
          operation?.operation === OperationTypeNode.MUTATION &&
          Object.values(data ?? {}).some((root) => root !== null);
        if (errors.some(isServiceUnavailable) && !hasEffect) markUnavailable(response.http);
        if (errors.length > maximumErrors) {
          const rest = {
            message: `There are ${errors.length - maximumErrors} more errors.`,
            extensions: errors[0]!.extensions!,
          };
          response.body.singleResult.errors = [...errors.slice(0, maximumErrors), rest];
        }
      },
    };
  },
};
