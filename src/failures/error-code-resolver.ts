import { errorCodeName } from '../codes/error-code.js';
import type { NameFinder } from '../codes/known-code.js';
import { namedType, type EnumType } from '../internal/executable-schema.js';
import { unknownCodeMessage } from '../internal/unknown-code.js';

/** The resolver of `Error.errorCode`. */
export type ErrorCodeResolver = (
  parent: unknown,
  args: unknown,
  context: unknown,
  info: { readonly returnType: unknown; readonly path: { readonly key: string | number } },
) => unknown;

/**
 * Returns the value with which the running enum serializes a code given by name or by internal
 * value; `undefined` for an unknown code.
 */
export function findEnumValue(type: EnumType, code: unknown, findName: NameFinder): unknown {
  const name = typeof code === 'string' && type.getValue(code) ? code : findName(code);
  const declared = name === undefined ? undefined : type.getValue(name);
  if (declared) return declared.value;
  // The internal value of a code that the host added to the enum without the module.
  return code !== undefined && type.getValues().some(({ value }) => value === code) ? code : undefined;
}

/** The finder of each resolver that was created here. */
const finders = new WeakMap<object, NameFinder>();

/**
 * Creates the resolver of `Error.errorCode`. It accepts a public name or an internal value, and
 * returns whichever of the two the running enum expects: a gateway delivers names where the schema
 * may have internal values, and the other way round. It throws a TypeError when neither the enum
 * nor `findName` has the code.
 *
 * @param findName returns the public name of a code given by internal value or by name
 */
export function createErrorCodeResolver(findName: NameFinder): ErrorCodeResolver {
  const resolve: ErrorCodeResolver = (parent, _args, _context, info) => {
    const type = namedType(info.returnType) as EnumType;
    const { errorCode } = parent as Record<string, unknown>;
    const value = findEnumValue(type, errorCode, findName);
    if (value !== undefined) return value;
    // A stitching gateway stores a subschema's result under the alias of the client's query.
    const aliased = findEnumValue(type, (parent as Record<string, unknown>)[info.path.key], findName);
    if (aliased !== undefined) return aliased;
    throw new TypeError(unknownCodeMessage('Error.errorCode', errorCode, type));
  };
  finders.set(resolve, findName);
  return resolve;
}

/**
 * Returns the finder of a resolver; `undefined` when {@link createErrorCodeResolver} did not create
 * it.
 */
export const nameFinderOf = (resolve: object): NameFinder | undefined => finders.get(resolve);

/** The resolver of `Error.errorCode` for the codes of the catalogue. */
export const resolveErrorCode: ErrorCodeResolver = createErrorCodeResolver(errorCodeName);
