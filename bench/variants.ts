import { makeExecutableSchema } from '@graphql-tools/schema';
import SchemaBuilder from '@pothos/core';
import ErrorsPlugin from '@pothos/plugin-errors';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import {
  ErrorCode,
  failure,
  MutationError,
  resolvers,
  success,
  typeDefs,
  withErrorPayloads,
} from 'graphql-error-codes';

/** One way to answer, measured beside the baseline that answers the same by hand. */
export interface Variant {
  readonly name: string;
  /** The name of the variant that counts as 1. */
  readonly baseline: string;
  /** The most that its ratio should be, where there is a goal. */
  readonly goal?: number;
  readonly createSchema: () => GraphQLSchema;
  readonly source: string;
  /** What it must answer, for certain, before it is timed. */
  readonly answers: 'success' | 'failure' | 'other';
}

const details = [
  { attribute: 'name', type: 'taken' },
  { attribute: 'name', type: 'too_short' },
] as const;
const source = `mutation { rename { name errors { errorCode details { __typename ... on ActiveModelError { attribute type } } } } }`;

const host = `
  type Query { ok: Boolean }
  type Mutation { rename: RenamePayload }
  type RenamePayload { name: String errors: [Error!]! }
`;
const executable = (rename: () => unknown) =>
  makeExecutableSchema({ typeDefs: [typeDefs, host], resolvers: [resolvers, { Mutation: { rename } }] });
const ours = (rename: () => unknown) => withErrorPayloads(executable(rename));

/** As a server uses it: the codes are declared, and something counts the errors. */
let counted = 0;
const oursInUse = (rename: () => unknown) =>
  withErrorPayloads(
    makeExecutableSchema({
      typeDefs: [
        typeDefs,
        host.replace('rename: RenamePayload', 'rename: RenamePayload @errors(codes: ["INVALID_SETTING"])'),
      ],
      resolvers: [resolvers, { Mutation: { rename } }],
    }),
    { onError: () => (counted += 1) },
  );

const succeed = () => ({ name: 'nora', errors: [] });
const fail = () => ({ errors: [{ errorCode: ErrorCode.INVALID_SETTING, details }] });
const refuse = (): never => {
  throw new MutationError(ErrorCode.INVALID_SETTING, ...details);
};
/** Errors of the resolver know where they were thrown, as in development. */
const withStack =
  <Answer>(resolve: () => Answer) =>
  () => {
    MutationError.captureStack = true;
    try {
      return resolve();
    } finally {
      MutationError.captureStack = false;
    }
  };
/** What careful people write where there is no boundary. */
const tryCatch = () => {
  try {
    return refuse();
  } catch (error) {
    if (!(error instanceof MutationError)) throw error;
    return { errors: [{ errorCode: error.code, details: error.details }] };
  }
};

/** The same failure with Pothos' plugin, which answers a union of result and error. */
function pothosSchema(): GraphQLSchema {
  class TakenError extends Error {
    readonly details = details;
  }
  const builder = new SchemaBuilder<object>({ plugins: [ErrorsPlugin], errors: { defaultTypes: [] } });
  const Detail = builder.objectRef<{ attribute: string; type: string }>('Detail').implement({
    fields: (t) => ({ attribute: t.exposeString('attribute'), type: t.exposeString('type') }),
  });
  builder.objectType(TakenError, {
    name: 'TakenError',
    fields: (t) => ({
      message: t.exposeString('message'),
      details: t.field({ type: [Detail], resolve: (error) => [...error.details] }),
    }),
  });
  builder.queryType({ fields: (t) => ({ ok: t.boolean({ resolve: () => true }) }) });
  builder.mutationType({
    fields: (t) => ({
      rename: t.string({
        errors: { types: [TakenError] },
        resolve: () => {
          throw new TakenError('taken');
        },
      }),
    }),
  });
  return builder.toSchema();
}

export const variants: readonly Variant[] = [
  {
    name: 'by hand: success',
    baseline: 'by hand: success',
    createSchema: () => executable(succeed),
    source,
    answers: 'success',
  },
  {
    name: 'success',
    baseline: 'by hand: success',
    goal: 1.03,
    createSchema: () => ours(succeed),
    source,
    answers: 'success',
  },
  {
    name: 'success(result)',
    baseline: 'by hand: success',
    createSchema: () => ours(() => success({ name: 'nora' })),
    source,
    answers: 'success',
  },
  {
    name: 'bare result',
    baseline: 'by hand: success',
    createSchema: () => ours(() => ({ name: 'nora' })),
    source,
    answers: 'success',
  },
  {
    name: 'by hand: success, async',
    baseline: 'by hand: success, async',
    createSchema: () => executable(async () => succeed()),
    source,
    answers: 'success',
  },
  {
    name: 'success, async',
    baseline: 'by hand: success, async',
    goal: 1.03,
    createSchema: () => ours(async () => succeed()),
    source,
    answers: 'success',
  },
  {
    name: 'by hand: failure',
    baseline: 'by hand: failure',
    createSchema: () => executable(fail),
    source,
    answers: 'failure',
  },
  {
    name: 'returned failure',
    baseline: 'by hand: failure',
    goal: 1.05,
    createSchema: () => ours(() => failure(ErrorCode.INVALID_SETTING, ...details)),
    source,
    answers: 'failure',
  },
  {
    name: 'thrown, no stack',
    baseline: 'by hand: failure',
    goal: 1.15,
    createSchema: () => ours(refuse),
    source,
    answers: 'failure',
  },
  {
    name: 'by hand: try/catch, stack',
    baseline: 'by hand: failure',
    createSchema: () => executable(withStack(tryCatch)),
    source,
    answers: 'failure',
  },
  {
    name: 'thrown, stack',
    baseline: 'by hand: try/catch, stack',
    goal: 1.03,
    createSchema: () => ours(withStack(refuse)),
    source,
    answers: 'failure',
  },
  {
    name: 'by hand: failure, async',
    baseline: 'by hand: failure, async',
    createSchema: () => executable(async () => fail()),
    source,
    answers: 'failure',
  },
  {
    name: 'returned failure, async',
    baseline: 'by hand: failure, async',
    goal: 1.05,
    createSchema: () => ours(async () => failure(ErrorCode.INVALID_SETTING, ...details)),
    source,
    answers: 'failure',
  },
  {
    name: 'the same, declared, counted',
    baseline: 'by hand: failure',
    createSchema: () => oursInUse(() => failure(ErrorCode.INVALID_SETTING, ...details)),
    source,
    answers: 'failure',
  },
  {
    name: 'success, declared, counted',
    baseline: 'by hand: success',
    createSchema: () => oursInUse(succeed),
    source,
    answers: 'success',
  },
  {
    name: 'top-level GraphQLError',
    baseline: 'by hand: failure',
    createSchema: () =>
      executable(() => {
        throw new GraphQLError('taken', { extensions: { code: 'INVALID_SETTING', details } });
      }),
    source,
    answers: 'other',
  },
  {
    name: 'Pothos errors plugin',
    baseline: 'by hand: failure',
    createSchema: pothosSchema,
    source: 'mutation { rename { __typename ... on TakenError { message details { __typename attribute type } } } }',
    answers: 'other',
  },
];
