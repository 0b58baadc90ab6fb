import {
  getNamedType,
  Kind,
  OperationTypeNode,
  type ASTNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { errorPayloadFields, errorTypes } from '../internal/error-payload-fields.js';
import { checkOptions, checkRequired, type OptionRules } from '../internal/options.js';
import { loadDocuments } from './documents.js';
import { isPatterns } from './files.js';
import { placeOf, type Finding } from './report.js';
import { requestRules, type RequestOptions } from './graphql-request.js';
import { isSchemaInput, loadSchema, schemaName, type SchemaInput } from './schema-source.js';
import { UsageError } from './usage-error.js';

/** What documents are checked against. */
export interface LintOptions extends RequestOptions {
  /** The schema of the operations. */
  readonly schema: SchemaInput;
}

const rules: OptionRules<LintOptions> = { ...requestRules, schema: isSchemaInput };

/** What was found in the documents. */
export interface LintResult {
  readonly findings: readonly Finding[];
  /** The number of mutations with typed errors in the documents. */
  readonly mutations: number;
}

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

const createFinding = (coordinate: string, message: string, node: ASTNode): Finding => ({
  level: 'error',
  coordinate,
  message: `${coordinate} ${message}`,
  place: placeOf(node),
});

function collectFragments(documents: readonly DocumentNode[]): Fragments {
  const definitions = documents
    .flatMap(({ definitions }) => definitions)
    .filter((node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION);
  return new Map(definitions.map((fragment) => [fragment.name.value, fragment]));
}

/** Returns the fields of selection sets, including those in fragments. */
function collectFields(
  selectionSets: readonly (SelectionSetNode | undefined)[],
  fragments: Fragments,
): { readonly fields: readonly FieldNode[]; readonly findings: readonly Finding[] } {
  const fields: FieldNode[] = [];
  const findings: Finding[] = [];
  const visited = new Set<string>();
  const visit = (selectionSet: SelectionSetNode | undefined) => {
    for (const selection of selectionSet?.selections ?? []) {
      if (selection.kind === Kind.FIELD) {
        fields.push(selection);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        visit(selection.selectionSet);
      } else {
        const name = selection.name.value;
        // Cyclic fragments are reported by other tools.
        if (visited.has(name)) continue;
        visited.add(name);
        const fragment = fragments.get(name);
        if (fragment) visit(fragment.selectionSet);
        else {
          const message = 'is not defined in any of the documents. Also pass the file that defines it.';
          findings.push(createFinding(`...${name}`, message, selection));
        }
      }
    }
  };
  selectionSets.forEach(visit);
  return { fields, findings };
}

function checkErrors(coordinate: string, mutation: FieldNode, fragments: Fragments): Finding[] {
  const payload = collectFields([mutation.selectionSet], fragments);
  const errors = payload.fields.filter(({ name }) => name.value === 'errors');
  if (errors.length === 0) {
    const message = 'does not select errors. Add errors { errorCode details { __typename } }.';
    return [...payload.findings, createFinding(coordinate, message, mutation)];
  }
  const error = collectFields(
    errors.map(({ selectionSet }) => selectionSet),
    fragments,
  );
  const selected = new Set(error.fields.map(({ name }) => name.value));
  const missing = [
    ...(selected.has('errorCode') ? [] : ['errorCode']),
    ...(selected.has('details') ? [] : ['details { __typename }']),
  ];
  const findings = [...payload.findings, ...error.findings];
  if (missing.length > 0) {
    const names = missing.map((field) => field.split(' ')[0]).join(' and ');
    findings.push(createFinding(coordinate, `selects errors without ${names}. Add ${missing.join(' ')}.`, errors[0]!));
  }
  return findings;
}

/**
 * Returns the findings of an operation: one list for each mutation field that has typed errors or
 * is not in the schema, which is empty when the field is correct.
 */
function checkMutations(
  selectionSet: SelectionSetNode,
  type: GraphQLObjectType,
  fragments: Fragments,
): readonly (readonly Finding[])[] {
  const { fields, findings } = collectFields([selectionSet], fragments);
  const checked = fields.flatMap((field): readonly (readonly Finding[])[] => {
    const name = field.name.value;
    if (name.startsWith('__')) return [];
    const coordinate = `${type.name}.${name}`;
    const definition = type.getFields()[name];
    if (!definition) {
      return [[createFinding(coordinate, 'is not in the schema. The schema or the document is out of date.', field)]];
    }
    if (!errorTypes(getNamedType(definition.type))) return [];
    return [checkErrors(coordinate, field, fragments)];
  });
  return findings.length > 0 ? [findings, ...checked] : checked;
}

/**
 * Checks that every mutation with typed errors selects `errors { errorCode details { ... } }`,
 * directly or in a fragment of any document. Clients cannot handle what they do not select.
 *
 * @param patterns paths, globs and folders of documents
 * @throws TypeError for an invalid option.
 * @throws UsageError when there is nothing to check, and when schema or documents cannot be loaded.
 * @example
 * const { findings } = await lintDocuments(['operations'], { schema: 'schema/*.graphql' });
 */
export async function lintDocuments(patterns: readonly string[], options: LintOptions): Promise<LintResult> {
  checkOptions('lintDocuments', options, rules);
  const { schema: input, ...requestOptions } = options;
  checkRequired('lintDocuments', { patterns, schema: input }, { patterns: isPatterns, schema: isSchemaInput });
  const source = schemaName(input);
  const [schema, documents] = await Promise.all([loadSchema(input, requestOptions), loadDocuments(patterns)]);
  const mutationType = schema.getMutationType();
  if (!mutationType) throw new UsageError(`${source}: the schema has no mutations, so there is nothing to check.`);
  if (errorPayloadFields(schema).length === 0) {
    throw new UsageError(
      `${source}: no mutation has typed errors (errors: [Error!]! in its payload), so there is nothing to check.`,
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
