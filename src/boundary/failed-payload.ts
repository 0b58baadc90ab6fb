import type { ObjectType } from '../internal/executable-schema.js';

/** Marks the payloads of all copies of this package. */
const brand = Symbol.for('graphql-error-codes.FailedPayload');

/** The payload of a mutation that threw. */
export class FailedPayload {
  static {
    Object.defineProperty(this.prototype, brand, { value: true });
  }

  readonly errors: readonly unknown[];
  /** As the client sent it. */
  readonly clientMutationId: unknown;

  constructor(errors: readonly unknown[], clientMutationId: unknown) {
    this.errors = errors;
    this.clientMutationId = clientMutationId;
  }
}

/** Whether a value is the payload of a mutation that threw. */
export const isFailedPayload = (value: unknown): value is FailedPayload =>
  typeof value === 'object' && value !== null && brand in value;

/** The types whose `isTypeOf` accepts failures. */
const adapted = new WeakSet<ObjectType>();

/** Lets a type with `isTypeOf`, such as one of a class, accept the payload of a failure. */
export function acceptFailures(payload: ObjectType): void {
  const { isTypeOf } = payload;
  if (!isTypeOf || adapted.has(payload)) return;
  adapted.add(payload);
  payload.isTypeOf = (value, context, info) => isFailedPayload(value) || isTypeOf.call(payload, value, context, info);
}
