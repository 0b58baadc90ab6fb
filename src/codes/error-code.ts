import { catalogue } from '../generated/catalogue.js';
import type { ErrorCodeName } from '../generated/error-code-name.js';
import { createErrorCodes, createNameFinder, type ErrorCodes, type NameFinder } from './known-code.js';

/** The built-in codes with their metadata. */
export type Catalogue = typeof catalogue;

/** The internal values of the built-in codes, by name. */
export type BuiltInCodes = ErrorCodes<Catalogue>;

/** An internal value of `ErrorCodeEnum`, as resolvers handle it: `'mfa_failed'`. */
export type ErrorCode = BuiltInCodes[ErrorCodeName];

/**
 * The internal value of every built-in code, by name: `ErrorCode.MFA_FAILED === 'mfa_failed'`. Each
 * module's resolver map of the enum is a copy of it.
 */
export const ErrorCode: BuiltInCodes = /* @__PURE__ */ createErrorCodes(catalogue);

/**
 * Returns the public name of a code given by internal value or by name: `'MFA_FAILED'` for
 * `'mfa_failed'`. Returns `undefined` for a code that the catalogue does not have.
 */
export const errorCodeName: NameFinder<ErrorCodeName> = /* @__PURE__ */ createNameFinder(ErrorCode);

/**
 * Whether `value` is an internal value of the catalogue, such as `'mfa_failed'`. Names such as
 * `'MFA_FAILED'` are not: use {@link errorCodeName} to accept both.
 */
export const isErrorCode = (value: unknown): value is ErrorCode => {
  const name = errorCodeName(value);
  return name !== undefined && name !== value;
};
