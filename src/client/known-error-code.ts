import { errorCategories } from '../generated/error-categories.js';
import type { ErrorCodeName } from '../generated/error-code-name.js';

/** A code that this version of the package has. */
export type KnownErrorCode = ErrorCodeName;

/** A code as it arrives: servers grow, and hosts add codes of their own. Editors still propose those that are known. */
export type ReceivedErrorCode = KnownErrorCode | (string & {});

/** The part of the product that a code belongs to. */
export type ErrorCategory = (typeof errorCategories)[KnownErrorCode];

/** Whether this version of the package has the code. */
export const isKnownErrorCode = (code: unknown): code is KnownErrorCode =>
  typeof code === 'string' && Object.hasOwn(errorCategories, code);
