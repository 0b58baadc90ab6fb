import { makeExecutableSchema } from '@graphql-tools/schema';
import { graphql, type GraphQLSchema } from 'graphql';
import {
  resolvers,
  typeDefs,
  withErrorPayloads,
  type ErrorPayloadOptions,
  type PayloadErrorEvent,
} from 'graphql-error-codes';

type AnyResolver = (...parameters: never[]) => unknown;
type Resolvers = Parameters<typeof makeExecutableSchema>[0]['resolvers'];

export interface HostOptions extends ErrorPayloadOptions {
  /** The `@errors(...)` of the mutation `rename`. */
  readonly declaration?: string;
  /** Further SDL and resolvers of the host. */
  readonly typeDefs?: string;
  readonly resolvers?: Resolvers;
}

/** The response as the client receives it. */
interface Response {
  readonly data: Record<string, unknown> | null;
  readonly errors?: readonly { readonly message: string; readonly path: readonly (string | number)[] }[];
}

/** Executes an operation and returns the response as the client receives it. */
export const execute = async (schema: GraphQLSchema, source: string, rootValue?: unknown): Promise<Response> =>
  JSON.parse(JSON.stringify(await graphql({ schema, source, rootValue }))) as Response;

/** A host that merged the module, with a mutation `note` and the `rename` of the test. */
export function createHost(rename: AnyResolver, options: HostOptions = {}) {
  const { declaration = '', typeDefs: more = '', resolvers: moreResolvers = [], ...boundary } = options;
  const events: PayloadErrorEvent[] = [];
  const defects: { error: unknown; coordinate: string }[] = [];
  const executable = makeExecutableSchema({
    typeDefs: [
      typeDefs,
      `type Query { ok: Boolean }
      type Mutation {
        "Gives it a name"
        rename(input: RenameInput): RenamePayload ${declaration}
        renameAll: [RenamePayload]
        renameSurely: RenamePayload!
        note: String
      }
      input RenameInput { clientMutationId: String }
      type RenamePayload { clientMutationId: String name: String errors: [Error!]! }`,
      more,
    ],
    resolvers: [
      resolvers,
      { Mutation: { rename, renameAll: rename, renameSurely: rename, note: () => 'noted' } },
      ...[moreResolvers].flat(),
    ],
  });
  const schema = withErrorPayloads(executable, {
    onError: (event) => events.push(event),
    onDefect: (error, coordinate) => defects.push({ error, coordinate }),
    ...boundary,
  });
  const run = (source: string, rootValue?: unknown) => execute(schema, source, rootValue);
  return { schema, run, events, defects };
}

/** A code of a host. */
export const quota = {
  value: 'quota_used_up',
  category: 'billing',
  fault: 'client',
  retry: 'later',
  action: 'Wait.',
} as const;

/** Returns a resolver that throws, and one that rejects. */
export const throwing = (error: unknown) => () => {
  throw error;
};
export const rejecting = (error: unknown) => () => Promise.reject(error);

export const details =
  'details { __typename ... on ActiveModelError { attribute type } ... on MessageError { message } }';

/** Selects the whole payload, and a sibling that an invalid code must not affect. */
export const everything = `mutation { rename { name errors { errorCode ${details} } } note }`;

/** The response to `everything` for a failure with these codes and no details. */
export const failed = (...errorCodes: string[]) => ({
  rename: { name: null, errors: errorCodes.map((errorCode) => ({ errorCode, details: [] })) },
  note: 'noted',
});

/** A detail, and the response to `everything` for a failure with it. */
export const taken = { attribute: 'name', type: 'taken' };
export const failedAsTaken = {
  rename: {
    name: null,
    errors: [{ errorCode: 'INVALID_SETTING', details: [{ __typename: 'ActiveModelError', ...taken }] }],
  },
  note: 'noted',
};
