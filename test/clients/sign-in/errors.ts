import { createMessages, createResultOf } from 'graphql-error-codes/client';
import en from 'graphql-error-codes/messages/en.json' with { type: 'json' };
import type { DeclaredErrorCodes } from './generated/graphql.js';

export const resultOf = createResultOf<DeclaredErrorCodes>();
export const { message, fieldMessages } = createMessages(en);
