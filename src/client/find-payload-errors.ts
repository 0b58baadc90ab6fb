import { isObject, type PayloadError } from './payload-error.js';

/** An error and the payload it was in. */
export interface LocatedError {
  /** Where the payload stands in `data`: the response key of its root field, then its index in a list of payloads. */
  readonly path: readonly [key: string, ...indexes: number[]];
  readonly error: PayloadError;
}

/**
 * Every payload error of a response, of all its root fields and of lists of payloads: for what looks at responses as a whole, as links and
 * exchanges do. A list named `errors` whose items have no `errorCode` is something else.
 *
 * @param data the `data` of a response, whatever it is
 */
export const findPayloadErrors = (data: unknown): readonly LocatedError[] =>
  isObject(data) ? Object.entries(data).flatMap(([key, field]) => errorsAt([key], field)) : [];

function errorsAt(path: LocatedError['path'], field: unknown): readonly LocatedError[] {
  if (Array.isArray(field)) return field.flatMap((payload: unknown, index) => errorsAt([...path, index], payload));
  if (!isObject(field) || !Array.isArray(field.errors)) return [];
  return field.errors.filter(isPayloadError).map((error) => ({ path, error }));
}

const isPayloadError = (error: unknown): error is PayloadError & Readonly<Record<string, unknown>> =>
  isObject(error) && typeof error.errorCode === 'string';
