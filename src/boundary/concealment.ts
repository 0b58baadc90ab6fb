import type { ErrorCodes, KnownCodes } from '../codes/known-code.js';
import type { CodeOf, ErrorDetail } from '../failures/payload.js';
import { didYouMean } from '../internal/did-you-mean.js';
import type { ErrorPayloadField } from '../internal/error-payload-fields.js';
import { inspect, inspectChoices } from '../internal/inspect.js';
import { isFunction, isObject, optionMistakes, type OptionRules } from '../internal/options.js';
import type { ErrorOrigin } from './hooks.js';
import { createEventFinder, type PayloadErrorEvent } from './payload-error-event.js';

/** How one code is concealed. */
export interface Concealed<Code extends string = string> {
  /** The code that the client receives instead. The mutations that declare the one declare both. */
  readonly as: Code;
  /**
   * The details that the client receives, whatever the resolver returned. Pass those that the other
   * code has where it is real, or the two can be told apart. Defaults to none.
   */
  readonly details?: readonly ErrorDetail[];
  /**
   * Whether this client may receive the code itself: because the caller is signed in, for example.
   * Everything but `true` conceals it. A promise does, too, and what is thrown is reported to
   * `onDefect`.
   */
  readonly unless?: (event: PayloadErrorEvent, origin: ErrorOrigin) => boolean;
}

/** The codes that are concealed, by name or by internal value, each with another code. */
export type Concealment<Code extends string = string> = { readonly [Name in Code]?: Code | Concealed<Code> };

/** {@link Concealment} for the codes of a module. */
export type ConcealmentOf<Codes extends KnownCodes> = Concealment<CodeOf<ErrorCodes<Codes>>>;

/** A concealed code of one enum. */
export interface Disguise extends Omit<Concealed, 'as' | 'details'> {
  /** By public name. */
  readonly as: string;
  readonly details: readonly ErrorDetail[];
}

/** The concealed codes of one enum, by public name. */
export type Disguises = ReadonlyMap<string, Disguise>;

const concealedRules: OptionRules<Concealed> = {
  as: { expected: 'the code that the client receives', accepts: (value) => typeof value === 'string' },
  details: {
    expected: 'a list of details',
    accepts: (value) => Array.isArray(value) && value.every((detail) => isObject.accepts(detail)),
  },
  unless: isFunction,
};

const start = 'withErrorPayloads: "conceal"';

/** @throws TypeError for an entry that is neither a code nor `{ as, details, unless }`. */
function readEntry(code: string, given: unknown): Concealed {
  if (typeof given === 'string') return { as: given };
  const where = `${start}, ${inspect(code)}`;
  if (!isObject.accepts(given)) {
    throw new TypeError(`${where} must be a code or { as, details, unless }, got ${inspect(given)}.`);
  }
  const entry = given as Concealed;
  const [mistake] = optionMistakes(where, entry, concealedRules, 'field');
  if (mistake !== undefined) throw new TypeError(mistake);
  if (entry.as === undefined) throw new TypeError(`${where}: "as" must be the code that the client receives.`);
  return entry;
}

/** @throws TypeError for a code that no enum has, and for a replacement that is concealed, too. */
function checkCodes(disguises: Disguises, unknown: string | undefined, names: readonly string[]): void {
  if (unknown !== undefined) {
    throw new TypeError(
      `${start} has ${inspect(unknown)}, which is not a code of the schema.${didYouMean(unknown, names)}`,
    );
  }
  for (const [code, { as }] of disguises) {
    if (as === code) throw new TypeError(`${start} has ${code} as itself. Choose another code, or remove it.`);
    if (disguises.has(as)) {
      throw new TypeError(`${start} has ${code} as ${as}, which is concealed, too. Choose the code that both end at.`);
    }
  }
}

/**
 * Returns the concealed codes of the mutations' enums.
 *
 * @throws TypeError for an unknown code, for a replacement that is concealed itself, and for one
 * that a mutation with the concealed code does not declare.
 */
export function disguisesOf(
  conceal: Concealment | undefined,
  targets: readonly ErrorPayloadField[],
  declarations: ReadonlyMap<string, readonly string[]>,
  catalogue: KnownCodes,
): ReadonlyMap<unknown, Disguises> {
  const byEnum = new Map<unknown, Map<string, Disguise>>();
  if (conceal === undefined) return byEnum;
  const given = Object.entries(conceal).filter(([, entry]) => entry !== undefined);
  const unread = new Set(given.map(([code]) => code));
  const names = [...new Set(targets.flatMap(({ codes }) => codes.getValues().map(({ name }) => name)))];
  for (const { codes, coordinate } of targets) {
    if (byEnum.has(codes)) continue;
    const disguises = new Map<string, Disguise>();
    byEnum.set(codes, disguises);
    const find = createEventFinder(coordinate, codes, undefined, catalogue);
    for (const [code, entry] of given) {
      const { as, details = [], unless } = readEntry(code, entry);
      const name = find(code)?.code;
      if (name === undefined) continue;
      unread.delete(code);
      if (disguises.has(name)) throw new TypeError(`${start} has ${name} twice: by name and by internal value.`);
      const replacement = find(as)?.code;
      if (replacement === undefined) checkCodes(disguises, as, names);
      else disguises.set(name, { as: replacement, details, ...(unless && { unless }) });
    }
    checkCodes(disguises, undefined, names);
  }
  checkCodes(new Map(), [...unread][0], names);
  for (const { codes, coordinate } of targets) {
    const declared = declarations.get(coordinate);
    for (const [code, { as }] of byEnum.get(codes)!) {
      if (!declared?.includes(code) || declared.includes(as)) continue;
      throw new TypeError(
        `${start} has ${code} as ${as}, but ${coordinate} declares only ${inspectChoices(declared)}. ` +
          `Declare ${as} with @errors, since clients receive it.`,
      );
    }
  }
  for (const [codes, disguises] of byEnum) if (disguises.size === 0) byEnum.delete(codes);
  return byEnum;
}

/** The lists of errors with a concealed one, as the client receives them. */
const concealedLists = new WeakSet<object>();

/** Whether errors of a list were concealed, so that nothing else of the payload may be sent. */
export const isConcealed = (errors: unknown): boolean => concealedLists.has(errors as object);

/**
 * Returns the errors as the client receives them: a concealed error only where the list has no
 * other with the code that replaces it, as if there had been one failure.
 *
 * @param sent the public name of each item as it is sent; `undefined` for an item without a code
 * @param concealed the error to send for each item; `undefined` for those that are not concealed
 */
export function concealErrors(
  errors: readonly unknown[],
  sent: readonly (string | undefined)[],
  concealed: readonly (object | undefined)[],
): readonly unknown[] {
  const real = new Set(sent.filter((_name, index) => concealed[index] === undefined));
  const list = errors.flatMap((error, index) => {
    const replacement = concealed[index];
    if (replacement === undefined) return [error];
    const name = sent[index];
    if (real.has(name)) return [];
    real.add(name);
    return [replacement];
  });
  concealedLists.add(list);
  return list;
}
