import type { KnownCodes } from '../codes/known-code.js';
import { schemaCodes } from '../codes/schema-codes.js';
import type { PayloadError } from '../failures/payload.js';
import { catalogue as ownCatalogue } from '../generated/catalogue.js';
import { isProduction } from '../internal/environment.js';
import type { ErrorPayloadField } from '../internal/error-payload-fields.js';
import { fieldOf, isIterable, isThenable, typeTag } from '../internal/executable-schema.js';
import { inspect, inspectChoices } from '../internal/inspect.js';
import { isObject, type OptionRule } from '../internal/options.js';
import { unknownCodeMessage } from '../internal/unknown-code.js';
import { detailCheck, type DetailCheck } from './detail-check.js';
import { concealErrors, type Disguise, type Disguises } from './concealment.js';
import { viewWithDetails } from './error-view.js';
import { createReporter, type ErrorHooks, type ErrorOrigin, type Reporter } from './hooks.js';
import { createEventFinder, type EventFinder, type PayloadErrorEvent } from './payload-error-event.js';

/** The error hooks, and the handling of invalid errors. */
export interface ErrorCheckOptions extends ErrorHooks {
  /**
   * What happens to a code that the mutation does not declare, and to an invalid detail. `true`:
   * the mutation's field fails. `false`: the code is delivered and the detail is dropped. Both are
   * reported to `onDefect`. With `true`, all types are searched for `@errors` on fields that are
   * no mutations, which is refused. Defaults to `false` in production, else to `true`.
   */
  readonly strict?: boolean;
  /**
   * The metadata of codes that the schema does not describe with `@errorCode`, such as those of a
   * schema built by code. Defaults to the catalogue of the package. The `withErrorPayloads` of a
   * module passes its own.
   */
  readonly catalogue?: KnownCodes;
}

/** A catalogue maps names to metadata. The module that has one is a common mistake. */
export const isCatalogue: OptionRule = {
  expected: 'a catalogue such as errors.catalogue',
  accepts: (value) =>
    isObject.accepts(value) &&
    Object.values(value as object).every((entry) => typeof (entry as { value?: unknown } | null)?.value === 'string'),
};

/** Reads a field of an error that is not a property of it. */
export type ReadField = (error: object, name: string) => unknown;

const withoutNonNull = (type: unknown): unknown =>
  typeTag(type) === 'GraphQLNonNull' ? (type as { readonly ofType: unknown }).ofType : type;

/** Says what a detail must be. */
function describeTypes(types: readonly string[] | undefined): string {
  if (!types) {
    const own = '{ attribute, type } or { message }, all strings';
    return `${own}, or a member of the union with its "__typename" and its fields`;
  }
  if (types.length === 0) return 'no details, as @errorCode(details:) declares';
  return `${inspectChoices(types)}, which @errorCode(details:) declares, with all fields of the type`;
}

/** Checks the errors of one mutation's payloads and reports them. */
export class ErrorCheck {
  readonly #target: ErrorPayloadField;
  readonly #declared: readonly string[] | undefined;
  readonly #strict: boolean;
  /** Whether an item of the list may be null. */
  readonly #acceptsNull: boolean;
  readonly #codes: KnownCodes;
  readonly #details: DetailCheck;
  readonly #findEvent: EventFinder;
  readonly #reporter: Reporter;
  readonly #disguises: Disguises | undefined;
  /** The events of concealed codes. */
  readonly #concealedEvents = new Map<PayloadErrorEvent, PayloadErrorEvent>();

  /**
   * @param declared the codes that the mutation declares; `undefined` without a declaration
   * @param disguises the codes to conceal; `undefined` for none
   */
  constructor(
    target: ErrorPayloadField,
    declared: readonly string[] | undefined,
    options: ErrorCheckOptions,
    disguises?: Disguises,
  ) {
    const { strict = !isProduction, catalogue = ownCatalogue } = options;
    this.#target = target;
    this.#declared = declared;
    this.#strict = strict;
    const list = withoutNonNull(fieldOf(target.payload, 'errors')?.type) as { readonly ofType?: unknown };
    this.#acceptsNull = typeTag(list.ofType) !== 'GraphQLNonNull';
    this.#codes = schemaCodes(catalogue)(target.codes).codes;
    this.#details = detailCheck(target.error);
    this.#findEvent = createEventFinder(target.coordinate, target.codes, declared, catalogue);
    this.#reporter = createReporter(target.coordinate, options);
    this.#disguises = disguises;
  }

  /** Returns the public name of a code; `undefined` for a code that the enum does not have. */
  nameOf(errorCode: unknown): string | undefined {
    return this.#findEvent(errorCode)?.code;
  }

  /**
   * Checks all errors of a payload, then reports them.
   *
   * @param request the context of the request, and the info of the mutation
   * @param thrown what the resolver threw, if it threw: the cause of the TypeError
   * @param reporter reports the errors, instead of the hooks of the options
   * @returns the same errors, or a copy where one of them was corrected.
   * @throws TypeError for the field to fail with. It was reported to `onDefect`.
   */
  accept(
    errors: readonly unknown[],
    request: Pick<ErrorOrigin, 'context' | 'info'>,
    thrown?: unknown,
    reporter: Reporter = this.#reporter,
    readField?: ReadField,
  ): readonly unknown[] {
    const events: PayloadErrorEvent[] = [];
    let accepted = errors;
    for (let index = 0; index < errors.length; index++) {
      const error = this.#acceptError(errors[index], thrown, readField, events);
      if (error !== errors[index]) accepted = accepted.with(index, error);
    }
    const sent = this.#disguises
      ? this.#conceal(accepted, events, this.#disguises, { ...request, error: thrown })
      : accepted;
    reporter.reportErrors(events, request, thrown);
    return sent;
  }

  /**
   * Replaces the events of concealed errors, and returns the errors as the client receives them.
   */
  #conceal(
    errors: readonly unknown[],
    events: PayloadErrorEvent[],
    disguises: Disguises,
    origin: ErrorOrigin,
  ): readonly unknown[] {
    let hasConcealed = false;
    let next = 0;
    const sent: (string | undefined)[] = [];
    const concealed = errors.map((error): object | undefined => {
      // Only null has no event: with disguises, every other item has a code.
      if (error === null || error === undefined) return void sent.push(undefined);
      const index = next++;
      const event = events[index]!;
      const disguise = disguises.get(event.code);
      if (!disguise || this.#mayReceive(disguise.unless, event, origin)) return void sent.push(event.code);
      hasConcealed = true;
      events[index] = this.#concealedEvent(event, disguise.as);
      sent.push(disguise.as);
      return { errorCode: disguise.as, details: this.#acceptDetails(disguise.as, disguise.details, origin.error) };
    });
    return hasConcealed ? concealErrors(errors, sent, concealed) : errors;
  }

  #concealedEvent(event: PayloadErrorEvent, concealedAs: string): PayloadErrorEvent {
    let concealed = this.#concealedEvents.get(event);
    if (!concealed) this.#concealedEvents.set(event, (concealed = Object.freeze({ ...event, concealedAs })));
    return concealed;
  }

  /** Whether a client may receive a code that is concealed from others. In doubt, it may not. */
  #mayReceive(unless: Disguise['unless'], event: PayloadErrorEvent, origin: ErrorOrigin): boolean {
    if (!unless) return false;
    try {
      const answer: unknown = unless(event, origin);
      if (typeof answer === 'boolean') return answer;
      // Unhandled, its rejection would end the process.
      if (isThenable(answer)) answer.then(undefined, (error: unknown) => this.#reporter.reportDefect(error));
      this.#reportDefect(
        `withErrorPayloads: "unless" of ${event.code} must return true or false, got ${inspect(answer)}.`,
        undefined,
      );
    } catch (error) {
      this.#reporter.reportDefect(error);
    }
    return false;
  }

  #acceptError(item: unknown, thrown: unknown, readField: ReadField | undefined, events: PayloadErrorEvent[]): unknown {
    const { coordinate } = this.#target;
    if ((item === null || item === undefined) && this.#acceptsNull) return item;
    if (typeof item !== 'object' || item === null || item instanceof Error) {
      throw this.#reportDefect(
        `${coordinate} returned an invalid error: expected { errorCode, details }, got ${inspect(item)}.`,
        thrown ?? item,
      );
    }
    const isPlain = 'errorCode' in item;
    // In a gateway, an error has only the selected fields. Without a code, nothing is checked.
    if (!isPlain && !readField) return this.#leaveToHost(item);
    const error = item as Partial<PayloadError>;
    const errorCode: unknown = isPlain ? error.errorCode : readField?.(item, 'errorCode');
    if (!isPlain && errorCode === undefined) return this.#leaveToHost(item);
    // A method or a promise is left to the host's own resolver of the code.
    if (typeof errorCode === 'function' || isThenable(errorCode)) return this.#leaveToHost(item);

    const event = this.#acceptCode(errorCode, thrown);
    const details: unknown = isPlain ? error.details : undefined;
    const accepted = this.#acceptDetails(event.code, details, thrown);
    events.push(event);
    return accepted === details ? error : viewWithDetails(item, accepted);
  }

  /**
   * Returns an error whose code cannot be read here.
   *
   * @throws TypeError where codes are concealed: this one could be among them.
   */
  #leaveToHost(item: object): object {
    if (!this.#disguises) return item;
    throw this.#reportDefect(
      `${this.#target.coordinate} returned an error without a readable "errorCode", so "conceal" cannot be applied. ` +
        'Return the code as a string, and conceal codes in the server that resolves the mutation, not in a gateway.',
      undefined,
    );
  }

  #acceptCode(errorCode: unknown, thrown: unknown): PayloadErrorEvent {
    const { coordinate, codes } = this.#target;
    const event = this.#findEvent(errorCode);
    if (!event) throw this.#reportDefect(unknownCodeMessage(coordinate, errorCode, codes), thrown);
    if (event.declared !== false) return event;

    const declared = this.#declared ?? [];
    const choice = declared.length === 0 ? 'return none' : `return ${inspectChoices(declared)}`;
    const undeclared = this.#reportDefect(
      `${coordinate} returned the code "${event.code}", which it does not declare. Add it to @errors, or ${choice}.`,
      thrown,
    );
    if (this.#strict) throw undeclared;
    return event;
  }

  #acceptDetails(code: string, details: unknown, thrown: unknown): unknown {
    // A list is by far the usual case, and the other check is slower.
    if (!Array.isArray(details) && !isIterable(details)) return details;
    const list: readonly unknown[] = Array.isArray(details) ? details : Array.from(details);
    const accepts = this.#detailCheck(code);
    if (list.every(accepts)) return list;

    const invalid = list.find((detail) => !accepts(detail));
    const refused = this.#reportDefect(this.#describeDetail(code, invalid), thrown);
    if (this.#strict) throw refused;
    return list.filter(accepts);
  }

  /** Returns the check of a detail: it must be of a type that the code declares. */
  #detailCheck(code: string): (detail: unknown) => boolean {
    const { isDetail, memberOf } = this.#details;
    const types = this.#codes[code]?.details;
    if (!types) return isDetail;
    return (detail) => {
      if (!isDetail(detail)) return false;
      const type = memberOf(detail);
      // What only resolvers of the host know is left to them.
      return type === undefined || types.includes(type);
    };
  }

  #describeDetail(code: string, invalid: unknown): string {
    const expected = describeTypes(this.#codes[code]?.details);
    const { coordinate } = this.#target;
    return `${coordinate} returned "${code}" with an invalid detail: expected ${expected}, got ${inspect(invalid)}.`;
  }

  /** Reports what the resolver did wrong, and returns it to be thrown. */
  #reportDefect(message: string, thrown: unknown): TypeError {
    const error = new TypeError(message, thrown === undefined ? undefined : { cause: thrown });
    this.#reporter.reportDefect(error);
    return error;
  }
}
