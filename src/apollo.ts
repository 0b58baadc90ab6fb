import { ErrorCheck } from './boundary/error-check.js';
import type { PayloadErrorEvent } from './boundary/payload-error-event.js';
import { errorPayloadFields, type ExecutableSchema } from './internal/executable-schema.js';
import { checkOptions, isFunction, type OptionRules } from './internal/options.js';

/** The options of {@link createApolloReporter}. */
export interface ApolloReporterOptions {
  /** Called once for each error code in the payloads of a response. */
  readonly onError: (event: PayloadErrorEvent) => void;
  /**
   * Called with each top-level error of a mutation: the original error if it was thrown in this
   * process, else the GraphQL error.
   */
  readonly onDefect?: (error: unknown, coordinate: string) => void;
}

const optionRules: OptionRules<ApolloReporterOptions> = { onError: isFunction, onDefect: isFunction };

/** The parts of graphql's `DefinitionNode` that the reporter reads. */
export interface DefinitionNode {
  readonly kind: string;
  readonly name?: { readonly value: string } | undefined;
  readonly selectionSet?: SelectionSetNode | undefined;
}

/** The parts of graphql's `SelectionNode` that the reporter reads. */
export interface SelectionNode extends DefinitionNode {
  readonly alias?: { readonly value: string } | undefined;
}

/** The parts of graphql's `SelectionSetNode` that the reporter reads. */
export interface SelectionSetNode {
  readonly selections: readonly SelectionNode[];
}

/** The parts of Apollo Server's `GraphQLRequestContext` that the reporter reads. */
export interface ApolloRequestContext {
  readonly schema: ExecutableSchema;
  readonly document?: { readonly definitions: readonly DefinitionNode[] };
  readonly operation?: { readonly operation: string; readonly selectionSet: SelectionSetNode };
  readonly errors?: readonly {
    readonly path?: readonly (string | number)[] | undefined;
    readonly originalError?: unknown;
  }[];
  readonly response: { readonly body: { readonly kind: string; readonly singleResult?: { readonly data?: unknown } } };
}

/** The hook that reads the response of one request. */
export interface ApolloRequestListener {
  /** Called by Apollo Server before it sends the response. Reports the errors in it. */
  willSendResponse(requestContext: ApolloRequestContext): Promise<void>;
}

/** A plugin for Apollo Server 4 and 5. */
export interface ApolloReporter {
  /** Called by Apollo Server for each request. Returns the hook that reads the response. */
  requestDidStart(): Promise<ApolloRequestListener>;
}

const toList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : [value]);

const property = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;

/**
 * Returns the response keys of a field in selection sets, including those in fragments, each with
 * the selection sets of the field.
 */
type SelectField = (name: string, within: readonly SelectionSetNode[]) => ReadonlyMap<string, SelectionSetNode[]>;

function createSelectField(definitions: readonly DefinitionNode[]): SelectField {
  const fragments = new Map(definitions.map((definition) => [definition.name?.value, definition.selectionSet]));

  return (name, within) => {
    const selected = new Map<string, SelectionSetNode[]>();
    const collect = (sets: readonly SelectionSetNode[]): void => {
      for (const selection of sets.flatMap(({ selections }) => selections)) {
        if (selection.kind === 'Field') {
          if (selection.name?.value !== name) continue;
          const key = selection.alias?.value ?? name;
          selected.set(key, [
            ...(selected.get(key) ?? []),
            ...(selection.selectionSet ? [selection.selectionSet] : []),
          ]);
        } else {
          // An inline fragment has selections of its own; a spread has the name of a fragment.
          const fragment = selection.selectionSet ?? fragments.get(selection.name?.value);
          if (fragment) collect([fragment]);
        }
      }
    };
    collect(within);
    return selected;
  };
}

/**
 * Returns the codes in one payload. A client may select `errors` and `errorCode` under several
 * keys, some of which a directive removes: the first key that is present is read.
 */
function selectedCodes(
  payload: unknown,
  selections: readonly SelectionSetNode[],
  selectField: SelectField,
): { errorCode: unknown }[] {
  for (const [errorsKey, errorSelections] of selectField('errors', selections)) {
    const codeKeys = [...selectField('errorCode', errorSelections).keys()];
    const codes = toList(property(payload, errorsKey)).flatMap((error) => {
      const errorCode = codeKeys.map((key) => property(error, key)).find((code) => typeof code === 'string');
      return errorCode === undefined ? [] : [{ errorCode }];
    });
    if (codes.length > 0) return codes;
  }
  return [];
}

interface CheckedMutation {
  readonly coordinate: string;
  readonly check: ErrorCheck;
}

/**
 * Creates a plugin for Apollo Server that reports the payload errors of responses. For servers
 * whose mutations are resolved in other processes, such as Apollo Gateway. For a schema that was
 * passed to `withErrorPayloads`, use its hooks instead: both together report each error twice.
 *
 * The plugin only sees the codes that the client selected, under any alias and in any fragment. The
 * `declared` of its events is null, because a composed schema has no `@errors` declarations.
 * Incremental responses (`@defer`) are ignored.
 *
 * @throws TypeError for an invalid option.
 * @example
 * new ApolloServer({
 *   gateway,
 *   plugins: [createApolloReporter({ onError: (event) => metrics.count(event) })],
 * });
 */
export function createApolloReporter(options: ApolloReporterOptions): ApolloReporter {
  checkOptions('createApolloReporter', options, optionRules);
  const { onDefect } = options;
  // A gateway replaces its schema while it runs.
  const mutationsBySchema = new WeakMap<ExecutableSchema, ReadonlyMap<string, CheckedMutation>>();

  function mutationsOf(schema: ExecutableSchema): ReadonlyMap<string, CheckedMutation> {
    const present = mutationsBySchema.get(schema);
    if (present) return present;
    const mutations = new Map(
      errorPayloadFields(schema).map((target) => [
        target.field.name,
        { coordinate: target.coordinate, check: new ErrorCheck(target, undefined, options) },
      ]),
    );
    mutationsBySchema.set(schema, mutations);
    return mutations;
  }

  function report({ schema, document, operation, errors = [], response }: ApolloRequestContext): void {
    if (!document || operation?.operation !== 'mutation') return;
    const selectField = createSelectField(document.definitions);
    const data = response.body.singleResult?.data;
    for (const [name, { coordinate, check }] of mutationsOf(schema)) {
      for (const [key, selections] of selectField(name, [operation.selectionSet])) {
        for (const error of errors) {
          if (error.path?.[0] === key) onDefect?.(error.originalError ?? error, coordinate);
        }
        for (const payload of toList(property(data, key))) {
          const codes = selectedCodes(payload, selections, selectField);
          try {
            check.accept(codes);
          } catch {
            // A code that the schema does not have. `accept` has reported it to onDefect.
          }
        }
      }
    }
  }

  return {
    requestDidStart: () =>
      Promise.resolve({ willSendResponse: (requestContext) => Promise.resolve(report(requestContext)) }),
  };
}
