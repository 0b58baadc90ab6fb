import type { ASTNode } from 'graphql';
import type { DocumentFile } from '../documents/document-file.js';
import { describeConditions, directiveOf, isCovered } from './conditions.js';
import { inside, type CollectedFields, type CollectFields, type Gap, type SelectedField } from './collect-fields.js';
import { writeDetails, type DetailSelection, type ErrorSelection } from './error-selection.js';

/** What a selection of errors lacks. */
export interface Problem {
  /** Clients still see the failure and its code when a warning is ignored. */
  readonly level: 'error' | 'warning';
  /** Completes a sentence that starts with the mutation. */
  readonly message: string;
  readonly node: ASTNode;
}

/** Problems, and what is unknown of the selection. */
export interface Checked {
  readonly problems: readonly Problem[];
  readonly gaps: readonly Gap[];
}

const error = (node: ASTNode, message: string): Problem => ({ level: 'error', node, message });

/** Returns the occurrences of a field, under whatever key. */
export const occurrences = ({ fields }: CollectedFields, name: string): readonly SelectedField[] =>
  [...fields.values()].flat().filter(({ node }) => node.name.value === name);

/** Returns whether a field is selected wherever its parents are, or why it may be absent. */
export function findField(
  parents: readonly SelectedField[],
  collected: CollectedFields,
  name: string,
  within: string,
): 'selected' | 'absent' | Problem {
  const ofKey = collected.fields.get(name) ?? [];
  const wrong = ofKey.find(({ node }) => node.name.value !== name);
  if (wrong) {
    const message = `selects ${wrong.node.name.value} as "${name}"${within}, where clients read the field ${name}. Choose another alias.`;
    return error(wrong.node, message);
  }
  const conditions = ofKey.map((field) => field.conditions);
  if (parents.every((parent) => isCovered(parent.conditions, conditions))) return 'selected';
  const [conditional] = ofKey;
  if (conditional) {
    const outer = parents.find((parent) => !isCovered(parent.conditions, conditions))!;
    const own = new Map([...conditional.conditions].filter(([key]) => !outer.conditions.has(key)));
    const missed = own.size > 0 ? own : conditional.conditions;
    const where = missed.size > 0 ? ` with ${describeConditions(missed)}` : ' in a part of the selections';
    // The condition may be that of a spread, in another file than the field.
    const directive = own.size > 0 ? directiveOf(conditional.conditions) : undefined;
    const isOfField = !directive || conditional.node.directives?.includes(directive);
    const node = isOfField ? conditional.node : directive;
    return error(node, `selects ${name}${within} only${where}. Select it without a condition.`);
  }
  const [aliased] = occurrences(collected, name);
  if (!aliased) return 'absent';
  return error(
    aliased.node,
    `selects ${name} as "${aliased.node.alias!.value}"${within}, where clients read "${name}". Remove the alias.`,
  );
}

/** Returns the problems of the details of one type; undefined when the type is not selected. */
function checkDetail(
  details: readonly SelectedField[],
  collected: CollectedFields,
  { type, required }: DetailSelection,
): readonly Problem[] | undefined {
  if (!required) {
    const selected = [...collected.fields.values()].flat().filter(({ node }) => node.name.value !== '__typename');
    return selected.length > 0 ? [] : undefined;
  }
  const found = required.map((name) => findField(details, collected, name, ` of ${type.name}`));
  if (found.includes('absent')) return undefined;
  return found.filter((result) => typeof result !== 'string');
}

/**
 * Checks the selections of a list `errors`.
 *
 * @param fragment the name of a fragment that selects all of an error, for advice
 */
export function checkErrors(
  errors: readonly SelectedField[],
  { error: type, details: members }: ErrorSelection,
  {
    collect,
    root,
    fragment,
  }: { readonly collect: CollectFields; readonly root: DocumentFile; readonly fragment?: string | undefined },
): Checked {
  const problems: Problem[] = [];
  const item = collect(inside(errors), type, root);
  const gaps: Gap[] = [...item.gaps];
  const spread = fragment === undefined ? undefined : `...${fragment}`;

  const absent: string[] = [];
  for (const name of ['errorCode', 'details']) {
    const result = findField(errors, item, name, ' of errors');
    if (result === 'absent') absent.push(name);
    else if (result !== 'selected') problems.push(result);
  }
  if (absent.length > 0) {
    const advice = absent.map((name) => (name === 'details' ? writeDetails(members) : name)).join(' ');
    problems.push(error(errors[0]!.node, `selects errors without ${absent.join(' and ')}. Add ${spread ?? advice}.`));
  }

  const details = occurrences(item, 'details');
  const [first] = details;
  if (!first) return { problems, gaps };
  const missing: DetailSelection[] = [];
  let hasTypename = true;
  for (const member of members) {
    const collected = collect(inside(details), member.type, root);
    gaps.push(...collected.gaps);
    hasTypename &&= findField(details, collected, '__typename', '') === 'selected';
    const found = checkDetail(details, collected, member);
    if (found) problems.push(...found);
    else missing.push(member);
  }
  for (const level of ['error', 'warning'] as const) {
    const ofLevel = missing.filter(({ required }) => (required !== undefined) === (level === 'error'));
    if (ofLevel.length === 0) continue;
    const names = ofLevel.map(({ text }) => text).join(' and ');
    const advice =
      level === 'error' && spread !== undefined
        ? `Add ${spread} to errors`
        : `Add ${hasTypename ? '' : '__typename '}${ofLevel.map(({ text }) => `... on ${text}`).join(' ')}`;
    problems.push({ level, node: first.node, message: `selects details without ${names}. ${advice}.` });
  }
  if (!hasTypename && missing.length === 0) {
    const message = 'selects details without __typename, so types that are added later look empty. Add __typename.';
    problems.push({ level: 'warning', node: first.node, message });
  }
  return { problems, gaps };
}
