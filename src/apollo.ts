import { ErrorCheck, isCatalogue } from './boundary/error-check.js';
import type { ErrorHooks } from './boundary/hooks.js';
import type { KnownCodes } from './codes/known-code.js';
import { errorPayloadFields } from './internal/error-payload-fields.js';
import {
  fieldOf,
  namedType,
  oncePer,
  type EnumType,
  type ExecutableSchema,
  type Field,
} from './internal/executable-schema.js';
import { checkOptions, isFunction, type OptionRules } from './internal/options.js';
import { createCollectFields, type CollectFields, type SelectedField } from './internal/selected-fields.js';

/** The options of {@link createApolloReporter}. */
export interface ApolloReporterOptions {
  /**
   * Called once for each error code in the payloads of a response, and for each top-level error of
   * a mutation whose `extensions.code` is one of its codes. The second argument has the context of
   * the request.
   */
  readonly onError: NonNullable<ErrorHooks['onError']>;
  /**
   * Called with each other top-level error of a mutation: the original error if it was thrown in
   * this process, else the GraphQL error.
   */
  readonly onDefect?: (error: unknown, coordinate: string) => void;
  /**
   * The metadata of the codes, for the events. Defaults to the catalogue of the package. For codes
   * of your own, pass the module's `catalogue`.
   */
  readonly catalogue?: KnownCodes;
}

const optionRules: OptionRules<ApolloReporterOptions> = {
  onError: isFunction,
  onDefect: isFunction,
  catalogue: isCatalogue,
};

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
  readonly contextValue?: unknown;
  readonly errors?: readonly {
    readonly path?: readonly (string | number)[] | undefined;
    readonly originalError?: unknown;
    readonly extensions?: { readonly [name: string]: unknown } | undefined;
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
 * Returns the codes in one payload. A client may select `errors` and `errorCode` under several
 * keys, some of which a directive removes: the first key that is present is read.
 */
function selectedCodes(
  payload: unknown,
  selected: ReadonlyMap<string, SelectedField>,
  collectFields: CollectFields,
): { errorCode: unknown }[] {
  for (const [errorsKey, { name, selections }] of selected) {
    if (name !== 'errors') continue;
    const codeKeys = [...collectFields(selections)].flatMap(([key, field]) =>
      field.name === 'errorCode' ? [key] : [],
    );
    const codes = toList(property(payload, errorsKey)).flatMap((error) => {
      const errorCode = codeKeys.map((key) => property(error, key)).find((code) => typeof code === 'string');
      return errorCode === undefined ? [] : [{ errorCode }];
    });
    if (codes.length > 0) return codes;
  }
  return [];
}

/** A field of the response, with what is selected below it. */
interface Position {
  readonly path: readonly string[];
  readonly selections: readonly SelectionSetNode[];
}

interface CheckedMutation {
  readonly coordinate: string;
  readonly codes: EnumType;
  readonly check: ErrorCheck;
}

/** What the reporter looks for in the responses of a schema. */
interface CheckedSchema {
  /** The root type of mutations. */
  readonly root: unknown;
  readonly mutations: ReadonlyMap<Field, CheckedMutation>;
  /** The types between the root and the mutations, whichever fields lead to them. */
  readonly namespaces: ReadonlySet<unknown>;
}

/**
 * Returns how far below a field an error occurred, 0 for the field itself, or `undefined` for an
 * error elsewhere. Indexes of lists do not count.
 */
function depthBelow(keys: readonly string[], path: readonly (string | number)[] = []): number | undefined {
  const errorKeys = path.filter((key) => typeof key === 'string');
  return keys.every((key, index) => errorKeys[index] === key) ? errorKeys.length - keys.length : undefined;
}

/**
 * Creates a plugin for Apollo Server that reports the payload errors of responses. For servers
 * whose mutations are resolved in other processes, such as Apollo Gateway. For a schema that was
 * passed to `withErrorPayloads`, use its hooks instead: both together report each error twice.
 *
 * The plugin only sees the codes that the client selected, under any alias and in any fragment. The
 * `declared` of its events is null, because a composed schema has no `@errors` declarations; there
 * is no `info`, because nothing is resolved. Incremental responses (`@defer`) are ignored.
 *
 * @throws TypeError for an invalid option, and without `onError`.
 * @example
 * new ApolloServer({
 *   gateway,
 *   plugins: [createApolloReporter({ onError: (event) => metrics.count(event) })],
 * });
 */
export function createApolloReporter(options: ApolloReporterOptions): ApolloReporter {
  checkOptions('createApolloReporter', options, optionRules);
  const { onDefect } = options;
  if (!isFunction.accepts(options.onError)) {
    throw new TypeError('createApolloReporter: "onError" must be a function, got undefined.');
  }
  // A gateway replaces its schema while it runs.
  const checkSchema = oncePer((schema: ExecutableSchema): CheckedSchema => {
    const root = schema.getMutationType();
    const mutations = new Map<Field, CheckedMutation>();
    const namespaces = new Set<unknown>();
    for (const target of errorPayloadFields(schema)) {
      const { coordinate, codes, field, route } = target;
      mutations.set(field, { coordinate, codes, check: new ErrorCheck(target, undefined, options) });
      let type: unknown = root;
      for (const name of route.slice(0, -1)) {
        type = namedType(fieldOf(type, name)!.type);
        namespaces.add(type);
      }
    }
    return { root, mutations, namespaces };
  });

  function report({ schema, document, operation, contextValue, errors = [], response }: ApolloRequestContext): void {
    if (!document || operation?.operation !== 'mutation') return;
    const { root, mutations, namespaces } = checkSchema(schema);
    const collectFields = createCollectFields(document.definitions);
    const source = { context: contextValue, info: undefined };

    function reportMutation(
      { coordinate, codes, check }: CheckedMutation,
      payloads: readonly unknown[],
      { path, selections }: Position,
    ): void {
      for (const error of errors) {
        const depth = depthBelow(path, error.path);
        if (depth === undefined) continue;
        // Subgraphs report a failure here when the client did not select the payload's errors.
        const errorCode = error.extensions?.code;
        if (depth === 0 && typeof errorCode === 'string' && codes.getValue(errorCode))
          check.accept([{ errorCode }], source);
        else onDefect?.(error.originalError ?? error, coordinate);
      }
      const selected = collectFields(selections);
      for (const payload of payloads) {
        try {
          check.accept(selectedCodes(payload, selected, collectFields), source);
        } catch {
          // A code that the schema does not have. `accept` has reported it to onDefect.
        }
      }
    }

    function visit(type: unknown, values: readonly unknown[], { path, selections }: Position): void {
      for (const [key, selected] of collectFields(selections)) {
        const field = fieldOf(type, selected.name);
        if (!field) continue;
        const next = namedType(field.type);
        const mutation = mutations.get(field);
        if (!mutation && !namespaces.has(next)) continue;
        const found = values.flatMap((value) => toList(property(value, key)));
        const position = { path: [...path, key], selections: selected.selections };
        if (mutation) reportMutation(mutation, found, position);
        else visit(next, found, position);
      }
    }
    visit(root, [response.body.singleResult?.data], { path: [], selections: [operation.selectionSet] });
  }

  return {
    requestDidStart: () =>
      Promise.resolve({ willSendResponse: (requestContext) => Promise.resolve(report(requestContext)) }),
  };
}
