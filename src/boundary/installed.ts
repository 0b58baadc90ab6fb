import type { CallableResolve, Field, Resolve } from '../internal/executable-schema.js';

/** What a resolver is known by that this package installed. */
interface Mark {
  /** The copy of the package. Another one does not see its amendments. */
  readonly copy: symbol;
  /** Whether the field had no resolver before. */
  readonly isFirst: boolean;
}

/** The key of the mark, in all copies of this package. */
const markKey = Symbol.for('graphql-error-codes.installed');
const copy = Symbol('copy');

const markOf = (resolve: Resolve | undefined): Mark | undefined =>
  (resolve as { readonly [markKey]?: Mark } | undefined)?.[markKey];

/** Whether a resolver was installed by this or by another copy of the package. */
export const isInstalled = (resolve: Resolve | undefined): boolean => markOf(resolve) !== undefined;

/** Whether a field has a resolver of the host, or of another copy, possibly inside of our own. */
export function hasHostResolver({ resolve }: Field): boolean {
  const mark = markOf(resolve);
  return Boolean(resolve) && !(mark?.copy === copy && mark.isFirst);
}

/** Replaces the resolver of a field, once. A field that the type does not have is left out. */
export function install(
  fields: Readonly<Record<string, Field>>,
  name: string,
  create: (present: CallableResolve | undefined) => CallableResolve | undefined,
): void {
  const field = fields[name];
  if (!field || markOf(field.resolve)?.copy === copy) return;
  const resolve: (CallableResolve & { [markKey]?: Mark }) | undefined = create(
    field.resolve as CallableResolve | undefined,
  );
  if (!resolve) return;
  resolve[markKey] = { copy, isFirst: !field.resolve };
  field.resolve = resolve;
}
