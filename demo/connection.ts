import { GraphQLError } from 'graphql';
import { inspect } from 'graphql-error-codes';

/** The largest page of a connection, and the default if `first` is absent. */
export const maximumPageSize = 50;

export interface ConnectionArguments {
  readonly first: number;
  readonly after?: string | null | undefined;
}

export interface Connection<Node> {
  readonly nodes: readonly Node[];
  /** A getter: rows are counted only if the client selects it. */
  readonly count: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

export const cursorOf = (id: number): string => Buffer.from(`after:${id}`).toString('base64url');

const badInput = (message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });

/**
 * Returns the id after which the page starts.
 *
 * @throws GraphQLError BAD_USER_INPUT when `first` is not between 1 and 50, or `after` is not a
 * cursor returned by this server.
 */
export function startOf({ first, after }: ConnectionArguments): number {
  if (first < 1 || first > maximumPageSize) throw badInput(`first must be from 1 to ${maximumPageSize}, got ${first}.`);
  if (after == null) return 0;
  const id = /^after:(\d{1,15})$/.exec(Buffer.from(after, 'base64url').toString())?.[1];
  if (id === undefined) throw badInput(`after must be the endCursor of the previous page, got ${inspect(after)}.`);
  return Number(id);
}

/**
 * Returns one page of rows, in ascending order of their ids.
 *
 * @param find returns at most `limit` rows with ids greater than `after`, in ascending order.
 * @param count returns the number of rows on all pages; called only if the client selects it.
 * @throws GraphQLError BAD_USER_INPUT when the arguments are invalid, see {@link startOf}.
 */
export async function pageOf<Node extends { readonly id: number }>(
  page: ConnectionArguments,
  find: (after: number, limit: number) => PromiseLike<readonly Node[]>,
  count: () => PromiseLike<number>,
): Promise<Connection<Node>> {
  const { first } = page;
  const rows = await find(startOf(page), first + 1);
  const nodes = rows.slice(0, first);
  const last = nodes.at(-1);
  return {
    nodes,
    get count() {
      // graphql awaits it; the types of resolvers do not say so.
      return count() as unknown as number;
    },
    pageInfo: { hasNextPage: rows.length > first, endCursor: last ? cursorOf(last.id) : null },
  };
}
