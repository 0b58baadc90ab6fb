import { errorCategories } from '../generated/error-categories.js';
import type { ErrorCodeName } from '../generated/error-code-name.js';

/** The name of a code of this version of the package. */
export type KnownErrorCode = ErrorCodeName;

/**
 * The name of any code. Servers add codes after a client was built, and hosts have their own.
 * Editors still suggest the known ones.
 */
export type ReceivedErrorCode = KnownErrorCode | (string & {});

/** Whether this version of the package has the code. */
export const isKnownErrorCode = (code: unknown): code is KnownErrorCode =>
  typeof code === 'string' && Object.hasOwn(errorCategories, code);
