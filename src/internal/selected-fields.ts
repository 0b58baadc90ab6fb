import type { SelectionNode, SelectionSetNode } from './executable-schema.js';

/** A definition of a GraphQL document: an operation or a fragment. */
export type DefinitionNode = Pick<SelectionNode, 'kind' | 'name' | 'selectionSet'>;

/** A field that an operation selects under one response key. */
export interface SelectedField {
  readonly name: string;
  /** One set for each time that the field is selected under this key. */
  readonly selections: SelectionSetNode[];
}

/** Returns the fields in selection sets, including those in fragments, by response key. */
export type CollectFields = (within: readonly SelectionSetNode[]) => ReadonlyMap<string, SelectedField>;

/** @param definitions all definitions of the document, for its fragments */
export function createCollectFields(definitions: readonly DefinitionNode[]): CollectFields {
  const fragments = new Map(
    definitions.flatMap(({ kind, name, selectionSet }) =>
      kind === 'FragmentDefinition' ? [[name?.value, selectionSet] as const] : [],
    ),
  );

  return (within) => {
    const fields = new Map<string, SelectedField>();
    const collect = (sets: readonly SelectionSetNode[]): void => {
      for (const { kind, name, alias, selectionSet } of sets.flatMap(({ selections }) => selections)) {
        if (kind === 'Field') {
          const key = alias?.value ?? name!.value;
          const field = fields.get(key) ?? { name: name!.value, selections: [] };
          fields.set(key, field);
          if (selectionSet) field.selections.push(selectionSet);
        } else {
          // An inline fragment has selections of its own; a spread has the name of a fragment.
          const fragment = selectionSet ?? fragments.get(name?.value);
          if (fragment) collect([fragment]);
        }
      }
    };
    collect(within);
    return fields;
  };
}
