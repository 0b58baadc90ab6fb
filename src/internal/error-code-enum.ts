import { errorPayloadFields, errorTypesOf, type ErrorTypes } from './error-payload-fields.js';
import {
  fieldOf,
  namedType,
  typeTag,
  type EnumType,
  type ExecutableSchema,
  type UnionType,
} from './executable-schema.js';

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
export function detailMembers(error: ErrorTypes['error']): readonly string[] | undefined {
  const union = namedType(fieldOf(error, 'details')?.type ?? {});
  return typeTag(union) === 'GraphQLUnionType' ? (union as UnionType).getTypes().map(({ name }) => name) : undefined;
}

/**
 * Returns the enum of the codes, whatever its name: the type of `errorCode` in the errors of a
 * mutation's payload; without such a mutation, `ErrorCodeEnum`, or the enum of a renamed module.
 *
 * @throws TypeError when the schema has none.
 */
export function errorCodeEnum(schema: ExecutableSchema): CodeEnum {
  const types = schema.getTypeMap();
  const byName = types.ErrorCodeEnum;
  const [ofMutation] = errorPayloadFields(schema);
  const errors = ofMutation ? [] : Object.values(types).flatMap((type) => errorTypesOf(type) ?? []);
  const found = ofMutation ?? errors.find(({ codes }) => codes === byName) ?? errors[0];
  if (found) return { codes: found.codes, members: detailMembers(found.error) };
  if (typeTag(byName) === 'GraphQLEnumType') return { codes: byName as DescribedEnum, members: undefined };
  throw new TypeError(
    'The schema must have an enum "ErrorCodeEnum", or a mutation with typed errors. Merge the module into it first.',
  );
}
