import { isObject, type PayloadError } from './payload-error.js';

/**
 * For each refused input value the validations that failed: `{ email: ['taken'], 'flow.name': ['blank'] }`. The keys are spelled as the
 * mutation's input spells them, nested fields with dots; an empty key stands for the input as a whole.
 */
export type FieldErrors = Readonly<Record<string, readonly string[]>>;

/** What the details of the errors say of single input values. It is empty where they say nothing, or were not selected. */
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
