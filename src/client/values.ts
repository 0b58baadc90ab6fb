export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  !!value && typeof value === 'object';

/** Whether a value can be a key. Objects would be converted, which may throw. */
export const isKey = (value: unknown): value is PropertyKey => !isObject(value);

export const isString = (value: unknown): value is string => typeof value === 'string';

/**
 * Returns an own property, or undefined. Keys come from the server: "constructor" must not select
 * an inherited property. `Object.hasOwn` is newer than the oldest supported engines.
 */
export const ownProperty = <Value>(
  object: Readonly<Record<string, Value>> | undefined,
  key: string,
): Value | undefined =>
  isObject(object) && isKey(key) && {}.hasOwnProperty.call(object, key) ? object[key] : undefined;
