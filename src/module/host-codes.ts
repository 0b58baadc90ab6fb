import { catalogue } from '../codes/catalogue.js';
import type { KnownCode } from '../codes/error-code.js';
import { inspect } from '../internal/inspect.js';
import { checkOptions, isOneOf, isString, type OptionRules } from '../internal/options.js';

/** A code that a host adds to the catalogue. */
export interface HostCode extends KnownCode {
  /** The code's description in the schema. */
  readonly description?: string;
  /** Deprecates the code: why, and what to use instead. */
  readonly deprecationReason?: string;
}

/** A host's own codes, by name. */
export type HostCodes = Readonly<Record<string, HostCode>>;

const fieldRules: OptionRules<HostCode> = {
  value: isString,
  category: isString,
  fault: isOneOf('client', 'server'),
  retry: isOneOf('never', 'after_fix', 'later'),
  action: isString,
  description: isString,
  deprecationReason: isString,
};

const requiredFields = ['value', 'category', 'fault', 'retry', 'action'] as const;

/**
 * Checks the codes that a host adds.
 *
 * @throws TypeError for an invalid name or field, and for a taken name or internal value.
 */
export function checkHostCodes(codes: HostCodes): void {
  const nameByValue = new Map<string, string>(Object.entries(catalogue).map(([name, { value }]) => [value, name]));
  for (const [name, code] of Object.entries(codes)) {
    const where = `createErrorModule: codes.${name}`;
    if (!/^(?!__|true$|false$|null$)[A-Za-z_]\w*$/.test(name)) {
      throw new TypeError(`createErrorModule: "codes" has ${inspect(name)}. A code must be a valid GraphQL name.`);
    }
    if (Object.hasOwn(catalogue, name)) {
      throw new TypeError(`${where} is in the catalogue already. Use that code, or choose another name.`);
    }
    checkOptions(where, code, fieldRules, 'field');
    for (const field of requiredFields) {
      if (code[field] === undefined) {
        throw new TypeError(`${where}: "${field}" must be ${fieldRules[field].expected}, got undefined.`);
      }
    }
    const { value } = code;
    const isOtherName = value !== name && (Object.hasOwn(catalogue, value) || Object.hasOwn(codes, value));
    const owner = nameByValue.get(value) ?? (isOtherName ? value : undefined);
    if (owner !== undefined) {
      throw new TypeError(
        `${where}: the internal value ${inspect(value)} belongs to ${owner}. Every code needs its own.`,
      );
    }
    nameByValue.set(value, name);
  }
}

/** Returns the SDL of a host's codes, as values of the enum. */
export const renderHostCodes = (codes: HostCodes): string =>
  Object.entries(codes)
    .map(([name, { description, deprecationReason }]) => {
      // JSON strings are GraphQL strings.
      const described = description === undefined ? '' : `  ${JSON.stringify(description)}\n`;
      const deprecated =
        deprecationReason === undefined ? '' : ` @deprecated(reason: ${JSON.stringify(deprecationReason)})`;
      return `\n${described}  ${name}${deprecated}\n`;
    })
    .join('');
