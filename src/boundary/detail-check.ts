import { resolveDetailType, typeOfShape } from '../failures/detail-type-resolver.js';
import {
  isIterable,
  isThenable,
  namedType,
  oncePer,
  typeTag,
  type ObjectType,
  type UnionType,
} from '../internal/executable-schema.js';
import { isInstalled } from './installed.js';

/** The parts of graphql's wrapping and leaf types that the check reads. */
interface ValueType {
  readonly ofType?: unknown;
  /** Scalars and enums have it. It throws for a value that they do not have. */
  readonly serialize?: (value: unknown) => unknown;
}

/**
 * Whether graphql can return a value as this type. Objects, promises and functions are left to
 * graphql.
 */
function canBe(type: unknown, value: unknown): boolean {
  const tag = typeTag(type);
  const { ofType, serialize } = type as ValueType;
  if (tag === 'GraphQLNonNull') return value !== undefined && value !== null && canBe(ofType, value);
  if (value === undefined || value === null || typeof value === 'function' || isThenable(value)) return true;
  if (tag === 'GraphQLList') {
    // Reading another iterable could use it up.
    return Array.isArray(value) ? value.every((item) => canBe(ofType, item)) : isIterable(value);
  }
  if (!serialize) return true;
  try {
    return serialize.call(type, value) !== undefined;
  } catch {
    // Whatever a scalar throws, it refuses the value.
    return false;
  }
}

type FieldCheck = (detail: Readonly<Record<string, unknown>>) => boolean;

/** Returns the check of the fields of a union's member. Fields with a resolver may be anywhere. */
function fieldCheck(member: ObjectType): FieldCheck {
  const fields = Object.values(member.getFields()).filter(({ resolve }) => !resolve || isInstalled(resolve));
  return (detail) => fields.every(({ name, type }) => canBe(type, detail[name]));
}

/** The check of the details of an error type. */
export interface DetailCheck {
  /**
   * Whether a detail will be resolved to a member of the union and has the member's fields, with
   * values of their types.
   */
  readonly isDetail: (detail: unknown) => boolean;
  /** Returns the name of the member, or `undefined` where only the host's resolvers know it. */
  readonly memberOf: (detail: unknown) => string | undefined;
}

/** Returns the check of the details of an error type. */
export const detailCheck: (errorType: ObjectType) => DetailCheck = oncePer((errorType: ObjectType): DetailCheck => {
  const { details } = errorType.getFields();
  const union = namedType(details?.type ?? {}) as Partial<UnionType>;
  // Without a union, or with resolvers of its own, the host decides.
  const hasResolver = details?.resolve !== undefined && !isInstalled(details.resolve);
  if (!union.getTypes || hasResolver || union.resolveType !== resolveDetailType) {
    return { isDetail: () => true, memberOf: () => undefined };
  }
  const types = union.getTypes();
  const checks = new Map<unknown, FieldCheck>(types.map((member) => [member.name, fieldCheck(member)]));
  const hasTypeChecks = types.some(({ isTypeOf }) => isTypeOf);

  const memberOf = (detail: unknown): string | undefined => {
    const { __typename: name } = detail as { readonly __typename?: unknown };
    return checks.has(name) ? (name as string) : typeOfShape(detail as Record<string, unknown>, types);
  };
  const isDetail = (detail: unknown): boolean => {
    if (typeof detail !== 'object' || detail === null || detail instanceof Error) return false;
    if (isThenable(detail)) return true;
    const { __typename: name } = detail as { readonly __typename?: unknown };
    const hasFields = checks.get(name);
    if (hasFields) return hasFields(detail as Record<string, unknown>);
    const hasShape = typeOfShape(detail as Record<string, unknown>, types) !== undefined;
    return hasShape || (name === undefined && hasTypeChecks);
  };
  return { isDetail, memberOf };
});
