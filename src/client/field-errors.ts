import { isObject, type PayloadError } from './payload-error.js';

/**
 * The failed validations by input field: `{ email: ['taken'], 'flow.name': ['blank'] }`. Keys are
 * the field names of the mutation's input, with dots between nested fields. The empty key is the
 * input as a whole.
 */
export type FieldErrors = Readonly<Record<string, readonly string[]>>;

/**
 * Returns the failed validations in the details of the errors, each once. Empty when no detail
 * names a field, or when the details were not selected.
 */
export function fieldErrors(errors: readonly PayloadError[]): FieldErrors {
  const fields = new Map<string, string[]>();
  for (const detail of errors.flatMap(({ details }) => details)) {
    if (!isObject(detail)) continue;
    const { attribute, type } = detail;
    if (typeof attribute !== 'string' || typeof type !== 'string') continue;
    const types = fields.get(attribute);
    if (!types) fields.set(attribute, [type]);
    else if (!types.includes(type)) types.push(type);
  }
  return Object.fromEntries(fields);
}
