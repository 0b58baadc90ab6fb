import { getNamedType, type GraphQLObjectType, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { didYouMean } from '../../internal/did-you-mean.js';
import type { DocumentFile } from '../documents/document-file.js';
import { placeOf } from '../place.js';
import type { Finding } from '../report.js';
import { createAdvise } from './advice.js';
import { checkErrors, findField, occurrences, type Checked, type Problem } from './check-errors.js';
import { createCollectFields, inside, type Gap, type SelectedField, type Selections } from './collect-fields.js';
import { always } from './conditions.js';
import { describeGap } from './describe-gap.js';
import { writeDetails } from './error-selection.js';
import { createFindFragments } from './fragments.js';
import type { ReadResult, TypedPayload } from './typed-mutations.js';

/** The result of checking an operation. */
export interface CheckedOperation {
  readonly findings: readonly Finding[];
  /** The number of mutations with typed errors. */
  readonly mutations: number;
  /** The number of mutations without. */
  readonly others: number;
}

/** Returns the names of types with a conjunction. */
const formatNames = (types: readonly { readonly name: string }[]): string =>
  types.map(({ name }) => name).join(' and ');

/** Creates a function that checks one mutation operation of the documents. */
export function createCheckOperation(
  schema: GraphQLSchema,
  mutationType: GraphQLObjectType,
  readResult: ReadResult,
  files: readonly DocumentFile[],
): (operation: OperationDefinitionNode, file: DocumentFile) => CheckedOperation {
  const collect = createCollectFields(schema, createFindFragments(files));
  const advise = createAdvise(files, collect);

  function checkAbsent(
    mutation: SelectedField,
    typed: readonly TypedPayload[],
    all: readonly TypedPayload[],
    isField: boolean,
  ): Problem {
    const write = ({ error }: TypedPayload) => {
      const { selection, fragment } = advise(error);
      return `errors { ${fragment === undefined ? `errorCode ${writeDetails(selection.details)}` : `...${fragment}`} }`;
    };
    const isWhole = typed.length === all.length && isField;
    const of = isWhole ? '' : ` of ${formatNames(typed.map(({ payload }) => payload))}`;
    const advice = isWhole
      ? write(typed[0]!)
      : typed.map((one) => `... on ${one.payload.name} { ${write(one)} }`).join(' ');
    return { level: 'error', node: mutation.node, message: `does not select errors${of}. Add ${advice}.` };
  }

  /** @param isField whether the type of the mutation has the field `errors` */
  function checkMutation(
    fields: readonly SelectedField[],
    typed: readonly TypedPayload[],
    isField: boolean,
    root: DocumentFile,
  ): Checked {
    const problems: Problem[] = [];
    const gaps: Gap[] = [];
    const absent: TypedPayload[] = [];
    for (const one of typed) {
      const payload = collect(inside(fields), one.payload, root);
      gaps.push(...payload.gaps);
      const result = findField(fields, payload, 'errors', '');
      if (result === 'absent') absent.push(one);
      else if (result !== 'selected') problems.push(result);
      const errors = occurrences(payload, 'errors');
      if (errors.length === 0) continue;
      const { selection, fragment } = advise(one.error);
      const checked = checkErrors(errors, selection, { collect, root, fragment });
      problems.push(...checked.problems);
      gaps.push(...checked.gaps);
    }
    if (absent.length > 0) problems.unshift(checkAbsent(fields[0]!, absent, typed, isField));
    return { problems, gaps };
  }

  /** Problems that may come from what is unknown are not reported beside it. */
  function describe(
    coordinate: string,
    field: SelectedField,
    { problems, gaps }: Checked,
    typed: readonly TypedPayload[],
  ): readonly Finding[] {
    const isComplete = problems.every(({ level }) => level === 'warning');
    const reported = gaps.filter(({ kind }) => kind !== 'insertion' || !isComplete);
    if (reported.length > 0) return reported.map((gap) => describeGap(gap, coordinate, typed[0]?.error.name));
    return problems.map(({ level, message, node }) => ({
      level,
      coordinate,
      message: `${coordinate} ${message}`,
      place: placeOf(node) ?? placeOf(field.node),
    }));
  }

  const suggested = new Map<string, string>();
  /** Suggests a few times only: with the wrong schema, all names are unknown. */
  const suggest = (name: string, type: GraphQLObjectType): string => {
    const key = `${type.name}.${name}`;
    const suggestion =
      suggested.get(key) ?? (suggested.size < 50 ? didYouMean(name, Object.keys(type.getFields())) : '');
    suggested.set(key, suggestion);
    return suggestion || ' The schema or the document is out of date.';
  };

  return (operation, file) => {
    const findings: Finding[] = [];
    let mutations = 0;
    let others = 0;

    const visit = (within: readonly Selections[], type: GraphQLObjectType): void => {
      const { fields, gaps } = collect(within, type, file);
      findings.push(...gaps.map((gap) => describeGap(gap, type.name, undefined)));
      for (const group of fields.values()) {
        const [first] = group as readonly [SelectedField, ...SelectedField[]];
        const name = first.node.name.value;
        // Apollo Client resolves fields with @client itself.
        const isLocal = first.node.directives?.some((directive) => directive.name.value === 'client');
        if (isLocal || name.startsWith('__')) continue;
        const coordinate = `${type.name}.${name}`;
        const definition = type.getFields()[name];
        if (!definition) {
          const message = `${coordinate} is not in the schema.${suggest(name, type)}`;
          findings.push({ level: 'error', coordinate, message, place: placeOf(first.node) });
          continue;
        }
        const result = readResult(definition.type, type);
        if (result.kind === 'namespace') visit(inside(group), result.type);
        else if (result.kind === 'other') others += 1;
        else {
          mutations += 1;
          const named = getNamedType(definition.type);
          const isField = 'getFields' in named && named.getFields().errors !== undefined;
          findings.push(
            ...describe(coordinate, first, checkMutation(group, result.payloads, isField, file), result.payloads),
          );
        }
      }
    };

    visit([{ selectionSet: operation.selectionSet, file, conditions: always }], mutationType);
    return { findings, mutations, others };
  };
}
