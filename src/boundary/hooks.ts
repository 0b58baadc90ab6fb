import { isThenable } from '../internal/executable-schema.js';
import type { PayloadErrorEvent } from './payload-error-event.js';

/**
 * Where an error comes from, for logs: the request's id is in the context. Contains user data,
 * unlike the event.
 */
export interface ErrorOrigin {
  /** The context of the request. */
  readonly context: unknown;
  /** The `GraphQLResolveInfo` of the mutation, or of the payload's `errors`. */
  readonly info: unknown;
  /** What the resolver threw, before `translate`; `undefined` for a returned failure. */
  readonly error: unknown;
}

/** The hooks that report errors. */
export interface ErrorHooks {
  /**
   * Called once for each error in a payload, before the client receives it. Not awaited. What it
   * throws or rejects with is reported to `onDefect`.
   */
  readonly onError?: (event: PayloadErrorEvent, origin: ErrorOrigin) => void;
  /**
   * Called the first time a mutation returns a deprecated code, once for each mutation and code. It
   * points to a mutation to look at; it is not a count. Otherwise like `onError`.
   */
  readonly onDeprecated?: (event: PayloadErrorEvent, origin: ErrorOrigin) => void;
  /**
   * Called with everything that is not an expected failure: what a resolver threw, unchanged, and a
   * TypeError for an invalid code or detail. `coordinate` is the mutation's. Must not throw.
   */
  readonly onDefect?: (error: unknown, coordinate: string) => void;
}

/** Calls the hooks for one mutation. */
export interface Reporter {
  readonly reportErrors: (
    events: readonly PayloadErrorEvent[],
    request: Pick<ErrorOrigin, 'context' | 'info'>,
    thrown: unknown,
  ) => void;
  readonly reportDefect: (error: unknown) => void;
}

export function createReporter(coordinate: string, { onError, onDeprecated, onDefect }: ErrorHooks): Reporter {
  const reportedDeprecations = new Set<string>();
  const reportDefect = (error: unknown): void => onDefect?.(error, coordinate);

  /** A failing hook must not fail a mutation that has finished, nor end the process. */
  function call(hook: NonNullable<ErrorHooks['onError']>, event: PayloadErrorEvent, origin: ErrorOrigin): void {
    try {
      const returned: unknown = hook(event, origin);
      if (isThenable(returned)) returned.then(undefined, reportDefect);
    } catch (error) {
      reportDefect(error);
    }
  }

  return {
    reportErrors(events, { context, info }, error) {
      if (!onError && !onDeprecated) return;
      const origin: ErrorOrigin = { context, info, error };
      if (onError) for (const event of events) call(onError, event, origin);
      if (!onDeprecated) return;
      for (const event of events) {
        if (!event.deprecated || reportedDeprecations.has(event.code)) continue;
        reportedDeprecations.add(event.code);
        call(onDeprecated, event, origin);
      }
    },
    reportDefect,
  };
}
