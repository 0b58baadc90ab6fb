/**
 * The side at fault. `client`: the request, or the caller's permissions. `server`: this server or a
 * system behind it; the same request could have succeeded. Page somebody for `server` only.
 */
export type ErrorFault = 'client' | 'server';

/**
 * Whether sending the request again can help. `never`: not for this caller. `after_fix`: once the
 * caller has done what `action` says. `later`: unchanged, after a while.
 */
export type ErrorRetry = 'never' | 'after_fix' | 'later';

/**
 * To whom a code may be shown. `public`: also to anonymous callers. `authenticated`: only to
 * callers who are signed in. `sensitive`: only after a proof, such as a right password, since it
 * reveals whether something exists or a security state.
 */
export type ErrorExposure = 'public' | 'authenticated' | 'sensitive';

/** What is known of a code: what `@errorCode` declares, its description and its deprecation. */
export interface KnownCode {
  /**
   * The value that resolvers handle: unique, and never sent to a client. Defaults to the name of
   * the code in snake_case or, in SDL where another code has that value, to the name itself.
   */
  readonly value: string;
  /** Defaults to `client`. */
  readonly fault: ErrorFault;
  /** The area of the product: the fallback for clients that have no text for the code. */
  readonly category?: string;
  readonly retry?: ErrorRetry;
  /** Without it, nobody has decided: tools report null. */
  readonly exposure?: ErrorExposure;
  /** What the user can do now. The built-in codes have it in English. */
  readonly action?: string;
  /** The version that deprecated the code or, for an active code, the version that added it. */
  readonly since?: string;
  /** For a deprecated code: the code to use instead, which is not deprecated, or `none`. */
  readonly replacedBy?: string;
  /**
   * The only types that details of this code may have, as names of members of the union. By
   * default, all members.
   */
  readonly details?: readonly string[];
  /** The description in the schema. */
  readonly description?: string;
  /** Deprecates the code: why. */
  readonly deprecationReason?: string;
}

/** Codes with their metadata, by name. */
export type KnownCodes = Readonly<Record<string, KnownCode>>;

/** The internal values of codes, by name. */
export type ErrorCodes<Codes extends KnownCodes = KnownCodes> = {
  readonly [Name in keyof Codes]: Codes[Name]['value'];
};

type Digit = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9';

/** Whether an underscore belongs between two characters: `a` or `1`, and `B`. */
type IsBoundary<Left extends string, Right extends string> = Left extends Digit
  ? Right extends Lowercase<Right>
    ? false
    : true
  : Left extends Uppercase<Left>
    ? false
    : Right extends Lowercase<Right>
      ? false
      : true;

/**
 * A name in snake_case, which is the default of an internal value: `quota_exceeded` for
 * `QUOTA_EXCEEDED` and `QuotaExceeded`.
 *
 * @typeParam Converted what is converted already
 * @typeParam Left the last character of it, as it was
 */
export type SnakeCase<Name extends string, Converted extends string = '', Left extends string = ''> =
  // Most names are in capitals.
  `${Converted}${Name}` extends Uppercase<Name>
    ? Lowercase<Name>
    : Name extends `${infer First}${infer Rest}`
      ? SnakeCase<Rest, `${Converted}${IsBoundary<Left, First> extends true ? '_' : ''}${Lowercase<First>}`, First>
      : Converted;

/** Returns a name in snake_case: `quota_exceeded` for `QUOTA_EXCEEDED` and `QuotaExceeded`. */
export const toSnakeCase = (name: string): string =>
  (name === name.toUpperCase() ? name : name.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')).toLowerCase();

/** A code with its default values. */
export type CompleteCode<Name extends string, Code> = Omit<
  { readonly value: SnakeCase<Name>; readonly fault: 'client' },
  keyof Code
> &
  Code;

/** Codes with their default values. */
export type CompleteCodes<Codes> = { readonly [Name in keyof Codes & string]: CompleteCode<Name, Codes[Name]> };

/** Returns a code with its default values. */
export function completeCode(name: string, code: Partial<KnownCode>): KnownCode {
  const [value, fault] = [code.value ?? toSnakeCase(name), code.fault ?? 'client'];
  // In this order: new properties after a spread take 0.7 us, and a module may have 10,000 codes.
  const complete = { value, fault, ...code };
  // Those of the code may be undefined.
  return Object.assign(complete, { value, fault });
}

/** Returns codes with their default values. */
export const completeCodes = <Codes extends Readonly<Record<string, Partial<KnownCode>>>>(
  codes: Codes,
): CompleteCodes<Codes> =>
  // Object.fromEntries loses which code belongs to which name.
  Object.fromEntries(
    Object.entries(codes).map(([name, code]) => [name, completeCode(name, code)]),
  ) as CompleteCodes<Codes>;

/** Returns the internal values of codes, by name. */
export const createErrorCodes = <Codes extends KnownCodes>(codes: Codes): ErrorCodes<Codes> =>
  Object.freeze(
    Object.fromEntries(Object.entries(codes).map(([name, { value }]) => [name, value])),
    // Object.fromEntries loses which value belongs to which name.
  ) as ErrorCodes<Codes>;

/** Returns the public name of a code, or `undefined` for an unknown code. */
export type NameFinder<Name extends string = string> = (code: unknown) => Name | undefined;

/**
 * Creates a function that returns the public name of a code given by internal value or by name, or
 * `undefined` for an unknown code.
 */
export function createNameFinder<Codes extends ErrorCodes>(codes: Codes): NameFinder<keyof Codes & string> {
  const nameByValue = new Map<unknown, keyof Codes & string>(
    Object.entries(codes).map(([name, value]) => [value, name]),
  );
  return (code) => nameByValue.get(code) ?? (typeof code === 'string' && Object.hasOwn(codes, code) ? code : undefined);
}
