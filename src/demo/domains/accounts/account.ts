import type { UserRow } from '../../database/tables.js';

/** What the resolvers of `User` get. */
export type Account = UserRow & {
  /** True where the caller is known to be the owner, though the request was anonymous. */
  readonly isOwn?: true;
};
