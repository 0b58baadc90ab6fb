import { createNameFinder, type ErrorCodes, type NameFinder } from '../codes/known-code.js';
import { checkRequired, isObject } from '../internal/options.js';
import {
  bindMutationError,
  isMutationError,
  type AnyMutationError,
  type MutationErrorClass,
} from './mutation-error.js';
import { failure, type CodeOf, type FailureFunction } from './payload.js';

/** The functions that create failures with the codes of a host, and recognize them. */
export interface BoundFailures<Codes extends ErrorCodes, Details = {}> {
  /** `failure` with the codes of the host. */
  readonly failure: FailureFunction<Codes, Details>;
  /** `MutationError` with the codes of the host. */
  readonly MutationError: MutationErrorClass<Codes, Details>;
  /**
   * `isMutationError`, which narrows to the codes of the host. It does not compare codes: for an
   * error of another catalogue, it also returns `true`.
   */
  // The template makes the compiler print the codes, not the name of the type.
  readonly isMutationError: (error: unknown) => error is AnyMutationError<`${CodeOf<Codes>}`>;
  /**
   * Returns the public name of a code given by internal value or by name; `undefined` for an
   * unknown code.
   */
  readonly errorCodeName: NameFinder<keyof Codes & string>;
}

/**
 * Returns `failure`, `MutationError` and `isMutationError` for the codes of a host. The file that
 * `graphql-error-codes/codegen` generates calls it; with `createErrorModule({ codes })`, use those
 * of the module.
 *
 * @param codes the internal values by name
 * @throws TypeError for codes that are not an object.
 * @typeParam Details the details of codes that declare them with `@errorCode(details:)`, by name
 * @example
 * const { failure, MutationError } = bindErrorCodes({ QUOTA_EXCEEDED: 'quota_exceeded' });
 */
export function bindErrorCodes<const Codes extends ErrorCodes, Details = {}>(
  codes: Codes,
): BoundFailures<Codes, Details> {
  checkRequired('bindErrorCodes', { codes }, { codes: isObject });
  const findName = createNameFinder(codes);
  return {
    // At run time, these accept every code. Only their types are bound.
    failure: failure as unknown as FailureFunction<Codes, Details>,
    MutationError: bindMutationError(findName) as unknown as MutationErrorClass<Codes, Details>,
    isMutationError: isMutationError as BoundFailures<Codes>['isMutationError'],
    errorCodeName: findName,
  };
}
