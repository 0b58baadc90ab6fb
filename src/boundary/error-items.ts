import { isAsyncIterable, isIterable, isThenable } from '../internal/executable-schema.js';
import { inspect } from '../internal/inspect.js';
import type { PayloadRules } from './accept-payload.js';

/** What an item of a list rejected with, or its iterator threw. One list may have several. */
class Rejection extends Error {
  readonly reason: unknown;

  constructor(reason: unknown) {
    super('an error of the list');
    this.reason = reason;
  }
}

function iterate(iterable: Iterable<unknown>): unknown[] {
  const items: unknown[] = [];
  try {
    for (const item of iterable) items.push(item);
  } catch (thrown) {
    items.push(new Rejection(thrown));
  }
  return items;
}

async function collect(iterable: AsyncIterable<unknown>): Promise<unknown[]> {
  const items: unknown[] = [];
  try {
    for await (const item of iterable) items.push(item);
  } catch (thrown) {
    items.push(new Rejection(thrown));
  }
  return items;
}

async function settleItems(items: readonly unknown[]): Promise<unknown[]> {
  const settled = await Promise.allSettled(items);
  return settled.map((item) => (item.status === 'fulfilled' ? item.value : new Rejection(item.reason)));
}

/**
 * Returns the items of `errors`, awaited.
 *
 * @throws TypeError for a value that is not a list.
 */
export function itemsOf(rules: PayloadRules, errors: unknown): readonly unknown[] | Promise<readonly unknown[]> {
  if (Array.isArray(errors)) return errors.some(isThenable) ? settleItems(errors) : errors;
  if (errors === undefined || errors === null) return [];
  if (isIterable(errors)) return itemsOf(rules, iterate(errors));
  if (isAsyncIterable(errors)) return collect(errors);
  const invalid = new TypeError(
    `${rules.coordinate} returned invalid "errors": expected a list of { errorCode, details }, got ${inspect(errors)}.`,
  );
  rules.reportDefect(invalid);
  throw invalid;
}

const isThrown = (item: unknown): boolean => item instanceof Error;

/** Whether an item of a list needs neither to be awaited nor to be replaced. */
export const isSettled = (item: unknown): boolean => !isThrown(item) && !isThenable(item);

/** Replaces a MutationError among the errors: it may be returned instead of thrown. */
export function unpack(rules: PayloadRules, items: readonly unknown[]): readonly unknown[] {
  if (!items.some(isThrown)) return items;
  return items.flatMap((item): readonly unknown[] => {
    if (item instanceof Rejection) {
      const errors = rules.toErrors(item.reason);
      if (errors) return errors;
      rules.reportDefect(item.reason);
      throw item.reason;
    }
    return (item instanceof Error ? rules.toErrors(item) : undefined) ?? [item];
  });
}
