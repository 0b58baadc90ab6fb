import { ApolloClient, HttpLink, InMemoryCache } from '@apollo/client';
import { resultOf } from './errors.js';
import { MaskedLoginDocument, type UsersLoginInput } from './generated/apollo-masking.js';

export const createMaskingClient = (uri: string) =>
  new ApolloClient({
    link: new HttpLink({ uri }),
    cache: new InMemoryCache({ possibleTypes: { DetailedError: ['ActiveModelError', 'MessageError'] } }),
    dataMasking: true,
  });

export async function signIn(client: ApolloClient, input: UsersLoginInput) {
  const { data } = await client.mutate({ mutation: MaskedLoginDocument, variables: { input } });
  return resultOf(data, 'usersLogin', 'userSession');
}
