import type { ObjectType } from '../internal/executable-schema.js';

/** Marks the payloads of all copies of this package. */
const brand: unique symbol = Symbol.for('graphql-error-codes.FailedPayload');

/** The payload of a mutation that threw. */
export class FailedPayload {
  static {
    Object.defineProperty(this.prototype, brand, { value: true });
  }

  readonly errors: readonly unknown[];

  constructor(errors: readonly unknown[]) {
    this.errors = errors;
  }
}

/** Whether a value is the payload of a mutation that threw. */
export const isFailedPayload = (value: unknown): value is FailedPayload =>
  // A proxy may claim to have every property.
  typeof value === 'object' && value !== null && (value as { readonly [brand]?: unknown })[brand] === true;

/** The types whose `isTypeOf` accepts failures. */
const adapted = new WeakSet<ObjectType>();

/** Lets a type with `isTypeOf`, such as one of a class, accept the values of a failure, too. */
export function extendTypeCheck(type: ObjectType, isOwn: (value: unknown) => boolean): void {
  const { isTypeOf } = type;
  if (!isTypeOf || adapted.has(type)) return;
  adapted.add(type);
  type.isTypeOf = (value, context, info) => isOwn(value) || isTypeOf.call(type, value, context, info);
}
