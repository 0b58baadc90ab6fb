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

/** An implementation of the mutation, measured against its baseline. */
export interface Variant {
  readonly name: string;
  /** The name of the variant whose time counts as 1. */
  readonly baseline: string;
  /** The maximum ratio with each engine, if there is a goal. */
  readonly goals?: { readonly execute?: number; readonly jit?: number };
  readonly createSchema: () => GraphQLSchema;
  readonly source: string;
  /** What it must return, checked before it is measured. */
  readonly outcome: 'success' | 'failure' | 'other';
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
const wrapped = (rename: () => unknown) => withErrorPayloads(executable(rename));

let reported = 0;
/** As in a typical server: the mutation declares its codes, and a hook counts the errors. */
const wrappedInUse = (rename: () => unknown) =>
  withErrorPayloads(
    makeExecutableSchema({
      typeDefs: [
        typeDefs,
        host.replace('rename: RenamePayload', 'rename: RenamePayload @errors(codes: ["INVALID_SETTING"])'),
      ],
      resolvers: [resolvers, { Mutation: { rename } }],
    }),
    { onError: () => (reported += 1) },
  );

const succeed = () => ({ name: 'nora', errors: [] });
const fail = () => ({ errors: [{ errorCode: ErrorCode.INVALID_SETTING, details }] });
const throwError = (): never => {
  throw new MutationError(ErrorCode.INVALID_SETTING, ...details);
};
/** Captures stack traces in the resolver, as in development. */
const withStack =
  <Payload>(resolve: () => Payload) =>
  () => {
    MutationError.captureStack = true;
    try {
      return resolve();
    } finally {
      MutationError.captureStack = false;
    }
  };
/** Hand-written error handling with the same result as the boundary. */
const tryCatch = () => {
  try {
    return throwError();
  } catch (error) {
    if (!(error instanceof MutationError)) throw error;
    return { errors: [{ errorCode: error.code, details: error.details }] };
  }
};

/** The same failure with the errors plugin of Pothos, which returns a union of result and error. */
function createPothosSchema(): GraphQLSchema {
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
    name: 'hand-written: success',
    baseline: 'hand-written: success',
    createSchema: () => executable(succeed),
    source,
    outcome: 'success',
  },
  {
    name: 'success',
    baseline: 'hand-written: success',
    goals: { execute: 1.03, jit: 1.25 },
    createSchema: () => wrapped(succeed),
    source,
    outcome: 'success',
  },
  {
    name: 'success()',
    baseline: 'hand-written: success',
    createSchema: () => wrapped(() => success({ name: 'nora' })),
    source,
    outcome: 'success',
  },
  {
    name: 'success, without errors',
    baseline: 'hand-written: success',
    createSchema: () => wrapped(() => ({ name: 'nora' })),
    source,
    outcome: 'success',
  },
  {
    name: 'hand-written: success, async',
    baseline: 'hand-written: success, async',
    createSchema: () => executable(async () => succeed()),
    source,
    outcome: 'success',
  },
  {
    name: 'success, async',
    baseline: 'hand-written: success, async',
    goals: { execute: 1.03, jit: 1.15 },
    createSchema: () => wrapped(async () => succeed()),
    source,
    outcome: 'success',
  },
  {
    name: 'hand-written: failure',
    baseline: 'hand-written: failure',
    createSchema: () => executable(fail),
    source,
    outcome: 'failure',
  },
  {
    name: 'returned failure',
    baseline: 'hand-written: failure',
    goals: { execute: 1.05, jit: 1.25 },
    createSchema: () => wrapped(() => failure(ErrorCode.INVALID_SETTING, ...details)),
    source,
    outcome: 'failure',
  },
  {
    name: 'thrown, without stack',
    baseline: 'hand-written: failure',
    goals: { execute: 1.12, jit: 3 },
    createSchema: () => wrapped(throwError),
    source,
    outcome: 'failure',
  },
  {
    name: 'hand-written: try/catch, with stack',
    baseline: 'hand-written: failure',
    createSchema: () => executable(withStack(tryCatch)),
    source,
    outcome: 'failure',
  },
  {
    name: 'thrown, with stack',
    baseline: 'hand-written: try/catch, with stack',
    goals: { execute: 1.03 },
    createSchema: () => wrapped(withStack(throwError)),
    source,
    outcome: 'failure',
  },
  {
    name: 'hand-written: failure, async',
    baseline: 'hand-written: failure, async',
    createSchema: () => executable(async () => fail()),
    source,
    outcome: 'failure',
  },
  {
    name: 'returned failure, async',
    baseline: 'hand-written: failure, async',
    goals: { execute: 1.05 },
    createSchema: () => wrapped(async () => failure(ErrorCode.INVALID_SETTING, ...details)),
    source,
    outcome: 'failure',
  },
  {
    name: 'returned failure, declared, reported',
    baseline: 'hand-written: failure',
    createSchema: () => wrappedInUse(() => failure(ErrorCode.INVALID_SETTING, ...details)),
    source,
    outcome: 'failure',
  },
  {
    name: 'success, declared, reported',
    baseline: 'hand-written: success',
    createSchema: () => wrappedInUse(succeed),
    source,
    outcome: 'success',
  },
  {
    name: 'top-level GraphQLError',
    baseline: 'hand-written: failure',
    createSchema: () =>
      executable(() => {
        throw new GraphQLError('taken', { extensions: { code: 'INVALID_SETTING', details } });
      }),
    source,
    outcome: 'other',
  },
  {
    name: 'Pothos errors plugin',
    baseline: 'hand-written: failure',
    createSchema: createPothosSchema,
    source: 'mutation { rename { __typename ... on TakenError { message details { __typename attribute type } } } }',
    outcome: 'other',
  },
];
