import type { Context } from '../../context.js';
import type { UserRow } from '../../database/tables.js';

/** The parent value of the resolvers of `User`. */
export type Account = UserRow & {
  /** Set when the caller is the owner although the request is anonymous, as in a login. */
  readonly isOwn?: true;
};

/** Whether the caller may see the private fields of the account. */
export const isOwn = (user: Account, { viewer }: Context): boolean =>
  user.isOwn === true || viewer?.user.id === user.id;
