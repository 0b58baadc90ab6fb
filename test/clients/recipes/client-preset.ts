import { createResultOf } from 'graphql-error-codes/client';
import type { DeclaredErrorCodes, ErrorDetails } from './generated/error-codes.js';
import { getFragmentData, graphql, type FragmentType } from './generated/masked/index.js';

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

const unmask = (error: FragmentType<typeof PayloadErrorFragment>) => getFragmentData(PayloadErrorFragment, error);

export const resultOf = createResultOf<DeclaredErrorCodes, ErrorDetails, typeof unmask>({ unmask });

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
