import { payloadErrorsOf } from '../failures/mutation-error.js';
import { isIterable, isThenable } from '../internal/executable-schema.js';
import { inspect } from '../internal/inspect.js';
import { amend } from './payload-fields.js';

/** What accepting a payload needs of its mutation. */
export interface PayloadRules {
  /** The schema coordinate of the mutation. */
  readonly coordinate: string;
  /** See `ErrorCheck.accept`. */
  readonly acceptErrors: (errors: readonly unknown[], thrown?: unknown) => readonly unknown[];
  readonly onDefect: ((error: unknown, coordinate: string) => void) | undefined;
}

/** Adds one `then`, also to a thenable whose own `then` returns nothing. */
export const settle = <Settled>(
  value: PromiseLike<Settled>,
  accept: (settled: Settled) => unknown,
  recover: (thrown: unknown) => unknown,
): Promise<unknown> => Promise.resolve(value).then(accept, recover);

/**
 * Returns the payload for what a resolver threw.
 *
 * @throws what was thrown, unchanged, when it is unexpected.
 */
export function recoverPayload(rules: PayloadRules, thrown: unknown): unknown {
  const errors = payloadErrorsOf(thrown);
  if (errors) return { errors: rules.acceptErrors(errors, thrown) };
  rules.onDefect?.(thrown, rules.coordinate);
  throw thrown;
}

function acceptErrors(rules: PayloadRules, payload: object, errors: unknown): unknown {
  if (errors === undefined || errors === null) return amend(payload, { errors: [] });
  if (!isIterable(errors)) {
    const { coordinate, onDefect } = rules;
    const wrong = new TypeError(
      `${coordinate} returned invalid "errors": expected a list of { errorCode, details }, got ${inspect(errors)}.`,
    );
    onDefect?.(wrong, coordinate);
    throw wrong;
  }
  const items = Array.isArray(errors) ? (errors as unknown[]) : Array.from(errors);
  if (items.some(isThenable)) {
    return settle(
      Promise.all(items),
      (settled) => acceptErrors(rules, payload, settled),
      (thrown) => recoverPayload(rules, thrown),
    );
  }
  // A MutationError may be returned among the errors instead of thrown.
  const unpacked = items.some((item) => item instanceof Error)
    ? items.flatMap((item): readonly unknown[] => payloadErrorsOf(item) ?? [item])
    : items;
  const accepted = rules.acceptErrors(unpacked);
  return accepted === errors ? payload : amend(payload, { errors: accepted });
}

/**
 * Returns the payload as graphql may serialize it.
 *
 * @throws what the field must fail with.
 */
export function acceptPayload(rules: PayloadRules, payload: unknown): unknown {
  if (typeof payload !== 'object' || payload === null) return payload;
  // graphql treats a returned error as thrown.
  if (payload instanceof Error) return recoverPayload(rules, payload);
  const { errors } = payload as { readonly errors?: unknown };
  if (errors === undefined || errors === null || (Array.isArray(errors) && errors.length === 0)) return payload;
  // graphql calls a function to get the value of a field. Only graphql knows the result.
  if (typeof errors === 'function') return payload;
  if (isThenable(errors)) {
    return settle(
      errors,
      (settled) => acceptErrors(rules, payload, settled),
      (thrown) => recoverPayload(rules, thrown),
    );
  }
  return acceptErrors(rules, payload, errors);
}

/** Returns the payloads of a batch. An invalid payload fails alone. */
export function acceptBatch(rules: PayloadRules, batch: unknown): unknown {
  if (!isIterable(batch)) return batch;
  return Array.from(batch, (payload) => {
    if (isThenable(payload)) {
      return settle(
        payload,
        (settled) => acceptPayload(rules, settled),
        (thrown) => recoverPayload(rules, thrown),
      );
    }
    try {
      return acceptPayload(rules, payload);
    } catch (defect) {
      // graphql reports an error in a list at its index.
      return defect;
    }
  });
}

/** Returns the batch for what a resolver of a list threw: one failed payload. */
export const recoverBatch = (rules: PayloadRules, thrown: unknown): unknown => [recoverPayload(rules, thrown)];
