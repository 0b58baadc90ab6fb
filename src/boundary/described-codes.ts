import type { Field } from '../internal/executable-schema.js';

/**
 * Returns the codes that `withErrorPayloads` appended to the description of a mutation; `undefined`
 * where it appended none.
 */
export function describedCodes({ description }: Pick<Field, 'description'>): readonly string[] | undefined {
  const list = /(?:^|\n\n)Errors: (none|`\w+`(?:, `\w+`)*)$/.exec(description ?? '')?.[1];
  if (list === undefined) return undefined;
  return list === 'none' ? [] : list.slice(1, -1).split('`, `');
}
