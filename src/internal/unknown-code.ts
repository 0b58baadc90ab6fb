import { didYouMean } from './did-you-mean.js';
import type { EnumType } from './executable-schema.js';
import { inspect } from './inspect.js';

/**
 * The message for a code that an enum does not have, with a suggestion where one is close.
 *
 * @param where the field that returned the code, as a schema coordinate: `Mutation.usersLogin`
 */
export const unknownCodeMessage = (where: string, code: unknown, codes: EnumType): string =>
  `${where} returned the code ${inspect(code)}, which ${codes.name} does not have.${suggestCode(code, codes)}`;

/** The end of such a message: the name that was probably meant. */
export const suggestCode = (code: unknown, codes: EnumType): string =>
  didYouMean(
    code,
    codes.getValues().map(({ name }) => name),
  );
