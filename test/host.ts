import { makeExecutableSchema } from '@graphql-tools/schema';
import { graphql } from 'graphql';
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
  /** `@errors(...)` of the mutation `rename`. */
  readonly declaration?: string;
  /** More SDL and resolvers of the host. */
  readonly typeDefs?: string;
  readonly resolvers?: Resolvers;
}

/** A host that merged the module: mutations `rename` and `note`, resolved as the test says. */
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
  const run = async (source: string, rootValue?: unknown) =>
    JSON.parse(JSON.stringify(await graphql({ schema, source, rootValue }))) as {
      data: Record<string, unknown> | null;
      errors?: { message: string; path: (string | number)[] }[];
    };
  return { schema, run, events, defects };
}

export const details =
  'details { __typename ... on ActiveModelError { attribute type } ... on MessageError { message } }';

/** Asks for everything that a payload holds, and for a sibling that a wrong code must not cost. */
export const everything = `mutation { rename { name errors { errorCode ${details} } } note }`;
