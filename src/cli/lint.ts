import {
  getNamedType,
  type ASTNode,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { errorPayloadFields, errorTypes } from '../internal/executable-schema.js';
import { loadDocuments } from './documents.js';
import { Mistake } from './mistake.js';
import { placeOf, type Finding } from './report.js';
import { loadSchema, type SchemaOptions } from './schema-source.js';

export interface LintOptions extends SchemaOptions {
  readonly schema: string;
}

export interface LintResult {
  readonly findings: readonly Finding[];
  /** How many mutations with typed errors there are in the documents. */
  readonly mutations: number;
}

/**
 * Checks that every mutation with typed errors selects `errors { errorCode details { ... } }`, itself or in fragments of any of the
 * documents: what a client does not select it cannot handle.
 */
export async function lint(
  patterns: readonly string[],
  { schema: source, ...options }: LintOptions,
): Promise<LintResult> {
  const [schema, documents] = await Promise.all([loadSchema(source, options), loadDocuments(patterns)]);
  const mutationType = schema.getMutationType();
  if (!mutationType) throw new Mistake(`${source}: the schema has no mutations, so there is nothing to check.`);

  if (errorPayloadFields(schema).length === 0) {
    throw new Mistake(
      `${source}: no mutation of the schema has typed errors, errors: [Error!]! in its payload, so there is nothing to check.`,
    );
  }

  const fragments = collectFragments(documents);
  const results = documents
    .flatMap(({ definitions }) => definitions)
    .filter((node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION)
    .filter(({ operation }) => operation === OperationTypeNode.MUTATION)
    .flatMap(({ selectionSet }) => checkMutations(selectionSet, mutationType, fragments));
  return { findings: results.flat(), mutations: results.length };
}

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

function collectFragments(documents: readonly DocumentNode[]): Fragments {
  const definitions = documents
    .flatMap(({ definitions }) => definitions)
    .filter((node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION);
  return new Map(definitions.map((fragment) => [fragment.name.value, fragment]));
}

/** For each mutation with typed errors what is wrong with it; for each that is not in the schema, that. */
function checkMutations(
  selectionSet: SelectionSetNode,
  type: GraphQLObjectType,
  fragments: Fragments,
): readonly (readonly Finding[])[] {
  const { fields, findings } = flatten([selectionSet], fragments);
  const checked = fields.flatMap((field): readonly (readonly Finding[])[] => {
    const name = field.name.value;
    if (name.startsWith('__')) return [];
    const coordinate = `${type.name}.${name}`;
    const declared = type.getFields()[name];
    if (!declared)
      return [[finding(coordinate, 'is not in the schema: the schema or the document is out of date.', field)]];
    if (!errorTypes(getNamedType(declared.type))) return [];
    return [checkErrors(coordinate, field, fragments)];
  });
  return findings.length > 0 ? [findings, ...checked] : checked;
}

function checkErrors(coordinate: string, mutation: FieldNode, fragments: Fragments): Finding[] {
  const payload = flatten([mutation.selectionSet], fragments);
  const errors = payload.fields.filter(({ name }) => name.value === 'errors');
  if (errors.length === 0) {
    const lacks = 'does not select errors: add errors { errorCode details { __typename } }.';
    return [...payload.findings, finding(coordinate, lacks, mutation)];
  }
  const error = flatten(
    errors.map(({ selectionSet }) => selectionSet),
    fragments,
  );
  const selected = new Set(error.fields.map(({ name }) => name.value));
  const missing = [
    ...(selected.has('errorCode') ? [] : ['errorCode']),
    ...(selected.has('details') ? [] : ['details { __typename }']),
  ];
  const lacks = `selects errors without ${missing.map((field) => field.split(' ')[0]).join(' and ')}: add ${missing.join(' ')}.`;
  return [
    ...payload.findings,
    ...error.findings,
    ...(missing.length > 0 ? [finding(coordinate, lacks, errors[0]!)] : []),
  ];
}

/** All fields that selections hold, also inside of fragments. */
function flatten(
  selectionSets: readonly (SelectionSetNode | undefined)[],
  fragments: Fragments,
): { readonly fields: readonly FieldNode[]; readonly findings: readonly Finding[] } {
  const fields: FieldNode[] = [];
  const findings: Finding[] = [];
  const entered = new Set<string>();
  const enter = (selectionSet: SelectionSetNode | undefined) => {
    for (const selection of selectionSet?.selections ?? []) {
      if (selection.kind === Kind.FIELD) fields.push(selection);
      else if (selection.kind === Kind.INLINE_FRAGMENT) enter(selection.selectionSet);
      else {
        const name = selection.name.value;
        // A fragment may hold itself, which other tools report.
        if (entered.has(name)) continue;
        entered.add(name);
        const fragment = fragments.get(name);
        if (fragment) enter(fragment.selectionSet);
        else
          findings.push(
            finding(`...${name}`, 'is in none of the documents: name the file that has it, too.', selection),
          );
      }
    }
  };
  selectionSets.forEach(enter);
  return { fields, findings };
}

const finding = (coordinate: string, message: string, node: ASTNode): Finding => ({
  level: 'error',
  coordinate,
  message: `${coordinate} ${message}`,
  place: placeOf(node),
});
