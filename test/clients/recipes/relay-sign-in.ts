import { createResultOf } from 'graphql-error-codes/client';
import { commitMutation, graphql, readInlineData, type Environment } from 'relay-runtime';
import type { DeclaredErrorCodes, ErrorDetails } from './generated/error-codes.js';
import type { relaySignIn_error$key } from './generated/relay/relaySignIn_error.graphql.js';
import type { relaySignInMutation } from './generated/relay/relaySignInMutation.graphql.js';

const unmask = (error: relaySignIn_error$key) =>
  readInlineData(
    graphql`
      fragment relaySignIn_error on Error @inline {
        errorCode
        details {
          __typename
          ... on ActiveModelError {
            attribute
            type
          }
          ... on MessageError {
            message
          }
        }
      }
    `,
    error,
  );

const resultOf = createResultOf<DeclaredErrorCodes, ErrorDetails, typeof unmask>({ unmask });

export const signIn = (environment: Environment, input: relaySignInMutation['variables']['input']) =>
  new Promise<relaySignInMutation['response']>((resolve, reject) => {
    commitMutation<relaySignInMutation>(environment, {
      mutation: graphql`
        mutation relaySignInMutation($input: UsersLoginInput!) {
          usersLogin(input: $input) {
            userSession {
              id
              token
            }
            errors {
              ...relaySignIn_error
            }
          }
        }
      `,
      variables: { input },
      onCompleted: (response) => resolve(response),
      onError: reject,
    });
  }).then((data) => resultOf(data, 'usersLogin', 'userSession'));
