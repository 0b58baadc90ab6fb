import { createErrorCodes, createNameFinder, type KnownCodes, type NameFinder } from '../codes/known-code.js';
import { schemaCodes } from '../codes/schema-codes.js';
import { resolveDetailType } from '../failures/detail-type-resolver.js';
import { createErrorCodeResolver, findEnumValue, nameFinderOf } from '../failures/error-code-resolver.js';
import { detailUnion, type ErrorPayloadField } from '../internal/error-payload-fields.js';
import {
  isPlainObject,
  isThenable,
  oncePer,
  type CallableResolve,
  type EnumType,
  type ObjectType,
} from '../internal/executable-schema.js';
import { extendTypeCheck } from './failed-payload.js';
import { install } from './installed.js';
import { createFieldReader } from './payload-fields.js';

const nameFinder = oncePer((codes: KnownCodes) => createNameFinder(createErrorCodes(codes)));

/** The finders of all catalogues that a type was wrapped with: of several modules. */
const findersOf = oncePer((_error: ObjectType) => new Set<NameFinder>());

function findNameIn(finders: ReadonlySet<NameFinder>, code: unknown): string | undefined {
  for (const findName of finders) {
    const name = findName(code);
    if (name !== undefined) return name;
  }
  return undefined;
}

const internalValues = oncePer((codes: EnumType) => new Set(codes.getValues().map(({ value }) => value)));

/**
 * Creates the resolver of `errorCode` around that of the host. Returns what the running enum
 * expects for a code by name or by internal value.
 */
function tolerateCodes(
  codes: EnumType,
  findName: NameFinder,
  present: CallableResolve,
  fieldResolver: CallableResolve | undefined,
): CallableResolve {
  const convert = (code: unknown): unknown => {
    // What the enum has as an internal value, it serializes.
    if (internalValues(codes).has(code)) return code;
    return findEnumValue(codes, code, findName) ?? code;
  };
  return (parent, args, context, info) => {
    const recover = (thrown: unknown): unknown => {
      const read = fieldResolver
        ? fieldResolver(parent, args, context, info)
        : (parent as { readonly errorCode?: unknown } | null | undefined)?.errorCode;
      const code = findEnumValue(codes, read, findName);
      if (code === undefined) throw thrown;
      return code;
    };
    let code: unknown;
    try {
      code = present(parent, args, context, info);
    } catch (thrown) {
      return recover(thrown);
    }
    return isThenable(code) ? code.then(convert, recover) : convert(code);
  };
}

/** The errors and details that `failure` and MutationError create. */
const isOwn = (parent: unknown, name: string): boolean => isPlainObject(parent) && name in parent;

/**
 * Makes `Error` of a schema resolve every code and detail that the boundary accepts, also where the
 * host merged only the SDL of the module, or resolves the fields itself.
 */
export function completeErrorType(
  { error, codes }: Pick<ErrorPayloadField, 'error' | 'codes'>,
  catalogue: KnownCodes,
  fieldResolver: CallableResolve | undefined,
): void {
  const fields = error.getFields();
  const finders = findersOf(error);
  finders.add(nameFinder(schemaCodes(catalogue)(codes).codes));
  // A module may have codes that its schema left out.
  finders.add(nameFinder(catalogue));
  extendTypeCheck(error, (value) => isPlainObject(value) && 'errorCode' in value);
  install(fields, 'errorCode', (present) => {
    const presentFinder = present && nameFinderOf(present);
    // The module's resolver may have been merged without the codes of the host, or have more.
    if (presentFinder) finders.add(presentFinder);
    const findName: NameFinder = (code) => findNameIn(finders, code);
    if (present && !presentFinder) return tolerateCodes(codes, findName, present, fieldResolver);
    const resolve = createErrorCodeResolver(findName) as CallableResolve;
    return fieldResolver ? tolerateCodes(codes, findName, resolve, fieldResolver) : resolve;
  });
  const union = detailUnion(error);
  const members = union?.getTypes() ?? [];
  if (union && members.length > 0) union.resolveType ??= resolveDetailType;
  if (!fieldResolver) return;
  for (const type of [error, ...members]) {
    const typeFields = type.getFields();
    for (const name of Object.keys(typeFields)) {
      install(typeFields, name, (present) => (present ? undefined : createFieldReader(fieldResolver, isOwn)));
    }
  }
}
