import { createMessages, createResultOf, PayloadErrorsError, type Message } from 'graphql-error-codes/client';
import en from 'graphql-error-codes/messages/en.json' with { type: 'json' };
import type { DeclaredErrorCodes, ErrorDetails } from './generated/graphql.js';

export const resultOf = createResultOf<DeclaredErrorCodes, ErrorDetails>();
export const { message, fieldMessages } = createMessages(en);

/** The message for what orThrow threw, or for any other error. */
export const messageOfThrown = (error: unknown): Message =>
  message(error instanceof PayloadErrorsError ? error.errors[0] : undefined);
