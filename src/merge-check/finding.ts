import { print, type FieldDefinitionNode, type InputValueDefinitionNode } from 'graphql';
import type { AnyTypeNames } from '../module/type-names.js';
import type { Part } from './input.js';

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
  | 'resolvers-missing'
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
  readonly names: AnyTypeNames;
  /** The module's own SDL. */
  readonly own: Part;
  readonly gatewayResolvers: readonly object[];
}

export type Rule = (merge: Merge) => readonly MergeFinding[];

/** What an input makes of a type, by all its declarations and extensions. */
export interface DeclaredType {
  /** `type`, `union`, `enum`, `interface`, `input` or `scalar`. */
  readonly kind: string;
  /** Whether it is declared, and not only extended. */
  readonly isDeclared: boolean;
  /** How often it is declared. */
  readonly declarations: number;
  /** The fields with their types and arguments, as SDL. */
  readonly fields: ReadonlyMap<string, string>;
  readonly members: ReadonlySet<string>;
  readonly values: ReadonlySet<string>;
  /** The names of the directives on the type, and those on each of its fields. */
  readonly directives: readonly string[];
  readonly fieldDirectives: readonly (readonly string[])[];
}

const kinds: Readonly<Record<string, string>> = {
  ObjectType: 'type',
  InterfaceType: 'interface',
  UnionType: 'union',
  EnumType: 'enum',
  InputObjectType: 'input',
  ScalarType: 'scalar',
};

/** What the input makes of the type of that name; undefined when it neither declares nor extends it. */
export function findType({ definitions }: Part, name: string): DeclaredType | undefined {
  const nodes = definitions.flatMap((node) => {
    const [, kind, how] = /^(\w+?)(Definition|Extension)$/.exec(node.kind) ?? [];
    const called = 'name' in node ? node.name?.value : undefined;
    return kind !== undefined && kind in kinds && called === name ? [{ node, kind: kinds[kind]!, how }] : [];
  });
  if (nodes.length === 0) return undefined;
  const declared = nodes.filter(({ how }) => how === 'Definition');
  const fields = nodes.flatMap(
    ({ node }): readonly (FieldDefinitionNode | InputValueDefinitionNode)[] => ('fields' in node && node.fields) || [],
  );
  return {
    kind: (declared.at(-1) ?? nodes[0]!).kind,
    isDeclared: declared.length > 0,
    declarations: declared.length,
    fields: new Map(
      fields.map((field) => {
        const args = 'arguments' in field ? (field.arguments ?? []).map(print).join(' ') : '';
        return [field.name.value, `${args && `(${args})`}${print(field.type)}`];
      }),
    ),
    members: new Set(
      nodes.flatMap(({ node }) => ('types' in node ? (node.types ?? []) : []).map((type) => type.name.value)),
    ),
    values: new Set(
      nodes.flatMap(({ node }) => ('values' in node ? (node.values ?? []) : []).map((value) => value.name.value)),
    ),
    directives: nodes.flatMap(({ node }) => (node.directives ?? []).map((directive) => directive.name.value)),
    fieldDirectives: fields.map(({ directives }) => (directives ?? []).map((directive) => directive.name.value)),
  };
}

/** A type of the module, as an input has it and as the module has it. */
export interface OwnType {
  readonly part: Part;
  readonly name: string;
  readonly theirs: DeclaredType;
  readonly ours: DeclaredType;
}

/** Returns the module's types in each input. */
export const ownTypes = ({ parts, names, own }: Merge): OwnType[] =>
  Object.values(names).flatMap((name) => {
    const ours = findType(own, name);
    if (!ours) return [];
    return parts.flatMap((part) => {
      const theirs = findType(part, name);
      return theirs ? [{ part, name, theirs, ours }] : [];
    });
  });

/** Whether the inputs end up in one executable schema, where SDL is merged and nothing is composed. */
export const isOneSchema = ({ into }: Pick<Merge, 'into'>): boolean => into === 'schema' || into === 'mercurius';

export const renameFix = 'rename the types of the module: createErrorModule({ typePrefix: "..." })';
