import * as v from 'valibot';
import { ErrorCode, fromIssues, MutationError } from 'graphql-error-codes';
import type { DatabaseFailure } from '../../database/failure.js';
import { requirePresent } from '../../presence.js';
import { isStorable, text } from '../../text.js';

/**
 * The name of an organization, role, project or flow. The messages are sent to clients as `type`.
 */
export const displayName = v.pipe(v.string(), v.trim(), text(3, 50), v.check(isStorable, 'invalid'));

const named = v.object({ name: displayName });

/**
 * Validates the name in the input and returns it trimmed.
 *
 * @throws MutationError MISSING_PARAMETER, INVALID_SETTING
 */
export function acceptName(input: { readonly name?: string | null }): string {
  requirePresent(input, ['name']);
  const data = v.safeParse(named, input);
  if (!data.success) throw new MutationError(ErrorCode.INVALID_SETTING, ...fromIssues(data.issues, input));
  return data.output.name;
}

/**
 * Converts the violation of a unique index on names to INVALID_SETTING.
 *
 * @param attribute the path of the name in the input
 */
export const nameTaken =
  (index: string, attribute = 'name') =>
  ({ constraint }: DatabaseFailure): MutationError | undefined =>
    constraint === index ? new MutationError(ErrorCode.INVALID_SETTING, { attribute, type: 'taken' }) : undefined;
