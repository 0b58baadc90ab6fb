import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';

export type Send = <Data, Variables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
) => Promise<Data>;

/** Returns a function that sends an operation. It throws when the response has top-level errors. */
export const createSend =
  (url: string, headers?: Readonly<Record<string, string>>): Send =>
  async <Data, Variables>(document: TypedDocumentNode<Data, Variables>, variables: Variables) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
      body: JSON.stringify({ query: print(document), variables }),
    });
    const { data, errors } = (await response.json()) as { data?: Data; errors?: readonly { message: string }[] };
    if (!data || errors) throw new Error(errors?.[0]?.message ?? `The server responded with ${response.status}.`);
    return data;
  };
