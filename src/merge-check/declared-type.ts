import { print, type DefinitionNode, type FieldDefinitionNode, type InputValueDefinitionNode } from 'graphql';
import { oncePer } from '../internal/executable-schema.js';

/** A type as an input declares it, with all its declarations and extensions. */
export interface DeclaredType {
  /**
   * The keyword of its declaration in SDL: `type`, `union`, `enum`, `interface`, `input` or
   * `scalar`.
   */
  readonly kind: string;
  /** The number of declarations: 0 when the input only extends the type. */
  readonly declarations: number;
  /** The type and the arguments of each field, as SDL. */
  readonly fields: ReadonlyMap<string, string>;
  /** The members of a union. */
  readonly members: ReadonlySet<string>;
  /** The values of an enum. */
  readonly values: ReadonlySet<string>;
  /** The names of the directives on the type. */
  readonly directives: readonly string[];
  /** The names of the directives on each field. */
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

type FieldNode = FieldDefinitionNode | InputValueDefinitionNode;

/** Returns the type and the arguments of a field as SDL, for comparison. */
function printSignature(field: FieldNode): string {
  const args = 'arguments' in field ? (field.arguments ?? []).map(print).join(' ') : '';
  return `${args && `(${args})`}${print(field.type)}`;
}

const directiveNames = ({ directives = [] }: Pick<FieldNode, 'directives'>): string[] =>
  directives.map((directive) => directive.name.value);

interface TypeNode {
  readonly node: DefinitionNode;
  readonly kind: string;
  readonly isDeclaration: boolean;
}

function toTypeNode(node: DefinitionNode): TypeNode | undefined {
  const [, type = '', suffix] = /^(\w+?)(Definition|Extension)$/.exec(node.kind) ?? [];
  const kind = kinds[type];
  return kind === undefined ? undefined : { node, kind, isDeclaration: suffix === 'Definition' };
}

function readType(nodes: readonly TypeNode[]): DeclaredType {
  const declared = nodes.filter(({ isDeclaration }) => isDeclaration);
  const fields = nodes.flatMap(({ node }): readonly FieldNode[] => ('fields' in node && node.fields) || []);
  const members = nodes.flatMap(({ node }) => ('types' in node && node.types) || []);
  const values = nodes.flatMap(({ node }) => ('values' in node && node.values) || []);
  return {
    kind: (declared.at(-1) ?? nodes[0]!).kind,
    declarations: declared.length,
    fields: new Map(fields.map((field) => [field.name.value, printSignature(field)])),
    members: new Set(members.map((member) => member.name.value)),
    values: new Set(values.map((value) => value.name.value)),
    directives: nodes.flatMap(({ node }) => directiveNames(node as Pick<FieldNode, 'directives'>)),
    fieldDirectives: fields.map(directiveNames),
  };
}

/** The declarations and extensions of each type, and what was read of them. */
const indexOf = oncePer((definitions: readonly DefinitionNode[]) => {
  const nodes = new Map<string, TypeNode[]>();
  for (const definition of definitions) {
    const node = toTypeNode(definition);
    if (!node || !('name' in definition) || !definition.name) continue;
    const { value: name } = definition.name;
    const others = nodes.get(name);
    if (others) others.push(node);
    else nodes.set(name, [node]);
  }
  return { nodes, types: new Map<string, DeclaredType>() };
});

/**
 * Returns what the definitions declare of a type; `undefined` when they neither declare nor extend
 * it.
 */
export function findType(definitions: readonly DefinitionNode[], name: string): DeclaredType | undefined {
  const { nodes, types } = indexOf(definitions);
  const known = types.get(name);
  const ofType = nodes.get(name);
  if (known || !ofType) return known;
  const type = readType(ofType);
  types.set(name, type);
  return type;
}
