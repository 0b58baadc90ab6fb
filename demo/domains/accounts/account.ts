import type { Context } from '../../context.js';
import type { UserRow } from '../../database/tables.js';

/** What the resolvers of `User` get. */
export type Account = UserRow & {
  /** True where the caller is known to be the owner, though the request was anonymous. */
  readonly isOwn?: true;
};

/** Whether the caller may see what only the owner of an account sees. */
export const isOwn = (user: Account, { viewer }: Context): boolean =>
  user.isOwn === true || viewer?.user.id === user.id;
