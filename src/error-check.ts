import { catalogue, type ErrorFault, type KnownCode, type KnownCodes } from './catalogue.js';
import { print, unknownCode } from './code-message.js';
import {
  isIterable,
  isThenable,
  namedType,
  onceFor,
  type EnumType,
  type ErrorPayloadField,
  type ObjectType,
  type UnionType,
} from './executable-schema.js';
import { resolveDetailType, typeOfShape } from './error-resolvers.js';
import { isProduction } from './mutation-error.js';
import type { PayloadError } from './payload.js';

/** One error in the payload of a mutation, whether or not the client selected it. It holds nothing of the user's. */
export interface PayloadErrorEvent {
  /** The schema coordinate of the mutation: `Mutation.usersLogin`. */
  readonly coordinate: string;
  /** The public name of the code. */
  readonly code: string;
  /** Null for a code that the catalogue does not have: one that the host added to the enum by itself. */
  readonly category: string | null;
  /** Null as `category`. */
  readonly fault: ErrorFault | null;
  /** Whether the mutation declares the code with `@errors`; null when it declares none at all. */
  readonly declared: boolean | null;
  readonly deprecated: boolean;
}

/** Who hears of errors, and what happens to wrong ones. */
export interface ErrorCheckOptions {
  /**
   * Called once for each error in a payload, before the client has the answer, and not waited for. What it throws, at once or later, goes
   * to `onDefect`.
   */
  readonly onError?: (event: PayloadErrorEvent) => void;
  /**
   * Called the first time that a mutation answers a deprecated code, once for each mutation and code, like `onError` in all else: a reason
   * to look at that mutation, not a count.
   */
  readonly onDeprecated?: (event: PayloadErrorEvent) => void;
  /**
   * Called with everything that is no expected failure: what a resolver threw, as it threw it, and codes or details that it should not
   * have answered. `coordinate` is that of the mutation. It must not throw.
   */
  readonly onDefect?: (error: unknown, coordinate: string) => void;
  /**
   * What happens to a code that the mutation does not declare, and to a detail that is no `DetailedError`. `true`, the default but in
   * production (`NODE_ENV`): the mutation's field fails. `false`: the code is delivered, the detail left out; `onDefect` hears of both.
   */
  readonly strict?: boolean;
  /** What is known of the codes. Default: the catalogue of the package. With codes of your own, that of `createErrorModule`. */
  readonly catalogue?: KnownCodes;
}

/**
 * Checks the errors of one mutation's payload and reports them. Nothing is reported before all of them are accepted.
 *
 * @param thrown what the resolver threw, when it threw: the cause of the error that the field then fails with
 * @returns the same errors, or a copy where one of them had to be put right.
 * @throws TypeError what the field must fail with; `onDefect` has heard of it.
 */
export type ErrorCheck = (errors: Iterable<unknown>, thrown?: unknown) => readonly unknown[];

export function createErrorCheck(
  { coordinate, error: errorType, codes }: ErrorPayloadField,
  declared: readonly string[] | undefined,
  { onError, onDeprecated, onDefect, strict = !isProduction, catalogue: known = catalogue }: ErrorCheckOptions,
): ErrorCheck {
  // What a mutation reports of a code is always the same, so it is made once.
  const events = new Map<unknown, PayloadErrorEvent>();
  /** The events of deprecated codes that `onDeprecated` has not heard of. */
  const unheard = new Set<PayloadErrorEvent>();

  return (errors, thrown) => {
    const given: readonly unknown[] = Array.isArray(errors) ? errors : Array.from(errors);
    let accepted = given;
    for (let index = 0; index < given.length; index++) {
      const error = acceptError(given[index], thrown);
      if (error !== given[index]) accepted = accepted.with(index, error);
    }
    if (onError) for (const error of accepted) report(onError, eventOf(error));
    if (onDeprecated && unheard.size > 0) reportDeprecated(onDeprecated, accepted);
    return accepted;
  };

  function acceptError(item: unknown, thrown: unknown): unknown {
    if (typeof item !== 'object' || item === null || item instanceof Error) {
      throw defect(
        `${coordinate} answered ${print(item)} among its errors: give { errorCode, details }.`,
        thrown ?? item,
      );
    }
    const error = item as Partial<PayloadError>;
    // A gateway holds only what the client selected: where there is no code, there is nothing to check.
    if (!('errorCode' in error)) return item;

    const { code, declared: isDeclared } = events.get(error.errorCode) ?? describe(error.errorCode, thrown);
    if (isDeclared === false) {
      const message = `${coordinate} answered ${code}, which its @errors does not declare: add it there, or answer another.`;
      const undeclared = defect(message, thrown);
      if (strict) throw undeclared;
    }
    const details = acceptDetails(code, error.details, thrown);
    return details === error.details ? error : { ...error, details };
  }

  function describe(errorCode: unknown, thrown: unknown): PayloadErrorEvent {
    const found = knownCodes(known)(codes).get(errorCode);
    if (!found) throw defect(unknownCode(coordinate, errorCode, codes), thrown);

    const { name: code, deprecated, entry } = found;
    // The name and the internal value of a code share one event.
    const present = Array.from(events.values()).find((event) => event.code === code);
    const event: PayloadErrorEvent =
      present ??
      Object.freeze({
        coordinate,
        code,
        category: entry?.category ?? null,
        fault: entry?.fault ?? null,
        declared: declared?.includes(code) ?? null,
        deprecated,
      });
    events.set(errorCode, event);
    if (deprecated && !present) unheard.add(event);
    return event;
  }

  function acceptDetails(code: string, details: unknown, thrown: unknown): unknown {
    if (!isIterable(details)) return details;
    const list = Array.isArray(details) ? (details as unknown[]) : Array.from(details);
    const isDetail = detailCheck(errorType);
    if (list.every(isDetail)) return Array.isArray(details) ? details : list;

    const refused = defect(
      `${coordinate} answered ${code} with the detail ${print(list.find((detail) => !isDetail(detail)))}, which is no DetailedError: give { attribute, type } or { message }, all strings, or a __typename of the union with its fields.`,
      thrown,
    );
    if (strict) throw refused;
    return list.filter(isDetail);
  }

  /** Reports what the server did wrong, and returns it for throwing. */
  function defect(message: string, thrown: unknown): TypeError {
    const error = new TypeError(message, thrown === undefined ? undefined : { cause: thrown });
    onDefect?.(error, coordinate);
    return error;
  }

  function eventOf(error: unknown): PayloadErrorEvent | undefined {
    return events.get((error as Partial<PayloadError> | null)?.errorCode);
  }

  function reportDeprecated(hear: (event: PayloadErrorEvent) => void, accepted: readonly unknown[]): void {
    for (const error of accepted) {
      const event = eventOf(error);
      if (event && unheard.delete(event)) report(hear, event);
    }
  }

  function report(hear: (event: PayloadErrorEvent) => void, event: PayloadErrorEvent | undefined): void {
    if (!event) return;
    // A failed count is no reason to fail a mutation that is done, nor to end the process.
    const failed = (reason: unknown) => onDefect?.(reason, coordinate);
    try {
      const heard: unknown = hear(event);
      if (isThenable(heard)) heard.then(undefined, failed);
    } catch (reason) {
      failed(reason);
    }
  }
}

interface DescribedCode {
  readonly name: string;
  readonly deprecated: boolean;
  readonly entry: KnownCode | undefined;
}

/** What a catalogue knows of each code of an enum, by public name and by internal value. */
const knownCodes = onceFor((known: KnownCodes) =>
  onceFor((codes: EnumType): ReadonlyMap<unknown, DescribedCode> => {
    const found = new Map<unknown, DescribedCode>();
    for (const { name, value, deprecationReason } of codes.getValues()) {
      const entry = Object.hasOwn(known, name) ? known[name] : undefined;
      const code = { name, deprecated: typeof deprecationReason === 'string', entry };
      for (const key of [entry?.value ?? name, value, name]) found.set(key, code);
    }
    return found;
  }),
);

/** Whether a detail of an error will be resolved to a member of the union and has the member's required fields. */
const detailCheck = onceFor((errorType: ObjectType): ((detail: unknown) => boolean) => {
  const union = namedType(errorType.getFields().details?.type ?? {}) as Partial<UnionType>;
  // A host with a type resolver of its own knows better.
  if (union.resolveType && union.resolveType !== resolveDetailType) return () => true;
  const types = union.getTypes?.() ?? [];
  const members = new Map(types.map((member) => [member.name, requiredFields(member)]));
  const hasTypeChecks = types.some(({ isTypeOf }) => isTypeOf);

  return (detail) => {
    if (typeof detail !== 'object' || detail === null || detail instanceof Error) return false;
    if (isThenable(detail)) return true;
    const { __typename: name } = detail as { readonly __typename?: unknown };
    const required = members.get(name as string);
    if (required) return required.every((field) => (detail as Record<string, unknown>)[field] != null);
    const hasShape = typeOfShape(detail as Record<string, unknown>, types) !== undefined;
    return hasShape || (name === undefined && hasTypeChecks);
  };
});

const requiredFields = (type: ObjectType): string[] =>
  Object.values(type.getFields())
    .filter((field) => !field.resolve && String(field.type).endsWith('!'))
    .map(({ name }) => name);
