import { orThrow } from 'graphql-error-codes/client';
import useSWRMutation from 'swr/mutation';
import { resultOf } from './errors.js';
import { LoginDocument, type UsersLoginInput } from './generated/graphql.js';
import type { Send } from './send.js';

export const useSignIn = (send: Send) =>
  useSWRMutation(
    'session',
    async (_key: string, { arg: input }: { arg: UsersLoginInput }) =>
      orThrow(resultOf(await send(LoginDocument, { input }), 'usersLogin', 'userSession')),
    // `error` has the failure. By default `trigger` rejects, too, which no event handler catches.
    { throwOnError: false },
  );
