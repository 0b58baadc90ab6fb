import type { ApolloClient } from '@apollo/client';
import { matchError, type Message } from 'graphql-error-codes/client';
import { fieldMessages, message, resultOf } from './errors.js';
import { LoginDocument, type UsersLoginInput } from './generated/graphql.js';

interface Screen {
  goHome(token: string | null): void;
  askForCode(): void;
  setErrors(errors: Readonly<Record<string, string>>): void;
  notify(notice: Message): void;
}

export async function signIn(client: ApolloClient, input: UsersLoginInput, screen: Screen) {
  const { data } = await client.mutate({ mutation: LoginDocument, variables: { input } });
  const login = resultOf(data, 'usersLogin', 'userSession');
  if (login.ok) return screen.goHome(login.value.token);

  matchError(
    login.errors[0],
    {
      // Every code that usersLogin declares: a missing handler does not compile.
      MFA_FAILED: () => screen.askForCode(),
      MISSING_PARAMETER: () => screen.setErrors(fieldMessages(login.fieldErrors)),
      INVALID_LOGIN_DATA: (error) => screen.notify(message(error)),
    },
    // A code that the server added later, or no code at all.
    (error) => screen.notify(message(error)),
  );
}
