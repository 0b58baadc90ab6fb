import type { FieldErrors } from './field-errors.js';
import type { PayloadError } from './payload-error.js';
import type { Failure, Result } from './result.js';
import { isObject, isString } from './values.js';

/** A failed mutation, for libraries in which a mutation must throw. {@link orThrow} throws it. */
export class PayloadErrorsError<ErrorType extends PayloadError = PayloadError> extends Error {
  /** Empty when the failure was unexpected. The client library then reports the cause. */
  declare readonly errors: readonly ErrorType[];
  declare readonly fieldErrors: FieldErrors;

  /** @param failure what `result` returned */
  constructor(failure: Pick<Failure<ErrorType>, 'errors' | 'fieldErrors'>) {
    const { errors: given, fieldErrors = {} } = (isObject(failure) ? failure : {}) as Partial<typeof failure>;
    const errors = Array.isArray(given) ? (given as readonly ErrorType[]).filter(isObject) : [];
    // The server sent them, so they have no bound.
    const codes = errors
      .slice(0, 9)
      .map(({ errorCode }) => (isString(errorCode) ? errorCode.slice(0, 99) : 'an error without errorCode'))
      .join(', ');
    // For logs. `createMessages` has the texts for users.
    super(`The mutation failed${codes ? `: ${codes}` : ' without payload errors. The client library has the cause.'}`);
    // Class fields are newer than the oldest supported engines.
    this.name = 'PayloadErrorsError';
    this.errors = errors;
    this.fieldErrors = fieldErrors;
  }
}

/**
 * Returns the value of a successful result.
 *
 * @throws PayloadErrorsError when the mutation failed, with the errors of the result.
 * @example
 * const mutationFn = async (input) => orThrow(resultOf(await send(input), 'usersLogin', 'token'));
 */
export function orThrow<Value, ErrorType extends PayloadError>(outcome: Result<Value, ErrorType>): Value {
  if (isObject(outcome) && outcome.ok) return outcome.value;
  throw new PayloadErrorsError(outcome);
}
