/** The error of a statement that PostgreSQL rejected, on either engine. */
export interface DatabaseFailure {
  /**
   * SQLSTATE, five characters; the first two are its class. See appendix A of its documentation.
   */
  readonly code: string;
  /** The violated constraint or index, if any. */
  readonly constraint?: string | undefined;
}

/** Returns the database's error that `error` is or wraps, or `undefined`. */
export function databaseFailure(error: unknown): DatabaseFailure | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('severity' in cause && 'code' in cause && typeof cause.code === 'string')
      return cause as DatabaseFailure & Error;
  }
  return undefined;
}

/**
 * Runs one statement and throws what `convert` returns for the failures that the database reports.
 * Failures for which it returns `undefined`, and all other errors, are rethrown unchanged.
 *
 * A failed statement aborts the surrounding transaction, so callers must not continue in it.
 */
export async function convertFailures<Result>(
  statement: PromiseLike<Result>,
  convert: (failure: DatabaseFailure) => Error | undefined,
): Promise<Result> {
  try {
    return await statement;
  } catch (error) {
    const failure = databaseFailure(error);
    throw (failure && convert(failure)) ?? error;
  }
}

/** SQLSTATE classes: connection exceptions, and a server that stops, crashed or starts. */
const outages = /^(?:08|57P0[123]|53300)/;

/** Of Node.js, when there is no connection. */
const networkErrors = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'ENOENT']);

/** Of the driver, which has no codes for them. */
const driverErrors = /^(?:Connection terminated|timeout exceeded when trying to connect|Client has encountered)/;

/** SQLSTATE of statements that took too long, or waited too long for a lock. */
const timeouts = new Set(['57014', '55P03', '25P03']);

/**
 * Whether the database could not be reached, or not in time: the same request may succeed later. It
 * is unknown whether the last statement was executed.
 */
export function isUnavailable(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { code, severity } = cause as { readonly code?: unknown; readonly severity?: unknown };
    // PostgreSQL ended the session, or did not begin one.
    if (severity === 'FATAL' || severity === 'PANIC') return true;
    if (typeof code === 'string' && (outages.test(code) || timeouts.has(code) || networkErrors.has(code))) return true;
    if (driverErrors.test(cause.message)) return true;
    if (cause instanceof AggregateError && cause.errors.some(isUnavailable)) return true;
  }
  return false;
}
