import { Kind, type FieldNode, type GraphQLObjectType } from 'graphql';
import type { DocumentFile } from '../documents/document-file.js';
import { checkErrors } from './check-errors.js';
import type { CollectFields } from './collect-fields.js';
import { always } from './conditions.js';
import { createErrorSelection, type ErrorSelection } from './error-selection.js';

/** What clients need of a type of errors. */
export interface Advice {
  readonly selection: ErrorSelection;
  /** The name of a fragment of the documents that selects all of an error. */
  readonly fragment: string | undefined;
}

/** Returns the advice for a type of errors. */
export type Advise = (type: GraphQLObjectType) => Advice;

export function createAdvise(files: readonly DocumentFile[], collect: CollectFields): Advise {
  const advised = new Map<GraphQLObjectType, Advice>();
  const names = new Map<string, number>();
  const fragments = files.flatMap((file) => (file.isPassed ? file.fragments.map((node) => ({ node, file })) : []));
  for (const { node } of fragments) names.set(node.name.value, (names.get(node.name.value) ?? 0) + 1);

  return (type) => {
    const present = advised.get(type);
    if (present) return present;
    const selection = createErrorSelection(type);
    const complete = fragments.find(({ node, file }) => {
      if (node.typeCondition.name.value !== type.name || names.get(node.name.value) !== 1) return false;
      const name = { kind: Kind.NAME, value: 'errors' } as const;
      const field: FieldNode = { kind: Kind.FIELD, name, selectionSet: node.selectionSet };
      const errors = [{ node: field, file, conditions: always }];
      const { problems, gaps } = checkErrors(errors, selection, { collect, root: file });
      return problems.length === 0 && gaps.length === 0;
    });
    const advice = { selection, fragment: complete?.node.name.value };
    advised.set(type, advice);
    return advice;
  };
}
