import type { PayloadErrorEvent } from '../boundary/payload-error-event.js';
import { didYouMean } from '../internal/did-you-mean.js';
import type { ExecutableSchema } from '../internal/executable-schema.js';
import { inspect } from '../internal/inspect.js';
import { checkOptions, type OptionRules } from '../internal/options.js';
import { findMutation, readMutations, type LedgerMutation, type MutationCode } from './ledger-mutations.js';
import { formatTable } from './markdown-table.js';
import { readOperation, type OperationDocument } from './operation.js';
import { createResponseReader } from './response-codes.js';

/** The options of {@link createErrorLedger}. */
export interface ErrorLedgerOptions {
  /**
   * Declared codes that no test can cause, as the coordinate of the mutation and the name of the
   * code: `Mutation.pay CARD_DECLINED`.
   */
  readonly ignore?: readonly string[];
}

/** How often a mutation returned a code. */
export interface LedgerEntry extends MutationCode {
  readonly times: number;
}

/** The codes that the mutations of a schema returned. Its functions need no `this`. */
export interface ErrorLedger {
  /**
   * The hook `onError` of `withErrorPayloads`. To have a hook of your own as well, call this one
   * with the event.
   *
   * @throws TypeError for a mutation or a code that the schema does not have. `withErrorPayloads`
   * reports it to `onDefect`, and `expectAllSeen` throws it again.
   */
  readonly onError: (event: Pick<PayloadErrorEvent, 'coordinate' | 'code'>) => void;
  /**
   * Records the codes in the body of a response, for tests that use the server over HTTP. Only
   * codes that the client selected can be recorded. Queries and subscriptions are ignored.
   *
   * @param response the parsed body: `{ data }` or `{ errors }`
   * @param document the operation. Required for aliases; without it, the keys of the response are
   * taken as names of fields.
   * @param operationName the operation that was executed, where the document has several
   * @throws TypeError for a body that is not a GraphQL response, for a code that the schema does
   * not have, and for a code of an unknown mutation. Nothing of the response is recorded then.
   */
  readonly record: (response: unknown, document?: OperationDocument, operationName?: string) => void;
  /** Returns all codes that were returned, as plain data, to be merged in another process. */
  readonly entries: () => readonly LedgerEntry[];
  /**
   * Adds the entries of another ledger of the same schema.
   *
   * @throws TypeError for a mutation or a code that the schema does not have. No entry is added
   * then.
   */
  readonly add: (entries: readonly LedgerEntry[]) => void;
  /** Returns the declared codes that were never returned and are not ignored, in schema order. */
  readonly unseen: () => readonly MutationCode[];
  /**
   * Does nothing when every declared code was returned or is ignored.
   *
   * @throws Error with a line for each code that was never returned, and for each entry of `ignore`
   * that was returned.
   */
  readonly expectAllSeen: () => void;
  /**
   * Returns a Markdown table of all declared codes and how often each was returned. Codes that were
   * returned without being declared are marked.
   */
  readonly table: () => string;
}

/** A declared or returned code of a mutation. */
interface Row extends LedgerEntry {
  readonly note: 'undeclared' | 'ignored' | undefined;
}

const optionRules: OptionRules<ErrorLedgerOptions> = {
  ignore: {
    expected: 'a list such as ["Mutation.pay CARD_DECLINED"]',
    accepts: (value) => Array.isArray(value) && value.every((entry) => typeof entry === 'string'),
  },
};

/** Names a code of a mutation, as in the option `ignore`. */
const pairOf = ({ coordinate, code }: MutationCode): string => `${coordinate} ${code}`;

/**
 * Creates a ledger of the codes that a test run returned. At its end, `expectAllSeen` throws for
 * each code that a mutation declares with `@errors` and never returned.
 *
 * @param schema built from SDL or by code, wrapped or not. In an introspected schema, which has no
 * directives, declarations are read from the descriptions that `withErrorPayloads` extends.
 * @throws TypeError when no mutation declares a code, for an invalid option, for an entry of
 * `ignore` that no mutation declares, and for invalid declarations as `readErrorDeclarations` does.
 * @example
 * const ledger = createErrorLedger(schema);
 * withErrorPayloads(schema, { onError: ledger.onError });
 * // ... after all tests
 * ledger.expectAllSeen();
 */
export function createErrorLedger(schema: ExecutableSchema, options: ErrorLedgerOptions = {}): ErrorLedger {
  checkOptions('createErrorLedger', options, optionRules);
  if (typeof (schema as Partial<ExecutableSchema> | null | undefined)?.getMutationType !== 'function') {
    throw new TypeError(`createErrorLedger expects a schema, such as buildSchema returns, got ${inspect(schema)}.`);
  }
  const mutations = readMutations(schema);
  const pairs = [...mutations.values()].flatMap(({ coordinate, declared }) =>
    declared.map((code) => pairOf({ coordinate, code })),
  );
  if (pairs.length === 0) {
    throw new TypeError(
      'createErrorLedger: no mutation of the schema declares a code, so nothing would be checked. ' +
        'Declare codes with @errors(codes: ["..."]).',
    );
  }
  const ignored = new Set(options.ignore);
  const unknown = [...ignored].filter((entry) => !pairs.includes(entry));
  if (unknown.length > 0) {
    const lines = unknown.map((entry) => `- No mutation declares ${inspect(entry)}.${didYouMean(entry, pairs)}`);
    throw new TypeError(`createErrorLedger: invalid "ignore":\n${lines.join('\n')}`);
  }
  const readResponse = createResponseReader(schema, mutations);
  /** What `onError` threw: a test does not see it. */
  const rejected = new Set<string>();

  /** Adds all entries, or none. */
  function addAll(where: string, entries: readonly LedgerEntry[]): void {
    const found = entries.map((entry) => findMutation(where, mutations, entry));
    for (const [index, { times }] of found.entries()) {
      const { code, times: added } = entries[index]!;
      times.set(code, (times.get(code) ?? 0) + added);
    }
  }

  const rowsOf = ({ coordinate, declared, times }: LedgerMutation): readonly Row[] => {
    const undeclared = [...times.keys()].filter((code) => !declared.includes(code)).toSorted();
    return [...declared, ...undeclared].map((code) => ({
      coordinate,
      code,
      times: times.get(code) ?? 0,
      note: !declared.includes(code) ? 'undeclared' : ignored.has(pairOf({ coordinate, code })) ? 'ignored' : undefined,
    }));
  };
  const allRows = (): readonly Row[] => [...mutations.values()].flatMap(rowsOf);
  const unseen = (): readonly MutationCode[] =>
    allRows().flatMap(({ coordinate, code, times, note }) =>
      times === 0 && note === undefined ? [{ coordinate, code }] : [],
    );
  const entries = (): readonly LedgerEntry[] =>
    allRows().flatMap(({ coordinate, code, times }) => (times > 0 ? [{ coordinate, code, times }] : []));

  return {
    onError({ coordinate, code }) {
      try {
        addAll('ledger.onError', [{ coordinate, code, times: 1 }]);
      } catch (error) {
        rejected.add((error as TypeError).message);
        throw error;
      }
    },
    record(response, document, operationName) {
      const body = Object(response) as { readonly data?: unknown };
      if (!('data' in body || 'errors' in body)) {
        throw new TypeError(
          `ledger.record expects the body of a GraphQL response, { data: ... } or { errors: ... }, got ${inspect(response)}.`,
        );
      }
      const operation = document === undefined ? undefined : readOperation(document, operationName);
      const received = readResponse(body.data, operation);
      addAll(
        'ledger.record',
        received.map((code) => ({ ...code, times: 1 })),
      );
    },
    entries,
    add(added) {
      if (!Array.isArray(added)) {
        throw new TypeError(`ledger.add expects the entries of a ledger, got ${inspect(added)}.`);
      }
      for (const entry of added as readonly unknown[]) {
        const { coordinate, code, times } = (entry ?? {}) as Partial<LedgerEntry>;
        if (typeof coordinate !== 'string' || typeof code !== 'string' || !Number.isInteger(times) || times! < 1) {
          throw new TypeError(`ledger.add: an entry must be { coordinate, code, times }, got ${inspect(entry)}.`);
        }
      }
      addAll('ledger.add', added);
    },
    unseen,
    expectAllSeen() {
      const rows = allRows();
      const mistakes = [
        ...rejected,
        ...unseen().map(
          ({ coordinate, code }) =>
            `${coordinate} never returned ${code}. Add a test for its cause, or remove it from @errors.`,
        ),
        ...rows
          .filter(({ note, times }) => note === 'ignored' && times > 0)
          .map((row) => `"ignore" has ${inspect(pairOf(row))}, which was returned. Remove it from the list.`),
      ];
      if (mistakes.length === 0) return;
      if (rows.every(({ times }) => times === 0)) {
        mistakes.unshift(
          'Nothing was recorded. Use onError or record in the tests, and add the entries of other processes.',
        );
      }
      throw new Error(`The tests did not cover the declared codes:\n${mistakes.map((line) => `- ${line}`).join('\n')}`);
    },
    table: () =>
      formatTable([
        ['Mutation', 'Code', 'Times returned'],
        ...allRows().map(({ coordinate, code, times, note }) => [
          `\`${coordinate}\``,
          `\`${code}\``,
          note === undefined ? String(times) : `${times}, ${note}`,
        ]),
      ]),
  };
}
