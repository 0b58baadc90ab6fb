import { Kind, type DirectiveNode } from 'graphql';

/**
 * When a field is selected: always when empty, otherwise when each of these variables has that
 * value. A deferred fragment counts as a variable that no request sets.
 */
export type Conditions = ReadonlyMap<string, boolean>;

export const always: Conditions = new Map();

const origins = new WeakMap<Conditions, DirectiveNode>();

/** Returns the innermost directive that conditions come from. */
export const directiveOf = (conditions: Conditions): DirectiveNode | undefined => origins.get(conditions);

/** The directives that make a selection arrive later than the rest. */
const delaying: ReadonlySet<string> = new Set(['defer', 'stream']);

/** Returns the condition of a directive, a boolean where it is known; undefined for others. */
function conditionOf({
  name: { value: name },
  arguments: args = [],
  loc,
}: DirectiveNode): readonly [key: string, value: boolean] | boolean | undefined {
  const isDelaying = delaying.has(name);
  if (!isDelaying && name !== 'include' && name !== 'skip') return undefined;
  const value = args.find((argument) => argument.name.value === 'if')?.value;
  // Each deferred fragment arrives for itself.
  if (isDelaying) return value?.kind === Kind.BOOLEAN && !value.value ? true : [`@${name} ${loc?.start}`, true];
  if (value?.kind === Kind.VARIABLE) return [value.name.value, name === 'include'];
  return value?.kind === Kind.BOOLEAN ? value.value === (name === 'include') : undefined;
}

/** Returns conditions with those of directives; undefined for what is never selected. */
export function addConditions(
  conditions: Conditions,
  directives: readonly DirectiveNode[] | undefined,
): Conditions | undefined {
  if (!directives?.length) return conditions;
  const all = new Map(conditions);
  for (const condition of directives.map(conditionOf)) {
    if (condition === false) return undefined;
    if (condition === undefined || condition === true) continue;
    const [key, value] = condition;
    if ((all.get(key) ?? value) !== value) return undefined;
    all.set(key, value);
  }
  if (all.size === conditions.size) return conditions;
  origins.set(
    all,
    directives.find((directive) => Array.isArray(conditionOf(directive)))!,
  );
  return all;
}

/** Whether something is selected whenever the conditions `when` hold. */
export function isCovered(when: Conditions, selected: readonly Conditions[]): boolean {
  const possible = selected.filter((conditions) =>
    [...conditions].every(([key, value]) => (when.get(key) ?? value) === value),
  );
  const [first] = possible;
  if (!first) return false;
  if (possible.some((conditions) => [...conditions.keys()].every((key) => when.has(key)))) return true;
  const key = [...first.keys()].find((key) => !when.has(key))!;
  return [true, false].every((value) => isCovered(new Map([...when, [key, value]]), possible));
}

/** Describes conditions as the directives that have them. */
export const describeConditions = (conditions: Conditions): string =>
  [...conditions]
    .map(([key, value]) =>
      key.startsWith('@') ? key.split(' ')[0]! : value ? `@include(if: $${key})` : `@skip(if: $${key})`,
    )
    .join(' ');
