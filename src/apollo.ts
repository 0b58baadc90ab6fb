import { ErrorCheck } from './boundary/error-check.js';
import type { PayloadErrorEvent } from './boundary/payload-error-event.js';
import { errorPayloadFields, type ExecutableSchema } from './internal/executable-schema.js';
import { checkOptions, isFunction, type OptionRules } from './internal/options.js';

/** Who hears of what is in a response. */
export interface ApolloReporterOptions {
  /** Called once for each error code in the payloads of the response. */
  readonly onError: (event: PayloadErrorEvent) => void;
  /** Called with each top-level error of a mutation: the original one where it was thrown in this process. */
  readonly onDefect?: (error: unknown, coordinate: string) => void;
}

const optionRules: OptionRules<ApolloReporterOptions> = { onError: isFunction, onDefect: isFunction };

/** The plugin, as Apollo Server 4 and 5 take it. */
export interface ApolloReporter {
  requestDidStart(): Promise<{ willSendResponse(request: FinishedRequest): Promise<void> }>;
}

/** What Apollo Server's request context holds of a finished request, as far as it is read here. */
export interface FinishedRequest {
  readonly schema: ExecutableSchema;
  readonly document?: { readonly definitions: readonly Definition[] };
  readonly operation?: { readonly operation: string; readonly selectionSet: SelectionSet };
  readonly errors?: readonly {
    readonly path?: readonly (string | number)[] | undefined;
    readonly originalError?: unknown;
  }[];
  readonly response: { readonly body: { readonly kind: string; readonly singleResult?: { readonly data?: unknown } } };
}
export interface Definition {
  readonly kind: string;
  readonly name?: { readonly value: string } | undefined;
  readonly selectionSet?: SelectionSet | undefined;
}
export interface SelectionSet {
  readonly selections: readonly (Definition & { readonly alias?: { readonly value: string } | undefined })[];
}

/**
 * A plugin for Apollo Server that reports payload errors where no resolver of this process makes the payloads: in front of an Apollo
 * Gateway, say. Where the schema was given to `withErrorPayloads`, use its hooks instead; both together count twice.
 *
 * It reads the response, so it sees the codes that the client selected (`errors { errorCode }`, under any alias, in any fragment) and no
 * others. A composed schema does not know what mutations declare: `declared` is null there.
 *
 * @example new ApolloServer({ gateway, plugins: [createApolloReporter({ onError: (event) => metrics.count(event) })] })
 */
export function createApolloReporter(options: ApolloReporterOptions): ApolloReporter {
  checkOptions('createApolloReporter', options, optionRules);
  const { onDefect } = options;
  const checksOf = new WeakMap<ExecutableSchema, ReadonlyMap<string, { coordinate: string; check: ErrorCheck }>>();

  function mutationsOf(schema: ExecutableSchema) {
    const present = checksOf.get(schema);
    if (present) return present;
    const mutations = new Map(
      errorPayloadFields(schema).map((target) => [
        target.field.name,
        { coordinate: target.coordinate, check: new ErrorCheck(target, undefined, { ...options, strict: false }) },
      ]),
    );
    checksOf.set(schema, mutations);
    return mutations;
  }

  function report({ schema, document, operation, errors = [], response }: FinishedRequest): void {
    if (operation?.operation !== 'mutation') return;
    const selected = createSelection(document?.definitions ?? []);
    const data = response.body.singleResult?.data;
    for (const [name, { coordinate, check }] of mutationsOf(schema)) {
      for (const [key, selections] of selected(name, [operation.selectionSet])) {
        for (const error of errors) {
          if (error.path?.[0] === key) onDefect?.(error.originalError ?? error, coordinate);
        }
        for (const payload of listed(property(data, key))) check.accept(selectedCodes(payload, selections, selected));
      }
    }
  }

  return {
    requestDidStart: () => Promise.resolve({ willSendResponse: (request) => Promise.resolve(report(request)) }),
  };
}

/** Finds a field in selection sets, through all fragments: its response keys, each with the selection sets beneath it. */
type Select = (name: string, within: readonly SelectionSet[]) => ReadonlyMap<string, readonly SelectionSet[]>;

function createSelection(definitions: readonly Definition[]): Select {
  const fragments = new Map(definitions.map((definition) => [definition.name?.value, definition.selectionSet]));

  return function select(name, within) {
    const found = new Map<string, SelectionSet[]>();
    const collect = (sets: readonly SelectionSet[]): void => {
      for (const selection of sets.flatMap(({ selections }) => selections)) {
        if (selection.kind === 'Field') {
          if (selection.name?.value !== name) continue;
          const key = selection.alias?.value ?? name;
          found.set(key, [...(found.get(key) ?? []), ...(selection.selectionSet ? [selection.selectionSet] : [])]);
        } else {
          // A spread names its fragment; an inline fragment holds its selections itself.
          const fragment = selection.selectionSet ?? fragments.get(selection.name?.value);
          if (fragment) collect([fragment]);
        }
      }
    };
    collect(within);
    return found;
  };
}

/**
 * The codes in one payload, as `{ errorCode }` each. A client may have selected them under several keys, some of which a directive took
 * out: what is there first counts.
 */
function selectedCodes(
  payload: unknown,
  selections: readonly SelectionSet[],
  select: Select,
): { errorCode: unknown }[] {
  for (const [errorsKey, beneath] of select('errors', selections)) {
    const codeKeys = [...select('errorCode', beneath).keys()];
    const codes = listed(property(payload, errorsKey)).flatMap((error) => {
      const errorCode = codeKeys.map((key) => property(error, key)).find((code) => typeof code === 'string');
      return errorCode === undefined ? [] : [{ errorCode }];
    });
    if (codes.length > 0) return codes;
  }
  return [];
}

const listed = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : [value]);

const property = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
