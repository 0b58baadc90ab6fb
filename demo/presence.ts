import { ErrorCode, MutationError } from 'graphql-error-codes';

export const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/**
 * Checks that attributes of `input` are present and not blank.
 *
 * @throws MutationError MISSING_PARAMETER with one detail for each absent, null or blank attribute.
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
