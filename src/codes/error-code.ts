import type { ErrorCodeName } from '../generated/error-code-name.js';
import { catalogue, type CatalogueEntry } from './catalogue.js';

/** An internal value of `ErrorCodeEnum`, as resolvers handle it: `'mfa_failed'`. */
export type ErrorCode = (typeof catalogue)[ErrorCodeName]['value'];

/**
 * The internal value of every code, by name: `ErrorCode.MFA_FAILED === 'mfa_failed'`. Each
 * module's resolver map of the enum is a copy of it.
 */
export const ErrorCode: { readonly [Name in ErrorCodeName]: (typeof catalogue)[Name]['value'] } = Object.freeze(
  Object.fromEntries(Object.entries(catalogue).map(([name, { value }]) => [name, value])),
  // Object.fromEntries loses which value belongs to which name; the annotation restores it.
) as never;

/** The metadata of one code: of the catalogue, or of a host's own code. */
export interface KnownCode extends Omit<CatalogueEntry, 'category' | 'deprecation'> {
  /** A category of the catalogue, or one of the host's own. */
  readonly category: string;
}

/** The metadata of codes by name: the catalogue, with or without codes of a host. */
export type KnownCodes = Readonly<Record<string, KnownCode>>;

/**
 * Creates a function that returns the public name of a code given by internal value or by name, or
 * `undefined` for an unknown code.
 */
export function createNameFinder<Known extends KnownCodes>(
  known: Known,
): (code: unknown) => (keyof Known & string) | undefined {
  const nameByValue = new Map<unknown, keyof Known & string>(
    Object.entries(known).map(([name, { value }]) => [value, name]),
  );
  return (code) => nameByValue.get(code) ?? (typeof code === 'string' && Object.hasOwn(known, code) ? code : undefined);
}

/**
 * Returns the public name of a code given by internal value or by name: `'MFA_FAILED'` for
 * `'mfa_failed'`. Returns `undefined` for a code that the catalogue does not have.
 */
export const errorCodeName: (code: unknown) => ErrorCodeName | undefined = createNameFinder(catalogue);

/**
 * Whether `value` is an internal value of the catalogue, such as `'mfa_failed'`. Names such as
 * `'MFA_FAILED'` are not: use {@link errorCodeName} to accept both.
 */
export const isErrorCode = (value: unknown): value is ErrorCode => {
  const name = errorCodeName(value);
  return name !== undefined && name !== value;
};
