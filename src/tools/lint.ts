import { OperationTypeNode } from 'graphql';
import { checkOptions, checkRequired, isBoolean, type OptionRule, type OptionRules } from '../internal/options.js';
import type { DocumentFile } from './documents/document-file.js';
import { loadDocuments, type DocumentInput } from './documents/load-documents.js';
import { requestRules, type RequestOptions } from './graphql-request.js';
import { createCheckOperation } from './lint/check-operation.js';
import { createReadResult } from './lint/typed-mutations.js';
import { formatCount, type Finding } from './report.js';
import { isSchemaInput, loadSchema, schemaName, type SchemaInput } from './schema-source.js';
import { nameInCode, UsageError, type NameOption } from './usage-error.js';

/** What documents are checked against. */
export interface LintOptions extends RequestOptions {
  /** The schema of the operations. */
  readonly schema: SchemaInput;
  /** Whether documents without any mutation pass. Defaults to `false`. */
  readonly allowEmpty?: boolean | undefined;
}

const rules: OptionRules<LintOptions> = { ...requestRules, schema: isSchemaInput, allowEmpty: isBoolean };

const isInput = (input: unknown): boolean =>
  typeof input === 'string' || typeof (input as { readonly text?: unknown } | null)?.text === 'string';

const isInputs: OptionRule = {
  expected: 'a list of paths, globs and folders, or { text }',
  accepts: (value) => Array.isArray(value) && value.length > 0 && value.every(isInput),
};

/** What was found in the documents. */
export interface LintResult {
  /** In the order of the files, and of the places in each. */
  readonly findings: readonly Finding[];
  /** The number of mutations with typed errors in the documents. */
  readonly mutations: number;
  /** The number of mutations of the schema without typed errors in the documents. */
  readonly otherMutations: number;
  /** The number of files that were passed. */
  readonly files: number;
  /** The number of GraphQL documents in them: templates of source code are one each. */
  readonly documents: number;
}

/** Orders findings by file and place, each once: many operations may use one fragment. */
function arrange(findings: readonly Finding[], files: readonly DocumentFile[]): readonly Finding[] {
  const order = new Map(files.map(({ name }, index) => [name, index]));
  const rank = ({ place }: Finding) => (place ? (order.get(place.file) ?? order.size) : order.size + 1);
  const unique = new Map(findings.map((finding) => [JSON.stringify(finding), finding]));
  return [...unique.values()].toSorted(
    (one, other) =>
      rank(one) - rank(other) ||
      (one.place && other.place ? one.place.line - other.place.line || one.place.column - other.place.column : 0),
  );
}

const describeSearch = ({ files, documents }: Pick<LintResult, 'files' | 'documents'>): string =>
  `No mutation was found in ${formatCount(files, 'file')} with ${formatCount(documents, 'GraphQL document')}.`;

/**
 * Checks documents as {@link lintDocuments} does.
 *
 * @param nameOption names options in findings
 */
export async function lintInputs(
  inputs: readonly DocumentInput[],
  options: LintOptions,
  nameOption: NameOption,
): Promise<LintResult> {
  checkOptions('lintDocuments', options, rules);
  const { schema: input, allowEmpty = false, ...requestOptions } = options;
  checkRequired('lintDocuments', { patterns: inputs, schema: input }, { patterns: isInputs, schema: isSchemaInput });
  const source = schemaName(input);
  const [schema, loaded] = await Promise.all([loadSchema(input, requestOptions), loadDocuments(inputs)]);
  const mutationType = schema.getMutationType();
  if (!mutationType) throw new UsageError(`${source}: the schema has no mutations, so there is nothing to check.`);
  const readResult = createReadResult(schema);
  if (Object.values(mutationType.getFields()).every(({ type }) => readResult(type, mutationType).kind === 'other')) {
    throw new UsageError(
      `${source}: no mutation has typed errors (errors: [Error!]! in its payload), so there is nothing to check.`,
    );
  }

  const { files } = loaded;
  const checkOperation = createCheckOperation(schema, mutationType, readResult, files);
  const passed = files.filter(({ isPassed }) => isPassed);
  const checked = passed.flatMap((file) =>
    file.operations
      .filter(({ operation }) => operation === OperationTypeNode.MUTATION)
      .map((operation) => checkOperation(operation, file)),
  );
  const searched = {
    files: passed.length,
    documents: passed.reduce((count, { documents }) => count + documents, 0),
  };
  const findings = [...loaded.findings, ...checked.flatMap((one) => one.findings)];
  // A file that was not read may have mutations.
  if (checked.length === 0 && !allowEmpty && !findings.some(({ level }) => level === 'error')) {
    findings.push({
      level: 'error',
      coordinate: mutationType.name,
      message: `${describeSearch(searched)} Pass the files that have mutations, or use ${nameOption('allowEmpty')}.`,
      place: null,
    });
  }
  return {
    findings: arrange(findings, files),
    mutations: checked.reduce((count, { mutations }) => count + mutations, 0),
    otherMutations: checked.reduce((count, { others }) => count + others, 0),
    ...searched,
  };
}

/**
 * Checks that every mutation with typed errors always selects its errors, with the code and the
 * details that clients read. Clients cannot handle what they do not select. Fragments are found in
 * the file of the spread, in the files that it imports with `#import`, then in all documents.
 *
 * Findings of level `error` are mutations whose errors a client can miss, and files that cannot be
 * read. A finding of level `warning` is what clients can do without, such as details of your own.
 *
 * @param patterns paths, globs and folders of documents, or texts that were read already
 * @throws TypeError for an invalid option.
 * @throws UsageError when the schema has no mutation with typed errors or cannot be loaded, and for
 * a path or glob without files.
 * @example
 * const { findings } = await lintDocuments(['operations'], { schema: 'schema/*.graphql' });
 */
export const lintDocuments = async (patterns: readonly DocumentInput[], options: LintOptions): Promise<LintResult> =>
  lintInputs(patterns, options, nameInCode);

/** Returns the last line of the report. */
export function summarizeLint(result: LintResult): string {
  const problems = result.findings.filter(({ level }) => level === 'error').length;
  const warnings = result.findings.length - problems;
  const counts = [`${formatCount(result.mutations, 'mutation')} with typed errors`, formatCount(problems, 'problem')];
  if (warnings > 0) counts.push(formatCount(warnings, 'warning'));
  const summary = `${counts.join(', ')}.`;
  if (result.mutations > 0 || problems > 0) return summary;
  if (result.otherMutations === 0) return `${summary} ${describeSearch(result)}`;
  return `${summary} The documents have ${formatCount(result.otherMutations, 'mutation')} without.`;
}
