import { isObject } from './payload-error.js';

/**
 * Returns an own property, or undefined. Keys come from the server: "constructor" must not select
 * an inherited property. `Object.hasOwn` is newer than the oldest supported engines.
 */
export const ownProperty = <Value>(
  object: Readonly<Record<string, Value>> | undefined,
  key: string,
): Value | undefined => (isObject(object) && {}.hasOwnProperty.call(object, key) ? object[key] : undefined);
