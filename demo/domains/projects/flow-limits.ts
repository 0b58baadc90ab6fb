import { ErrorCode, MutationError, type ActiveModelError } from 'graphql-error-codes';
import type { FlowInput } from '../../generated/resolvers.js';
import { isStorable } from '../../text.js';
import type { FlowLayout } from './flow-layout.js';

/** How large a flow may be. */
const limits = { nodes: 500, parameters: 100, settings: 100 };

/** How many values that cannot be stored are reported. */
const maximumDetails = 20;

/**
 * Checks the size of a flow, before anything is looked up for it.
 *
 * @throws MutationError INVALID_SETTING with one detail for each list that is too long
 */
export function requireFlowSize({ settings }: FlowInput, { nodes }: FlowLayout): void {
  const tooLong: string[] = [];
  if (nodes.length > limits.nodes) tooLong.push('flow.startingNode');
  if ((settings?.length ?? 0) > limits.settings) tooLong.push('flow.settings');
  for (const { node, path } of nodes) {
    if (node.parameters.length > limits.parameters) tooLong.push(`${path}.parameters`);
  }
  if (tooLong.length === 0) return;
  const details = tooLong.slice(0, maximumDetails).map((attribute) => ({ attribute, type: 'too_long' }));
  throw new MutationError(ErrorCode.INVALID_SETTING, ...details);
}

/**
 * Returns a detail for each text and number of `value` that PostgreSQL cannot store, also in names
 * of fields. Its JSON cannot hold U+0000, although the escape is valid JSON, nor infinite numbers.
 *
 * @param path of `value` in the input
 */
export function findUnstorable(value: unknown, path: string): ActiveModelError[] {
  const details: ActiveModelError[] = [];
  const pending: { readonly value: unknown; readonly path: string }[] = [{ value, path }];
  for (let index = 0; index < pending.length && details.length < maximumDetails; index++) {
    const { value: part, path: attribute } = pending[index]!;
    const isText = typeof part === 'string' && isStorable(part);
    // A number such as 1e999 would become null.
    const isNumber = typeof part === 'number' && Number.isFinite(part);
    if (['string', 'number'].includes(typeof part) && !isText && !isNumber)
      details.push({ attribute, type: 'invalid' });
    if (typeof part !== 'object' || part === null) continue;
    const entries = Object.entries(part);
    // The name itself must not appear in the path.
    if (entries.some(([name]) => !isStorable(name))) details.push({ attribute, type: 'invalid' });
    else
      pending.push(...entries.map(([name, inner]) => ({ value: inner, path: `${attribute}.${name.slice(0, 100)}` })));
  }
  return details;
}
