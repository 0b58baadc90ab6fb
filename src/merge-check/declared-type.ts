import { print, type DefinitionNode, type FieldDefinitionNode, type InputValueDefinitionNode } from 'graphql';

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

/**
 * Returns what the definitions declare of a type; `undefined` when they neither declare nor extend
 * it.
 */
export function findType(definitions: readonly DefinitionNode[], name: string): DeclaredType | undefined {
  const nodes = definitions.flatMap((node) => {
    const [, type = '', suffix] = /^(\w+?)(Definition|Extension)$/.exec(node.kind) ?? [];
    const kind = kinds[type];
    const isNamed = 'name' in node && node.name?.value === name;
    return kind !== undefined && isNamed ? [{ node, kind, isDeclaration: suffix === 'Definition' }] : [];
  });
  if (nodes.length === 0) return undefined;
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
