import { resolveDetailType, shapeFinder } from '../failures/detail-type-resolver.js';
import {
  isIterable,
  isPlainObject,
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

/** Whether a value can be an object of a type. Fields with a resolver may be anywhere. */
const canBeObject = (type: ObjectType, value: object): boolean =>
  Object.values(type.getFields()).every(
    (field) =>
      (field.resolve && !isInstalled(field.resolve)) ||
      canBe(field.type, (value as Record<string, unknown>)[field.name]),
  );

/** Whether graphql can return a value as this type. Promises and functions are left to graphql. */
function canBe(type: unknown, value: unknown): boolean {
  const tag = typeTag(type);
  const { ofType, serialize } = type as ValueType;
  if (tag === 'GraphQLNonNull') return value !== undefined && value !== null && canBe(ofType, value);
  if (value === undefined || value === null || typeof value === 'function' || isThenable(value)) return true;
  if (tag === 'GraphQLList') {
    // Reading another iterable could use it up.
    return Array.isArray(value) ? value.every((item) => canBe(ofType, item)) : isIterable(value);
  }
  // An instance of a class may have its fields elsewhere.
  if (tag === 'GraphQLObjectType' && isPlainObject(value)) return canBeObject(type as ObjectType, value);
  if (!serialize) return typeof value === 'object';
  try {
    return serialize.call(type, value) !== undefined;
  } catch {
    // Whatever a scalar throws, it refuses the value.
    return false;
  }
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
  const members = new Map<unknown, ObjectType>(types.map((member) => [member.name, member]));
  const findShape = shapeFinder(types);
  const hasTypeChecks = types.some(({ isTypeOf }) => isTypeOf);

  const memberOf = (detail: unknown): string | undefined => {
    const { __typename: name } = detail as { readonly __typename?: unknown };
    return members.has(name) ? (name as string) : findShape(detail as Record<string, unknown>);
  };
  const isDetail = (detail: unknown): boolean => {
    if (typeof detail !== 'object' || detail === null || detail instanceof Error) return false;
    if (isThenable(detail)) return true;
    const { __typename: name } = detail as { readonly __typename?: unknown };
    const member = name === undefined ? undefined : members.get(name);
    if (member) return canBeObject(member, detail);
    const hasShape = findShape(detail as Record<string, unknown>) !== undefined;
    return hasShape || (name === undefined && hasTypeChecks);
  };
  return { isDetail, memberOf };
});
