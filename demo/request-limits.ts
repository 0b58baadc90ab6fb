import {
  getNamedType,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { maximumPageSize } from './connection.js';

/**
 * The limits of one request, checked before graphql validates it: its own rules take quadratic time
 * on hostile documents. test/demo/request-limits.test.ts measures the operations of clients against
 * them, and docs/production.md lists them.
 */
export const requestLimits = {
  /** Bytes of the body. */
  bodyBytes: 256 * 1024,
  /** Tokens of the document. */
  tokens: 4000,
  /** Operations and fragments of the document. */
  definitions: 30,
  /** Selected fields, after fragments are expanded. */
  fields: 480,
  /** Fields with an alias, after fragments are expanded. */
  aliases: 30,
  /** Fields of the operation itself. */
  rootFields: 20,
  /** Fields within fields. */
  depth: 15,
  /** Directives of the document. */
  directives: 30,
  /** Directives of one field, fragment or operation. */
  directivesOfOne: 5,
  /** Objects and lists within each other, in literals and variables. */
  valueDepth: 500,
  /** Items of a list, in literals and variables. */
  listItems: 1000,
  /**
   * The most fields that the response may have: the fields of a list count once for each item, up
   * to the page size.
   */
  cost: 30_000,
  /** Lists of types, fields and so on within each other, in introspection. */
  introspectionLists: 3,
  /** Characters of a `clientMutationId`: it is repeated for each field that selects it. */
  clientMutationId: 256,
} as const;

export type RequestLimit = keyof typeof requestLimits;

/** What a document amounts to, in the units of {@link requestLimits}. */
export interface DocumentSize {
  readonly definitions: number;
  readonly fields: number;
  readonly aliases: number;
  readonly rootFields: number;
  readonly depth: number;
  readonly directives: number;
  readonly directivesOfOne: number;
  readonly cost: number;
  readonly introspectionLists: number;
}

/**
 * A list without pages, such as the parameters of a function, is assumed to have this many items.
 */
const assumedItems = 10;

/** The fields of introspection that return lists of what can be recursive. */
const introspectionLists: ReadonlySet<string> = new Set(['fields', 'interfaces', 'possibleTypes', 'inputFields']);

interface SelectionSize {
  readonly fields: number;
  readonly aliases: number;
  readonly depth: number;
  readonly cost: number;
  readonly introspectionLists: number;
}

const nothing: SelectionSize = { fields: 0, aliases: 0, depth: 0, cost: 0, introspectionLists: 0 };

const add = (a: SelectionSize, b: SelectionSize): SelectionSize => ({
  fields: a.fields + b.fields,
  aliases: a.aliases + b.aliases,
  cost: a.cost + b.cost,
  depth: Math.max(a.depth, b.depth),
  introspectionLists: Math.max(a.introspectionLists, b.introspectionLists),
});

/** How many items the field returns at most. Its pages are bounded by `first`. */
function itemsOf(field: GraphQLField<unknown, unknown> | undefined, node: FieldNode): number {
  if (!field) return 1;
  const page = field.args.find(({ name }) => name === 'first');
  if (page) {
    const given = node.arguments?.find(({ name }) => name.value === 'first')?.value;
    // The page size of a variable is unknown here: the verdict holds for all requests of a
    // document.
    if (given?.kind !== Kind.INT) return maximumPageSize;
    return Math.max(1, Math.min(maximumPageSize, Number(given.value)));
  }
  const type = isNonNullType(field.type) ? field.type.ofType : field.type;
  return isListType(type) ? assumedItems : 1;
}

/** The lists within a page are its nodes, which its field has counted. */
const isNodesOfPage = (parent: GraphQLNamedType | undefined, name: string): boolean =>
  name === 'nodes' && parent !== undefined && parent.name.endsWith('Connection');

/**
 * Measures the operations of a document, in time proportional to its length: each fragment is
 * measured once, however often it is spread.
 *
 * @returns the largest operation; `null` when fragments spread themselves, which graphql's own
 * validation reports.
 */
export function measureDocument(schema: GraphQLSchema, document: DocumentNode): DocumentSize | null {
  const fragments = new Map<string, FragmentDefinitionNode>();
  const operations: OperationDefinitionNode[] = [];
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    if (definition.kind === Kind.OPERATION_DEFINITION) operations.push(definition);
  }
  const measured = new Map<string, SelectionSize | 'measuring'>();
  let directives = 0;
  let directivesOfOne = 0;
  let isCyclic = false;

  function countDirectives({
    directives: applied = [],
  }: {
    readonly directives?: readonly unknown[] | undefined;
  }): void {
    directives += applied.length;
    directivesOfOne = Math.max(directivesOfOne, applied.length);
  }

  function ofFragment(name: string): SelectionSize {
    const fragment = fragments.get(name);
    const known = measured.get(name);
    if (known === 'measuring') isCyclic = true;
    if (!fragment || known === 'measuring') return nothing;
    if (known) return known;
    measured.set(name, 'measuring');
    countDirectives(fragment);
    const size = ofSelections(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value), false);
    measured.set(name, size);
    return size;
  }

  function ofField(node: FieldNode, parent: GraphQLNamedType | undefined, isIntrospection: boolean): SelectionSize {
    const name = node.name.value;
    const inIntrospection = isIntrospection || name === '__schema' || name === '__type';
    const field = isObjectType(parent) ? parent.getFields()[name] : undefined;
    const type = inIntrospection ? undefined : field && getNamedType(field.type);
    const inner = node.selectionSet
      ? ofSelections(node.selectionSet, isCompositeType(type) ? type : undefined, inIntrospection)
      : nothing;
    const items = isNodesOfPage(parent, name) ? 1 : itemsOf(field, node);
    return {
      fields: inner.fields + 1,
      aliases: inner.aliases + (node.alias ? 1 : 0),
      depth: inner.depth + 1,
      cost: inner.cost * items + 1,
      introspectionLists: inner.introspectionLists + (inIntrospection && introspectionLists.has(name) ? 1 : 0),
    };
  }

  function ofSelections(
    { selections }: SelectionSetNode,
    parent: GraphQLNamedType | undefined,
    isIntrospection: boolean,
  ): SelectionSize {
    let size = nothing;
    for (const node of selections) {
      countDirectives(node);
      if (node.kind === Kind.FIELD) size = add(size, ofField(node, parent, isIntrospection));
      else if (node.kind === Kind.FRAGMENT_SPREAD) size = add(size, ofFragment(node.name.value));
      else {
        const condition = node.typeCondition ? schema.getType(node.typeCondition.name.value) : parent;
        size = add(size, ofSelections(node.selectionSet, condition, isIntrospection));
      }
    }
    return size;
  }

  let largest = nothing;
  let rootFields = 0;
  for (const operation of operations) {
    countDirectives(operation);
    for (const variable of operation.variableDefinitions ?? []) countDirectives(variable);
    const root = schema.getRootType(operation.operation) ?? undefined;
    const size = ofSelections(operation.selectionSet, root, false);
    largest = {
      fields: Math.max(largest.fields, size.fields),
      aliases: Math.max(largest.aliases, size.aliases),
      depth: Math.max(largest.depth, size.depth),
      cost: Math.max(largest.cost, size.cost),
      introspectionLists: Math.max(largest.introspectionLists, size.introspectionLists),
    };
    rootFields = Math.max(rootFields, countRootFields(operation.selectionSet, fragments, new Map()));
  }
  // Also those that no operation spreads: they are validated, too.
  for (const name of fragments.keys())
    largest = { ...largest, fields: Math.max(largest.fields, ofFragment(name).fields) };
  if (isCyclic) return null;
  return { ...largest, rootFields, directives, directivesOfOne, definitions: document.definitions.length };
}

/** Counts the fields of an operation itself, also in fragments. */
function countRootFields(
  { selections }: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  counted: Map<string, number>,
): number {
  let count = 0;
  for (const node of selections) {
    if (node.kind === Kind.FIELD) count += 1;
    else if (node.kind === Kind.INLINE_FRAGMENT) count += countRootFields(node.selectionSet, fragments, counted);
    else {
      const name = node.name.value;
      if (!counted.has(name)) {
        // A fragment that spreads itself counts as empty; it is not executed.
        counted.set(name, 0);
        const fragment = fragments.get(name);
        if (fragment) counted.set(name, countRootFields(fragment.selectionSet, fragments, counted));
      }
      count += counted.get(name)!;
    }
  }
  return count;
}
