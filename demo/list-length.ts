import { ErrorCode, MutationError } from 'graphql-error-codes';

/** How many ids or names a list in an input may have. */
const maximumLength = 100;

/**
 * Checks the length of a list before anything is looked up for its items.
 *
 * @throws MutationError INVALID_SETTING of type `too_long`
 */
export function requireListLength(attribute: string, list: readonly unknown[]): void {
  if (list.length > maximumLength) throw new MutationError(ErrorCode.INVALID_SETTING, { attribute, type: 'too_long' });
}
