import { isFailure } from '../failures/mutation-error.js';
import { isAsyncIterable, isIterable, isThenable, type ResolveInfo } from '../internal/executable-schema.js';
import { acceptPayload, recoverPayload, settle, type PayloadRules } from './accept-payload.js';
import { createCall, type Call } from './call.js';

/** Returns the payloads of a batch. An invalid payload fails alone. */
export function acceptBatch(
  rules: PayloadRules,
  batch: unknown,
  args: unknown,
  context: unknown,
  info: ResolveInfo,
): unknown {
  const acceptItem = (payload: unknown, index: number): unknown => {
    if (isThenable(payload)) {
      return settle(
        payload,
        (settled) => acceptPayload(rules, settled, args, context, info, index),
        (thrown) => recoverPayload(rules, thrown, createCall(args, context, info, index)),
      );
    }
    try {
      return acceptPayload(rules, payload, args, context, info, index);
    } catch (defect) {
      // graphql reports an error in a list at its index.
      return defect;
    }
  };
  const call = createCall(args, context, info);
  if (batch instanceof Error) return recoverBatch(rules, batch, call);
  if (isAsyncIterable(batch)) return acceptItems(rules, batch, call, acceptItem);
  // One failure instead of a list, as if it had been thrown.
  if (!isIterable(batch)) return isFailure(batch) ? [acceptItem(batch, 0)] : batch;
  const payloads: unknown[] = [];
  try {
    for (const payload of batch) payloads.push(acceptItem(payload, payloads.length));
  } catch (thrown) {
    payloads.push(recoverPayload(rules, thrown, { ...call, index: payloads.length }));
  }
  return payloads;
}

/** graphql 17 accepts a list that comes item by item. */
async function* acceptItems(
  rules: PayloadRules,
  batch: AsyncIterable<unknown>,
  call: Call,
  acceptItem: (payload: unknown, index: number) => unknown,
): AsyncGenerator {
  let index = 0;
  try {
    for await (const payload of batch) yield acceptItem(payload, index++);
  } catch (thrown) {
    yield recoverPayload(rules, thrown, { ...call, index });
  }
}

/** Returns the batch for what a resolver of a list threw: one failed payload. */
export const recoverBatch = (rules: PayloadRules, thrown: unknown, call: Call): unknown => [
  recoverPayload(rules, thrown, { ...call, index: 0 }),
];
