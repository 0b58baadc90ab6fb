import {
  fieldOf,
  namedType,
  type DirectiveNode,
  type ObjectType,
  type ResolveInfo,
  type ResponsePath,
  type SelectionNode,
  type SelectionSetNode,
} from '../internal/executable-schema.js';

/** Returns the value of a variable, in graphql 16 and in 17. */
function variable({ variableValues }: ResolveInfo, name: string): unknown {
  const coerced = (variableValues.coerced ?? variableValues) as Readonly<Record<string, unknown>>;
  return Object.hasOwn(coerced, name) ? coerced[name] : variableValues[name];
}

/** Whether `@skip` and `@include` leave a selection in. */
const isIncluded = ({ directives = [] }: SelectionNode, info: ResolveInfo): boolean =>
  directives.every(({ name, arguments: given = [] }: DirectiveNode) => {
    if (name.value !== 'skip' && name.value !== 'include') return true;
    const condition = given[0]?.value;
    const value = condition?.kind === 'Variable' ? variable(info, condition.name!.value) : condition?.value;
    return value === (name.value === 'include');
  });

/** Whether a fragment applies to the payload: its type, or an interface or union of it. */
function appliesTo({ typeCondition }: SelectionNode, payload: ObjectType, { schema }: ResolveInfo): boolean {
  const name = typeCondition?.name.value;
  if (name === undefined || name === payload.name) return true;
  const type = schema.getType(name);
  return type !== undefined && type !== null && schema.isSubType(type as never, payload as never);
}

function selects(set: SelectionSetNode | undefined, payload: ObjectType, info: ResolveInfo): boolean {
  return (set?.selections ?? []).some((selection) => {
    if (!isIncluded(selection, info)) return false;
    if (selection.kind === 'Field') return selection.name?.value === 'errors';
    // An inline fragment has its own selections; a spread has the name of a fragment.
    const fragment = selection.selectionSet ? selection : info.fragments[selection.name!.value];
    return (
      fragment !== undefined && appliesTo(fragment, payload, info) && selects(fragment.selectionSet, payload, info)
    );
  });
}

/** Whether the client selects `errors` of a mutation's payload. */
export const selectsErrors = (payload: ObjectType, info: ResolveInfo): boolean =>
  info.fieldNodes.some(({ selectionSet }) => selects(selectionSet, payload, info));

/** Returns the selections with a response key, in fragments, too. */
function findByKey(set: SelectionSetNode, key: string, info: ResolveInfo): SelectionNode[] {
  return set.selections.flatMap((selection) => {
    if (selection.kind === 'Field') return (selection.alias ?? selection.name)?.value === key ? [selection] : [];
    const fragment = selection.selectionSet ? selection : info.fragments[selection.name!.value];
    return fragment?.selectionSet ? findByKey(fragment.selectionSet, key, info) : [];
  });
}

/**
 * Returns the coordinate of the mutation whose payload is at a position; `undefined` where it is
 * not the payload of a mutation. The path has response keys only, which aliases change.
 */
export function coordinateAt(path: ResponsePath | undefined, info: ResolveInfo): string | undefined {
  if (info.operation.operation !== 'mutation') return undefined;
  const keys: string[] = [];
  for (let step = path; step; step = step.prev) if (typeof step.key === 'string') keys.unshift(step.key);

  let coordinate: string | undefined;
  let type: unknown = info.schema.getMutationType();
  let sets: readonly SelectionSetNode[] = [info.operation.selectionSet];
  for (const key of keys) {
    const nodes = sets.flatMap((set) => findByKey(set, key, info));
    const name = nodes[0]?.name?.value;
    const field = name === undefined ? undefined : fieldOf(type, name);
    if (!field) return undefined;
    coordinate = `${(type as ObjectType).name}.${field.name}`;
    type = namedType(field.type);
    sets = nodes.flatMap(({ selectionSet }) => (selectionSet ? [selectionSet] : []));
  }
  return coordinate;
}
