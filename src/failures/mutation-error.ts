import { errorCodeName, type BuiltInCodes } from '../codes/error-code.js';
import type { ErrorCodes, NameFinder } from '../codes/known-code.js';
import { isProduction } from '../internal/environment.js';
import { isIterable } from '../internal/executable-schema.js';
import { inspect } from '../internal/inspect.js';
import type {
  AnyErrorCode,
  CheckedCode,
  CodeOf,
  DetailOfCode,
  ErrorDetail,
  PayloadError,
  SuggestedCode,
} from './payload.js';

/** Marks the prototype of every MutationError, including those of other copies of this package. */
const brand = Symbol.for('graphql-error-codes.MutationError');

/** The key of a class's {@link NameFinder}, on its prototype. */
const finderKey = Symbol('findName');

const nameFinderOf = (prototype: object): NameFinder => (prototype as Record<symbol, NameFinder>)[finderKey]!;

/** V8 captures as many stack frames as this says. Other engines ignore it. */
const StackLimit = Error as { stackTraceLimit?: unknown };

function setStackLimit(limit: unknown): void {
  try {
    StackLimit.stackTraceLimit = limit;
  } catch (error) {
    // A host that froze Error keeps its stacks.
    if (!(error instanceof TypeError)) throw error;
  }
}

/** The options of a {@link MutationError}, after its details. */
export interface MutationErrorOptions {
  /** What led to the failure. For logs: clients never receive it. */
  readonly cause: unknown;
}

/** The details of a {@link MutationError}, and its options after them. */
export type MutationErrorParameters<Detail = ErrorDetail> =
  readonly Detail[] | readonly [...Detail[], MutationErrorOptions];

/** A host's own detail may have a field `cause`, beside its `__typename`. */
const isOptions = (parameter: unknown): parameter is MutationErrorOptions =>
  typeof parameter === 'object' && parameter !== null && 'cause' in parameter && Object.keys(parameter).length === 1;

/** The code of a top-level error, where graphql reads it from. */
export interface MutationErrorExtensions {
  readonly code?: string;
}

/** A MutationError of the package or of a module, whatever its codes are. */
export interface AnyMutationError<Code extends string = string> extends Error {
  /** As it was given: by internal value or by name. */
  readonly code: Code;
  readonly details: readonly ErrorDetail[];
  extensions: MutationErrorExtensions;
}

/** The class `MutationError` for the codes of a module. */
export type MutationErrorClass<Codes extends ErrorCodes, Details = {}> = new <
  const Code extends string = SuggestedCode<Codes>,
>(
  code: CheckedCode<Codes, Code>,
  ...parameters: MutationErrorParameters<DetailOfCode<Codes, Details, Code>>
) => AnyMutationError<CodeOf<Codes>>;

/**
 * An expected failure, thrown from any depth below a mutation's resolver. Under
 * {@link withErrorPayloads} the client receives it as the payload's only error, as if the resolver
 * had returned `failure(code, ...details)`. To return several errors, throw an AggregateError of
 * MutationErrors.
 *
 * In queries, subscriptions and nested fields it becomes a top-level error with the name of the
 * code in `extensions.code`. Servers that mask errors need {@link keepMutationErrors}.
 *
 * @throws TypeError for a code that is not a string.
 * @example
 * throw new MutationError(ErrorCode.INVALID_SETTING, { attribute: 'name', type: 'taken' });
 * throw new MutationError(ErrorCode.INVALID_SETTING, { cause: error });
 */
export class MutationError<const Code extends string = SuggestedCode<BuiltInCodes>> extends Error {
  /**
   * Whether new errors capture a stack trace, which is most of the cost of a throw. Defaults to
   * `true`, and to `false` in production.
   */
  static captureStack: boolean = !isProduction;

  static {
    Object.defineProperty(this.prototype, brand, { value: true });
    Object.defineProperty(this.prototype, finderKey, { value: errorCodeName });
    // Writable, since hosts name their subclasses.
    Object.defineProperty(this.prototype, 'name', { value: 'MutationError', writable: true, configurable: true });
  }

  /** As it was given: by internal value or by name. */
  readonly code: AnyErrorCode;
  readonly details: readonly ErrorDetail[];

  constructor(code: CheckedCode<BuiltInCodes, Code>, ...parameters: MutationErrorParameters) {
    if (typeof code !== 'string') {
      throw new TypeError(`MutationError expects a code, such as "MFA_FAILED", got ${inspect(code)}.`);
    }
    const last = parameters.at(-1);
    const options = isOptions(last) ? last : undefined;
    const message = nameFinderOf(new.target.prototype)(code) ?? code;
    if (MutationError.captureStack) {
      super(message, options);
    } else {
      const limit = StackLimit.stackTraceLimit;
      setStackLimit(0);
      try {
        super(message, options);
      } finally {
        setStackLimit(limit);
      }
    }
    this.code = code;
    this.details = (options ? parameters.slice(0, -1) : parameters) as readonly ErrorDetail[];
  }

  /**
   * What graphql copies to a top-level error: the public name of the code. Empty for an internal
   * value that is unknown, which must not leave the server.
   */
  get extensions(): MutationErrorExtensions {
    const name = nameFinderOf(this)(this.code) ?? (/^[A-Z][A-Z0-9_]*$/.test(this.code) ? this.code : undefined);
    return name === undefined ? {} : { code: name };
  }

  // Middleware of hosts adds to the extensions of errors.
  set extensions(extensions: MutationErrorExtensions) {
    Object.defineProperty(this, 'extensions', {
      value: extensions,
      writable: true,
      configurable: true,
      enumerable: true,
    });
  }
}

/** Returns a MutationError whose messages and extensions have the names of a host's own codes. */
export function bindMutationError(finder: NameFinder): typeof MutationError {
  const Base = MutationError;
  return class MutationError<const Code extends string = SuggestedCode<BuiltInCodes>> extends Base<Code> {
    static {
      Object.defineProperty(this.prototype, finderKey, { value: finder });
    }
  };
}

/**
 * Whether `error` is a MutationError, of this or of another copy of the package: `instanceof` would
 * only match this one.
 */
export const isMutationError = (error: unknown): error is AnyMutationError =>
  typeof error === 'object' && error !== null && brand in error;

/** More levels of errors in errors than anybody builds. */
const maximumDepth = 50;

/**
 * Returns the payload errors for a thrown value: one for a MutationError, also inside a
 * GraphQLError, and one each for an AggregateError, nested or not, that contains MutationErrors
 * only. Returns `undefined` for everything else, which is unexpected.
 */
export function payloadErrorsOf(
  thrown: unknown,
  ancestors: readonly unknown[] = [],
): readonly PayloadError[] | undefined {
  // The code of another catalogue is checked like any other.
  if (isMutationError(thrown)) return [{ errorCode: thrown.code as AnyErrorCode, details: thrown.details }];
  // An error may contain itself.
  if (!(thrown instanceof Error) || ancestors.length > maximumDepth || ancestors.includes(thrown)) return undefined;
  const path = [...ancestors, thrown];
  const { originalError } = thrown as { readonly originalError?: unknown };
  if (originalError !== undefined && originalError !== null) return payloadErrorsOf(originalError, path);
  if (!(thrown instanceof AggregateError) || thrown.errors.length === 0) return undefined;

  const parts = thrown.errors.map((part) => payloadErrorsOf(part, path));
  return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
}

/**
 * Wraps the `maskError` of GraphQL Yoga or Envelop, which only let errors created as GraphQLError
 * through. Errors that come from a MutationError reach the client, with `extensions.code`. All
 * others are passed to `maskError`.
 *
 * @example
 * createYoga({ schema, maskedErrors: { maskError: keepMutationErrors(maskError) } });
 */
export const keepMutationErrors =
  <Masked, Rest extends readonly unknown[]>(
    maskError: (error: unknown, ...rest: Rest) => Masked,
  ): ((error: unknown, ...rest: Rest) => Masked) =>
  (error, ...rest) =>
    // graphql made it: an error as maskError returns them.
    isFromMutationError(error) ? (error as Masked) : maskError(error, ...rest);

function isFromMutationError(error: unknown): boolean {
  let origin: unknown = error;
  // More levels than servers add. An error may contain itself.
  for (let depth = 0; depth < 8 && origin instanceof Error; depth++) {
    // With a text of its own, or without a public code, the error is not what the class promises.
    if (isMutationError(origin)) return (error as Error).message === origin.message && 'code' in origin.extensions;
    origin = (origin as { readonly originalError?: unknown }).originalError;
  }
  return false;
}

/**
 * Whether a mutation's payload is a failure, so that a transaction can roll back. A returned error
 * counts as thrown, and a list of payloads is a failure when one of them is. Await promises in the
 * payload first.
 */
export function isFailure(payload: unknown): boolean {
  if (payload instanceof Error) return true;
  // A list in a list is not one of payloads, and could contain itself.
  if (Array.isArray(payload)) return payload.some((item) => !Array.isArray(item) && isFailure(item));
  if (typeof payload !== 'object' || payload === null || !('errors' in payload)) return false;
  const { errors } = payload;
  // One error is enough: the rest may have no end.
  return isIterable(errors) && errors[Symbol.iterator]().next().done !== true;
}
