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
  readonly count: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

const cursorOf = (id: number): string => Buffer.from(`after:${id}`).toString('base64url');

const badInput = (message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });

function idOf(cursor: string): number {
  const id = /^after:(\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString())?.[1];
  if (id === undefined) throw badInput(`after must be the endCursor of the previous page, got ${inspect(cursor)}.`);
  return Number(id);
}

/**
 * Returns one page of rows, in ascending order of their ids.
 *
 * @param find returns at most `limit` rows with ids greater than `after`, in ascending order.
 * @param count returns the number of rows on all pages.
 * @throws GraphQLError BAD_USER_INPUT when `first` is not between 1 and 50, or `after` is not a
 * cursor returned by this server.
 */
export async function pageOf<Node extends { readonly id: number }>(
  { first, after }: ConnectionArguments,
  find: (after: number, limit: number) => PromiseLike<readonly Node[]>,
  count: () => PromiseLike<number>,
): Promise<Connection<Node>> {
  if (first < 1 || first > maximumPageSize) throw badInput(`first must be from 1 to ${maximumPageSize}, got ${first}.`);

  const [rows, total] = [await find(after == null ? 0 : idOf(after), first + 1), await count()];
  const nodes = rows.slice(0, first);
  const last = nodes.at(-1);
  return {
    nodes,
    count: total,
    pageInfo: { hasNextPage: rows.length > first, endCursor: last ? cursorOf(last.id) : null },
  };
}
