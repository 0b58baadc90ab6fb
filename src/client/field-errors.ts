import type { PayloadError } from './payload-error.js';
import { isObject, isString } from './values.js';

/**
 * The failed validations by input field: `{ email: ['taken'], 'flow.name': ['blank'] }`. Keys are
 * the field names of the mutation's input, with dots between nested fields. The empty key is the
 * input as a whole.
 */
export type FieldErrors = Readonly<Record<string, readonly string[]>>;

/**
 * Returns the failed validations in the details of the errors, each once. Empty when no detail
 * names a field, or when the details were not selected.
 * Items that are null are ignored.
 */
export function fieldErrors(errors: readonly PayloadError[]): FieldErrors {
  const fields = new Map<string, readonly string[]>();
  for (const { attribute, type } of (Array.isArray(errors) ? errors : [])
    .filter(isObject)
    .flatMap(({ details }) => details)
    .filter(isObject)) {
    if (isString(attribute) && isString(type)) {
      fields.set(attribute, [...new Set(fields.get(attribute)).add(type)]);
    }
  }
  return Object.fromEntries(fields);
}
