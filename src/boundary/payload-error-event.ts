import type { ErrorExposure, ErrorFault, ErrorRetry, KnownCode, KnownCodes } from '../codes/known-code.js';
import { schemaCodes } from '../codes/schema-codes.js';
import { oncePer, type EnumType } from '../internal/executable-schema.js';

/** One error in the payload of a mutation, selected by the client or not. Contains no user data. */
export interface PayloadErrorEvent {
  /** The schema coordinate of the mutation: `Mutation.usersLogin`. */
  readonly coordinate: string;
  /** The public name of the code. */
  readonly code: string;
  /** Null for a code that has none. */
  readonly category: string | null;
  /** Null where nothing is known of the code: in a schema built by code, without a catalogue. */
  readonly fault: ErrorFault | null;
  /** Null for a code that does not declare it. */
  readonly retry: ErrorRetry | null;
  /** Null for a code that does not declare it. */
  readonly exposure: ErrorExposure | null;
  /** Whether the mutation declares the code with `@errors`; null when it has no declaration. */
  readonly declared: boolean | null;
  readonly deprecated: boolean;
  /** For a deprecated code that declares it: the code to use instead, or `none`. Else null. */
  readonly replacedBy: string | null;
  /** The code that the client received instead, with the option `conceal`; null for this one. */
  readonly concealedAs: string | null;
}

interface DescribedCode {
  readonly name: string;
  readonly known: KnownCode;
  /** Whether the schema or the catalogue describes it. */
  readonly isDescribed: boolean;
}

/** The codes of an enum with their metadata, by public name and by internal value. */
const describeCodes = oncePer((catalogue: KnownCodes) =>
  oncePer((codes: EnumType): ReadonlyMap<unknown, DescribedCode> => {
    const { codes: known, nameOnly } = schemaCodes(catalogue)(codes);
    const values = codes.getValues().map(({ name, value }) => ({ name, value, known: known[name]! }));
    const described = new Map<unknown, DescribedCode>();
    // What the enum itself has goes before what is declared.
    for (const keyOf of [
      ({ known: { value } }: (typeof values)[number]) => value,
      ({ value }: (typeof values)[number]) => value,
      ({ name }: (typeof values)[number]) => name,
    ]) {
      for (const value of values) {
        const { name, known: code } = value;
        described.set(keyOf(value), { name, known: code, isDescribed: !nameOnly.has(name) });
      }
    }
    return described;
  }),
);

/** Returns a mutation's event for a code, or `undefined` for a code that the enum does not have. */
export type EventFinder = (errorCode: unknown) => PayloadErrorEvent | undefined;

/**
 * Creates the events of one mutation. The event of a code is always the same object, created when
 * the code first occurs; its name and its internal value share it.
 */
export function createEventFinder(
  coordinate: string,
  codes: EnumType,
  declared: readonly string[] | undefined,
  catalogue: KnownCodes,
): EventFinder {
  const events = new Map<unknown, PayloadErrorEvent>();

  return (errorCode) => {
    const present = events.get(errorCode);
    if (present) return present;
    const described = describeCodes(catalogue)(codes).get(errorCode);
    if (!described) return undefined;
    const { name: code, known, isDescribed } = described;
    const event: PayloadErrorEvent =
      events.get(code) ??
      Object.freeze({
        coordinate,
        code,
        category: known.category ?? null,
        fault: isDescribed ? known.fault : null,
        retry: known.retry ?? null,
        exposure: known.exposure ?? null,
        declared: declared?.includes(code) ?? null,
        deprecated: known.deprecationReason !== undefined,
        replacedBy: known.replacedBy ?? null,
        concealedAs: null,
      });
    events.set(code, event).set(errorCode, event);
    return event;
  };
}
