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
