import { didYouMean } from './did-you-mean.js';
import { detailUnion, errorPayloadFields, errorTypesOf, type ErrorTypes } from './error-payload-fields.js';
import { inspect } from './inspect.js';
import { typeTag, type EnumType, type ExecutableSchema } from './executable-schema.js';

/** A GraphQLEnumType, with its description. */
export interface DescribedEnum extends EnumType {
  readonly description?: string | null | undefined;
}

/** The enum of the codes of a schema. */
export interface CodeEnum {
  readonly codes: DescribedEnum;
  /** The names of the members of the union of details, if the schema has one. */
  readonly members: readonly string[] | undefined;
}

/** Returns the names of the members of the union of details; `undefined` without a union. */
export const detailMembers = (error: ErrorTypes['error']): readonly string[] | undefined =>
  detailUnion(error)
    ?.getTypes()
    .map(({ name }) => name);

/** Which enum of codes is read. */
export interface CodeEnumOptions {
  /**
   * The name of the enum, in a schema with several modules. Defaults to the only one that mutations
   * return; without such a mutation, to `ErrorCodeEnum` or that of a renamed module.
   */
  readonly enumName?: string | undefined;
}

/** Returns the enums of codes of a schema, each with its error type: those of mutations first. */
function findEnums(schema: ExecutableSchema): readonly ErrorTypes[] {
  const ofMutations = errorPayloadFields(schema);
  const types = schema.getTypeMap();
  const found = ofMutations.length > 0 ? ofMutations : Object.values(types).flatMap((type) => errorTypesOf(type) ?? []);
  const enums = [...new Map(found.map((types) => [types.codes, types])).values()];
  const byName = enums.filter(({ codes }) => codes === types.ErrorCodeEnum);
  // A module that no mutation uses may stand beside one that has another name.
  return ofMutations.length === 0 && byName.length > 0 ? byName : enums;
}

/**
 * Returns the enum of the codes, whatever its name: the type of `errorCode` in the errors of a
 * mutation's payload; without such a mutation, `ErrorCodeEnum`, or the enum of a renamed module.
 *
 * @throws TypeError when the schema has none, or several of which none is named.
 */
export function errorCodeEnum(schema: ExecutableSchema, { enumName }: CodeEnumOptions = {}): CodeEnum {
  const enums = findEnums(schema);
  const names = enums.map(({ codes }) => codes.name);
  const named = schema.getTypeMap()[enumName ?? 'ErrorCodeEnum'];
  const isEnum = typeTag(named) === 'GraphQLEnumType';
  if (enumName !== undefined && !isEnum) {
    throw new TypeError(`The schema has no enum ${inspect(enumName)}.${didYouMean(enumName, names)}`);
  }
  if (enumName === undefined && enums.length > 1) {
    throw new TypeError(`The schema has several enums of codes: ${names.join(', ')}. Set "enumName" to one of them.`);
  }
  const found = enumName === undefined ? enums[0] : enums.find(({ codes }) => codes === named);
  if (found) return { codes: found.codes, members: detailMembers(found.error) };
  if (isEnum) return { codes: named as DescribedEnum, members: undefined };
  throw new TypeError(
    'The schema must have an enum "ErrorCodeEnum", or a mutation with typed errors. Merge the module into it first.',
  );
}
