import { errorCategories as builtInCategories } from '../generated/error-categories.js';
import type { ErrorCodeName } from '../generated/error-code-name.js';
import { isObject, isString, ownProperty } from './values.js';

/** The name of a code of this version of the package. */
export type KnownErrorCode = ErrorCodeName;

/**
 * The name of any code. Servers add codes after a client was built, and hosts have their own.
 * Editors still suggest the known ones.
 */
export type ReceivedErrorCode = KnownErrorCode | (string & {});

/**
 * Whether your schema had the code when its types were generated.
 *
 * @param errorCategories the generated map of your codes to their categories
 */
export function isKnownErrorCode<Code extends string>(
  code: unknown,
  errorCategories: Readonly<Record<Code, string | null>>,
): code is Code;
/** Whether this version of the package has the code. */
export function isKnownErrorCode(code: unknown): code is KnownErrorCode;
export function isKnownErrorCode(code: unknown, errorCategories?: Readonly<Record<string, string | null>>): boolean {
  // `codes.filter(isKnownErrorCode)` passes an index as the second argument.
  const known = isObject(errorCategories) ? errorCategories : builtInCategories;
  return isString(code) && ownProperty<string | null>(known, code) !== undefined;
}
