import { ErrorCode, MutationError } from 'graphql-error-codes';

/**
 * Checks that the named attributes of `input` hold something besides white space.
 *
 * @throws MutationError MISSING_PARAMETER with one detail for each attribute that is absent, null or blank.
 */
export function requirePresent<Input extends object>(
  input: Input,
  attributes: readonly (keyof Input & string)[],
): void {
  const missing = attributes.filter((attribute) => isBlank(input[attribute]));
  if (missing.length > 0) {
    throw new MutationError(ErrorCode.MISSING_PARAMETER, ...missing.map((attribute) => ({ attribute, type: 'blank' })));
  }
}

export const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
