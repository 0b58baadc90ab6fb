import type { ErrorFault } from '../codes/catalogue.js';
import type { KnownCode, KnownCodes } from '../codes/error-code.js';
import { oncePer, type EnumType } from '../internal/executable-schema.js';

/** One error in the payload of a mutation, selected by the client or not. Contains no user data. */
export interface PayloadErrorEvent {
  /** The schema coordinate of the mutation: `Mutation.usersLogin`. */
  readonly coordinate: string;
  /** The public name of the code. */
  readonly code: string;
  /** Null for a code that is not in the catalogue. */
  readonly category: string | null;
  /** Null for a code that is not in the catalogue. */
  readonly fault: ErrorFault | null;
  /** Whether the mutation declares the code with `@errors`; null when it has no declaration. */
  readonly declared: boolean | null;
  readonly deprecated: boolean;
}

interface DescribedCode {
  readonly name: string;
  readonly deprecated: boolean;
  readonly entry: KnownCode | undefined;
}

/** The codes of an enum with their metadata, by public name and by internal value. */
const describeCodes = oncePer((catalogue: KnownCodes) =>
  oncePer((codes: EnumType): ReadonlyMap<unknown, DescribedCode> => {
    const described = new Map<unknown, DescribedCode>();
    for (const { name, value, deprecationReason } of codes.getValues()) {
      const entry = Object.hasOwn(catalogue, name) ? catalogue[name] : undefined;
      const code = { name, deprecated: typeof deprecationReason === 'string', entry };
      for (const key of [entry?.value ?? name, value, name]) described.set(key, code);
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
    const { name: code, deprecated, entry } = described;
    const event: PayloadErrorEvent =
      events.get(code) ??
      Object.freeze({
        coordinate,
        code,
        category: entry?.category ?? null,
        fault: entry?.fault ?? null,
        declared: declared?.includes(code) ?? null,
        deprecated,
      });
    events.set(code, event).set(errorCode, event);
    return event;
  };
}
