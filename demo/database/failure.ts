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
 * Runs one statement and converts errors of the database with `meaning`. Errors that it returns
 * `undefined` for, and all other errors, are rethrown.
 *
 * The surrounding transaction is aborted by then, so throw the result.
 */
export async function refusable<Result>(
  statement: PromiseLike<Result>,
  meaning: (failure: DatabaseFailure) => Error | undefined,
): Promise<Result> {
  try {
    return await statement;
  } catch (error) {
    const failure = databaseFailure(error);
    throw (failure && meaning(failure)) ?? error;
  }
}
