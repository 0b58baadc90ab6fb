/** What PostgreSQL reports of a statement that it refused. Both engines fill these fields. */
export interface DatabaseFailure {
  /** SQLSTATE, five characters; the first two are its class. See PostgreSQL's documentation, appendix A. */
  readonly code: string;
  /** The constraint or index that refused; absent when none did. */
  readonly constraint?: string | undefined;
}

/** What the database reported, when `error` is (or wraps) a failure that it reported; `undefined` for all else. */
export function databaseFailure(error: unknown): DatabaseFailure | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('severity' in cause && 'code' in cause && typeof cause.code === 'string')
      return cause as DatabaseFailure & Error;
  }
  return undefined;
}

/**
 * Runs one statement and gives the failures that the database reports of it a meaning. What `meaning` does not know, and every
 * failure that is not the database's own, is thrown as it was.
 *
 * The transaction around it is aborted by then: throw, do not go on.
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
