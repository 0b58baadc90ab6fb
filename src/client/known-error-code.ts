import { errorCategories } from '../generated/error-categories.js';
import type { ErrorCodeName } from '../generated/error-code-name.js';

/** A code that this version of the package has. A server may be newer: what it sends is `KnownErrorCode | (string & {})`. */
export type KnownErrorCode = ErrorCodeName;

/** The part of the product that a code belongs to. */
export type ErrorCategory = (typeof errorCategories)[KnownErrorCode];

/** Whether this version of the package has the code. */
export const isKnownErrorCode = (code: unknown): code is KnownErrorCode =>
  typeof code === 'string' && Object.hasOwn(errorCategories, code);
