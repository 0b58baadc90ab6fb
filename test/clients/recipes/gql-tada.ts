import { createResultOf } from 'graphql-error-codes/client';
import { initGraphQLTada, readFragment, type FragmentOf } from 'gql.tada';
import type { DeclaredErrorCodes, ErrorDetails } from './generated/error-codes.js';
import type { introspection } from './generated/introspection.js';

const graphql = initGraphQLTada<{ introspection: typeof introspection; scalars: { UserSessionID: string } }>();

const PayloadErrorFragment = graphql(`
  fragment PayloadError on Error {
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
`);

const unmask = (error: FragmentOf<typeof PayloadErrorFragment>) => readFragment(PayloadErrorFragment, error);

export const resultOf = createResultOf<DeclaredErrorCodes, ErrorDetails, typeof unmask>({ unmask });

export const LoginDocument = graphql(
  `
    mutation Login($input: UsersLoginInput!) {
      usersLogin(input: $input) {
        userSession {
          id
          token
        }
        errors {
          ...PayloadError
        }
      }
    }
  `,
  [PayloadErrorFragment],
);
