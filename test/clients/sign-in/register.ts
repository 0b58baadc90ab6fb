import type { Client } from '@urql/core';
import type { Message } from 'graphql-error-codes/client';
import { fieldMessages, message, resultOf } from './errors.js';
import { RegisterDocument, type UsersRegisterInput } from './generated/graphql.js';

interface Form {
  setErrors(errors: Readonly<Record<string, string>>): void;
  setNotice(notice: Message): void;
}

/** Creates an account, or shows the errors in the form. */
export async function register(client: Client, input: UsersRegisterInput, form: Form) {
  const { data } = await client.mutation(RegisterDocument, { input });
  const registration = resultOf(data, 'usersRegister', 'userSession');
  if (registration.ok) return registration.value;

  form.setErrors(fieldMessages(registration.fieldErrors));
  form.setNotice(message(registration.errors[0]));
  return null;
}
