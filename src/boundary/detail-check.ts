import { resolveDetailType, typeOfShape } from '../failures/detail-type-resolver.js';
import { isThenable, namedType, oncePer, type ObjectType, type UnionType } from '../internal/executable-schema.js';

const requiredFields = (type: ObjectType): string[] =>
  Object.values(type.getFields())
    .filter((field) => !field.resolve && String(field.type).endsWith('!'))
    .map(({ name }) => name);

/**
 * Returns the check of the details of an error type: whether a detail will be resolved to a member
 * of the union and has the member's required fields.
 */
export const detailCheck: (errorType: ObjectType) => (detail: unknown) => boolean = oncePer((errorType: ObjectType) => {
  const union = namedType(errorType.getFields().details?.type ?? {}) as Partial<UnionType>;
  // Without a union, or with a type resolver of its own, the host decides.
  if (!union.getTypes || union.resolveType !== resolveDetailType) return () => true;
  const types = union.getTypes();
  const required = new Map(types.map((member) => [member.name, requiredFields(member)]));
  const hasTypeChecks = types.some(({ isTypeOf }) => isTypeOf);

  return (detail: unknown) => {
    if (typeof detail !== 'object' || detail === null || detail instanceof Error) return false;
    if (isThenable(detail)) return true;
    const { __typename: name } = detail as { readonly __typename?: unknown };
    const fields = required.get(name as string);
    if (fields) return fields.every((field) => (detail as Record<string, unknown>)[field] != null);
    const hasShape = typeOfShape(detail as Record<string, unknown>, types) !== undefined;
    return hasShape || (name === undefined && hasTypeChecks);
  };
});
