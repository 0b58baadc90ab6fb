import { errorPayloadFields } from '../internal/error-payload-fields.js';
import type { EnumType, ExecutableSchema } from '../internal/executable-schema.js';

/** The part of a GraphQLSchema that holds its codes. Every version of graphql matches it. */
export interface CataloguedSchema extends ExecutableSchema {
  /** Returns the type of that name, or `undefined`. */
  getType(name: string): unknown;
}

/** A GraphQLEnumType, with its description. */
export interface DescribedEnum extends EnumType {
  readonly description?: string | null | undefined;
}

/**
 * Returns the enum of the codes: `ErrorCodeEnum` or, where a host renamed it, the type of
 * `errorCode` in the errors of a mutation's payload.
 *
 * @throws TypeError when the schema has neither.
 */
export function errorCodeEnum(schema: CataloguedSchema): DescribedEnum {
  const type = (schema.getType('ErrorCodeEnum') ?? errorPayloadFields(schema)[0]?.codes) as DescribedEnum | undefined;
  // Only enum types have `getValues`.
  if (type?.getValues) return type;
  throw new TypeError(
    'The schema must have an enum "ErrorCodeEnum", or a mutation with typed errors. Merge the module into it first.',
  );
}
