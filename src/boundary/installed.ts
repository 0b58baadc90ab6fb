import type { Field, Resolve } from '../internal/executable-schema.js';
import type { CallableResolve } from './payload-fields.js';

/** Marks the resolvers of payload and error types that all copies of this package install. */
const brand = Symbol.for('graphql-error-codes.installed');

/** The resolvers of this copy. Those of another one do not see the amendments of this one. */
const own = new WeakSet<object>();

/** Whether a resolver was installed by this or by another copy of the package. */
export const isInstalled = (resolve: Resolve | undefined): boolean => resolve !== undefined && brand in resolve;

/** Replaces the resolver of a field, once. A field that the type does not have is left out. */
export function install(
  fields: Readonly<Record<string, Field>>,
  name: string,
  create: (present: CallableResolve | undefined) => CallableResolve | undefined,
): void {
  const field = fields[name];
  if (!field || (field.resolve && own.has(field.resolve))) return;
  const resolve = create(field.resolve as CallableResolve | undefined);
  if (!resolve) return;
  Object.defineProperty(resolve, brand, { value: true });
  own.add(resolve);
  field.resolve = resolve;
}
