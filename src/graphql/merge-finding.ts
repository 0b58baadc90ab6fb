import type { DefinitionNode, TypeDefinitionNode } from 'graphql';
import { Kind } from 'graphql';
import type { ModuleTypeName } from '../generated/sdl.js';
import type { Part } from './merge-input.js';

/** What becomes of the inputs. */
export type MergeTarget = 'schema' | 'stitching' | 'federation' | 'mercurius';

/** Which rule found it. */
export type MergeRule =
  | 'two-copies-of-graphql'
  | 'kind-clash'
  | 'foreign-type'
  | 'fields-differ'
  | 'members-missing'
  | 'directive-clash'
  | 'versions-differ'
  | 'module-twice'
  | 'enum-map-missing'
  | 'enum-map-at-gateway'
  | 'enum-map-ignored'
  | 'duplicate-internal-value'
  | 'enum-as-input'
  | 'not-shareable'
  | 'shareable-misspelt'
  | 'member-without-type-check';

export interface MergeFinding {
  readonly rule: MergeRule;
  /** `error`: it breaks. `warning`: it works until something else happens, which `why` names. */
  readonly severity: 'error' | 'warning';
  /** The input, and the type or field in it: `shop, Query.errors(code:)`. */
  readonly where: string;
  readonly what: string;
  readonly why: string;
  readonly fix: string;
}

/** What is merged into what. */
export interface Merge {
  readonly parts: readonly Part[];
  readonly into: MergeTarget;
  readonly names: Readonly<Record<ModuleTypeName, string>>;
  /** The module's own SDL. */
  readonly own: Part;
  readonly gatewayResolvers: object;
}

export type Rule = (merge: Merge) => readonly MergeFinding[];

export const kindOf: Partial<Record<string, string>> = {
  [Kind.OBJECT_TYPE_DEFINITION]: 'type',
  [Kind.INTERFACE_TYPE_DEFINITION]: 'interface',
  [Kind.UNION_TYPE_DEFINITION]: 'union',
  [Kind.ENUM_TYPE_DEFINITION]: 'enum',
  [Kind.INPUT_OBJECT_TYPE_DEFINITION]: 'input',
  [Kind.SCALAR_TYPE_DEFINITION]: 'scalar',
};

const isTypeDefinition = (node: DefinitionNode): node is TypeDefinitionNode => node.kind in kindOf;

/** Every definition that an input has of the module's types, beside the module's own. */
export const ownDefinitions = ({ parts, names, own }: Merge) => {
  const taken = new Set(Object.values(names));
  const definitionOf = new Map(own.definitions.filter(isTypeDefinition).map((node) => [node.name.value, node]));
  return parts.flatMap((part) =>
    part.definitions
      .filter(isTypeDefinition)
      .filter(({ name }) => taken.has(name.value))
      .map((node) => ({ part, node, own: definitionOf.get(node.name.value)! })),
  );
};

export const renameFix = 'rename the types of the module: createErrorModule({ names: { prefix: "..." } })';
