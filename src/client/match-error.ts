import type { DeclaredCodesOf } from './declared-result.js';
import type { PayloadError } from './payload-error.js';

/**
 * A function for each code. For an error whose mutation declares its codes (see `createResultOf`), exactly those, all of them; for another
 * error, any of the codes that the type of its `errorCode` names.
 */
export type ErrorHandlers<Problem extends PayloadError> = [DeclaredCodesOf<Problem>] extends [string]
  ? { readonly [Code in DeclaredCodesOf<Problem> & string]: (error: Problem) => unknown }
  : { readonly [Code in `${Problem['errorCode']}`]?: (error: Problem) => unknown };

/** Refuses handlers for other codes than those that are allowed. */
type NoOther<Handlers, Allowed> =
  Exclude<keyof Handlers, keyof Allowed> extends never
    ? unknown
    : { readonly [Code in Exclude<keyof Handlers, keyof Allowed>]: never };

/**
 * Calls the handler of the error's code.
 *
 * @param error nothing, too, for a failure that was not expected and has no errors
 * @param fallback for all else: a code without a handler, a code that is newer than this client, no error at all. Servers grow, so there is
 * always one, even where the handlers are complete today.
 * @returns what the handler or the fallback returns
 * @example
 * if (!login.ok) matchError(login.errors[0], { MFA_FAILED: askForCode }, (error) => toast(message(error)));
 */
export function matchError<Problem extends PayloadError, Handlers extends ErrorHandlers<Problem>, Other>(
  error: Problem | null | undefined,
  handlers: Handlers & NoOther<Handlers, ErrorHandlers<Problem>>,
  fallback: (error: Problem | undefined) => Other,
): Answer<Handlers> | Other {
  if (!error) return fallback(undefined);
  const { errorCode } = error;
  // A code like "constructor" must not find what every object has.
  const handler = Object.hasOwn(handlers, errorCode)
    ? (handlers as Readonly<Record<string, ((error: Problem) => Answer<Handlers>) | undefined>>)[errorCode]
    : undefined;
  return (handler ?? fallback)(error);
}

type Answer<Handlers> = AnswerOf<Handlers[keyof Handlers]>;

type AnswerOf<Handler> = Handler extends (error: never) => infer Returned ? Returned : never;
