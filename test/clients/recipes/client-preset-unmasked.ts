import { createResultOf } from 'graphql-error-codes/client';
import type { DeclaredErrorCodes, ErrorDetails } from './generated/error-codes.js';
import { graphql } from './generated/unmasked/index.js';

graphql(`
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

export const resultOf = createResultOf<DeclaredErrorCodes, ErrorDetails>();

export const LoginDocument = graphql(`
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
`);
