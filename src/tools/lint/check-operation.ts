import {
  getNamedType,
  Kind,
  type ASTNode,
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { didYouMean } from '../../internal/did-you-mean.js';
import type { DocumentFile } from '../documents/document-file.js';
import { placeOf, type Finding } from '../report.js';
import { checkErrors, findField, type Checked, type Problem } from './check-errors.js';
import {
  createCollectFields,
  inside,
  type CollectFields,
  type Gap,
  type SelectedField,
  type Selections,
} from './collect-fields.js';
import { always } from './conditions.js';
import { createErrorSelection, writeDetails, type ErrorSelection } from './error-selection.js';
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

/** What clients need of a type of errors, and a fragment that selects it. */
interface Advice {
  readonly selection: ErrorSelection;
  readonly fragment: string | undefined;
}

const showPlace = (node: ASTNode): string => {
  const place = placeOf(node);
  return place ? `${place.file}:${place.line}:${place.column}` : 'graphql-error-codes/client';
};

/** Returns the names of types with a conjunction. */
const formatNames = (types: readonly { readonly name: string }[]): string =>
  types.map(({ name }) => name).join(' and ');

function createAdvise(files: readonly DocumentFile[], collect: CollectFields): (type: GraphQLObjectType) => Advice {
  const advised = new Map<GraphQLObjectType, Advice>();
  const names = new Map<string, number>();
  const fragments = files.flatMap((file) => (file.isPassed ? file.fragments.map((node) => ({ node, file })) : []));
  for (const { node } of fragments) names.set(node.name.value, (names.get(node.name.value) ?? 0) + 1);

  return (type) => {
    const present = advised.get(type);
    if (present) return present;
    const selection = createErrorSelection(type);
    const complete = fragments.find(({ node, file }) => {
      if (node.typeCondition.name.value !== type.name || names.get(node.name.value) !== 1) return false;
      const name = { kind: Kind.NAME, value: 'errors' } as const;
      const field: FieldNode = { kind: Kind.FIELD, name, selectionSet: node.selectionSet };
      const errors = [{ node: field, file, conditions: always }];
      const { problems, gaps } = checkErrors(errors, selection, { collect, root: file });
      return problems.length === 0 && gaps.length === 0;
    });
    const advice = { selection, fragment: complete?.node.name.value };
    advised.set(type, advice);
    return advice;
  };
}

/** Describes what is unknown of the selections of a mutation. */
function describeGap(gap: Gap, coordinate: string, errorType: string | undefined): Finding {
  const createFinding = (subject: string, message: string, node: ASTNode): Finding => ({
    level: 'error',
    coordinate: subject,
    message: `${subject} ${message}`,
    place: placeOf(node),
  });
  if (gap.kind === 'insertion') {
    const message = `cannot be checked, because the template inserts ${gap.insertion.text}. Write the selection out, or use a fragment.`;
    return createFinding(coordinate, message, gap.node);
  }
  if (gap.kind === 'type') {
    const hint =
      errorType !== undefined && gap.type === 'Error'
        ? `The type of errors is ${errorType}: write the fragment for it.`
        : 'The schema or the document is out of date.';
    return gap.node.kind === Kind.FRAGMENT_SPREAD
      ? createFinding(`...${gap.node.name.value}`, `is on ${gap.type}, which is not in the schema. ${hint}`, gap.node)
      : createFinding(gap.type, `is not in the schema. ${hint}`, gap.node);
  }
  const name = gap.node.name.value;
  if (gap.found.length === 0) {
    const message = 'is not defined in any of the documents. Also pass the file that defines it.';
    return createFinding(`...${name}`, message, gap.node);
  }
  const places = gap.found.map(({ definition }) => showPlace(definition)).join(' and ');
  const message = `has different definitions, in ${places}. Import the right one with #import, or rename one.`;
  return createFinding(`...${name}`, message, gap.node);
}

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
      const errors = [...payload.fields.values()].flat().filter(({ node }) => node.name.value === 'errors');
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
        if (name.startsWith('__')) continue;
        const coordinate = `${type.name}.${name}`;
        const definition = type.getFields()[name];
        if (!definition) {
          const hint = didYouMean(name, Object.keys(type.getFields())) || ' The schema or the document is out of date.';
          findings.push({
            level: 'error',
            coordinate,
            message: `${coordinate} is not in the schema.${hint}`,
            place: placeOf(first.node),
          });
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
