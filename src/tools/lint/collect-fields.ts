import {
  isAbstractType,
  Kind,
  type FieldNode,
  type FragmentSpreadNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { DocumentFile, Insertion } from '../documents/document-file.js';
import { addConditions, type Conditions } from './conditions.js';
import type { FindFragments, Fragment } from './fragments.js';

/** A field of an operation, where it is selected. */
export interface SelectedField {
  readonly node: FieldNode;
  readonly file: DocumentFile;
  readonly conditions: Conditions;
}

/** Selections to look into. */
export interface Selections {
  readonly selectionSet: SelectionSetNode | undefined;
  readonly file: DocumentFile;
  readonly conditions: Conditions;
}

/** What is unknown of selections, so that fields may be missed. */
export type Gap =
  | { readonly kind: 'fragment'; readonly node: FragmentSpreadNode; readonly found: readonly Fragment[] }
  | { readonly kind: 'type'; readonly node: SelectionNode; readonly type: string }
  | { readonly kind: 'insertion'; readonly node: SelectionNode; readonly insertion: Insertion };

export interface CollectedFields {
  /** The fields by response key. */
  readonly fields: ReadonlyMap<string, readonly SelectedField[]>;
  readonly gaps: readonly Gap[];
}

/** Returns the fields that are selected for an object type, also in fragments. */
export type CollectFields = (
  within: readonly Selections[],
  type: GraphQLObjectType,
  root: DocumentFile,
) => CollectedFields;

function findInsertion(node: SelectionNode, { insertions }: DocumentFile): Insertion | undefined {
  if (insertions.length === 0 || node.kind === Kind.INLINE_FRAGMENT) return undefined;
  const { source, start } = node.loc!;
  return insertions.find(
    (insertion) => insertion.source === source && insertion.start >= start && insertion.start < node.name.loc!.end,
  );
}

export function createCollectFields(schema: GraphQLSchema, findFragments: FindFragments): CollectFields {
  /** Whether a fragment applies to a type; undefined when the schema has no type of that name. */
  const applies = (condition: string | undefined, type: GraphQLObjectType): boolean | undefined => {
    if (condition === undefined || condition === type.name) return true;
    const other = schema.getType(condition);
    if (!other) return undefined;
    return isAbstractType(other) && schema.isSubType(other, type);
  };

  return (within, type, root) => {
    const fields = new Map<string, SelectedField[]>();
    const gaps: Gap[] = [];
    const visited = new Set<string>();
    const ids = new Map<unknown, number>();

    /** Whether a fragment is new under these conditions. Fragments may be cyclic. */
    const isNew = ({ definition }: Fragment, conditions: Conditions): boolean => {
      const id = ids.get(definition) ?? ids.size;
      ids.set(definition, id);
      const size = visited.size;
      return visited.add(`${id} ${[...conditions].join(' ')}`).size > size;
    };

    const visitSpread = (node: FragmentSpreadNode, { file, conditions }: Selections): void => {
      const found = findFragments(node, file, root);
      const [fragment] = found;
      if (!fragment || found.length > 1) {
        gaps.push({ kind: 'fragment', node, found });
        return;
      }
      if (!isNew(fragment, conditions)) return;
      const { typeCondition, selectionSet } = fragment.definition;
      const condition = typeCondition.name.value;
      const isApplied = applies(condition, type);
      if (isApplied === undefined) gaps.push({ kind: 'type', node, type: condition });
      else if (isApplied) visit({ selectionSet, file: fragment.file, conditions });
    };

    const visit = ({ selectionSet, file, conditions: outer }: Selections): void => {
      for (const node of selectionSet?.selections ?? []) {
        const conditions = addConditions(outer, node.directives);
        if (!conditions) continue;
        const insertion = findInsertion(node, file);
        if (insertion) gaps.push({ kind: 'insertion', node, insertion });
        else if (node.kind === Kind.FIELD) {
          const key = (node.alias ?? node.name).value;
          const selected = fields.get(key) ?? [];
          fields.set(key, selected);
          selected.push({ node, file, conditions });
        } else if (node.kind === Kind.FRAGMENT_SPREAD) visitSpread(node, { selectionSet: undefined, file, conditions });
        else {
          const condition = node.typeCondition?.name.value;
          const isApplied = applies(condition, type);
          if (isApplied === undefined) gaps.push({ kind: 'type', node, type: condition! });
          else if (isApplied) visit({ selectionSet: node.selectionSet, file, conditions });
        }
      }
    };

    within.forEach(visit);
    return { fields, gaps };
  };
}

/** Returns the selections inside of fields. */
export const inside = (fields: readonly SelectedField[]): readonly Selections[] =>
  fields.map(({ node, file, conditions }) => ({ selectionSet: node.selectionSet, file, conditions }));
