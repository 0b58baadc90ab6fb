import type { ApolloClient } from '@apollo/client';
import { matchError } from 'graphql-error-codes/client';
import { fieldMessages, message, resultOf } from './errors.js';
import { LoginDocument, type UsersLoginInput } from './generated/graphql.js';

/** Signs in, and tells the screen what to show next. */
export async function signIn(client: ApolloClient, input: UsersLoginInput) {
  const { data } = await client.mutate({ mutation: LoginDocument, variables: { input } });
  const login = resultOf(data, 'usersLogin', 'userSession');
  if (login.ok) return { show: 'home', token: login.value.token } as const;

  return matchError(
    login.errors[0],
    {
      // Every code that usersLogin declares: forget one, and it does not compile.
      MFA_FAILED: () => ({ show: 'code' }) as const,
      MISSING_PARAMETER: () => ({ show: 'form', fields: fieldMessages(login.fieldErrors) }) as const,
      INVALID_LOGIN_DATA: (error) => ({ show: 'notice', notice: message(error) }) as const,
    },
    // A code that the server learned since, or no code at all.
    (error) => ({ show: 'notice', notice: message(error) }) as const,
  );
}
