import {
  fieldOf,
  listDepth,
  namedType,
  oncePer,
  typeTag,
  type EnumType,
  type ExecutableSchema,
  type Field,
  type ObjectType,
  type UnionType,
} from './executable-schema.js';

/** A mutation whose payload has typed errors. */
export interface ErrorPayloadField {
  /** Its schema coordinate: `Mutation.usersLogin`, or `UsersMutations.login` in a namespace. */
  readonly coordinate: string;
  /** The names of the fields that lead to it from the root: `['users', 'login']`. */
  readonly route: readonly string[];
  readonly field: Field;
  /** Whether it returns a list of payloads. */
  readonly isBatch: boolean;
  readonly payload: ObjectType;
  /** The wire type `Error`, whatever its name in this schema. */
  readonly error: ObjectType;
  /** `ErrorCodeEnum`, whatever its name in this schema. */
  readonly codes: EnumType;
}

/** The types in a payload's `errors`. */
export type ErrorTypes = Pick<ErrorPayloadField, 'error' | 'codes'>;

/** Returns a type whose `errorCode` is an enum, and the enum. */
function enumError(error: unknown): ErrorTypes | undefined {
  const codes = namedType(fieldOf(error, 'errorCode')?.type ?? {});
  return typeTag(codes) === 'GraphQLEnumType' ? { error: error as ObjectType, codes: codes as EnumType } : undefined;
}

/**
 * Returns the types of a list `errors` whose items have an enum `errorCode`: typed errors, or a
 * host's own type that looks like them.
 */
function enumErrorTypes(payload: unknown): ErrorTypes | undefined {
  if (typeTag(payload) !== 'GraphQLObjectType') return undefined;
  const errors = fieldOf(payload, 'errors');
  return errors && listDepth(errors.type) === 1 ? enumError(namedType(errors.type)) : undefined;
}

/** Whether the members of a union, given by their fields, include those of the module's union. */
export const hasModuleMembers = (members: readonly (readonly string[])[]): boolean =>
  members.some((fields) => fields.includes('attribute') && fields.includes('type')) &&
  members.some((fields) => fields.includes('message'));

/** Returns the union of the details of an error; `undefined` where `details` is of another type. */
export function detailUnion(error: ObjectType): UnionType | undefined {
  const union = namedType(fieldOf(error, 'details')?.type ?? {});
  return typeTag(union) === 'GraphQLUnionType' ? (union as UnionType) : undefined;
}

/**
 * Whether a type is the module's `Error`, whatever it is called: its details are a union that has
 * both of the module's own members.
 */
const isModuleError = oncePer((error: ObjectType): { readonly is: boolean } => {
  const union = detailUnion(error);
  if (!union || listDepth(fieldOf(error, 'details')!.type) !== 1) return { is: false };
  return { is: hasModuleMembers(union.getTypes().map((member) => Object.keys(member.getFields()))) };
});

/** Returns the module's `Error`, whatever its name, with its enum; `undefined` for other types. */
export function errorTypesOf(type: unknown): ErrorTypes | undefined {
  const types = typeTag(type) === 'GraphQLObjectType' ? enumError(type) : undefined;
  return types && isModuleError(types.error).is ? types : undefined;
}

/** Returns the types in a payload's `errors`, or `undefined` when the type has no typed errors. */
export function errorTypes(payload: unknown): ErrorTypes | undefined {
  const types = enumErrorTypes(payload);
  return types && isModuleError(types.error).is ? types : undefined;
}

/** Whether a payload has `errors` with codes that are not typed errors: a type of the host. */
export function hasForeignErrors(payload: unknown): boolean {
  const types = enumErrorTypes(payload);
  return types !== undefined && !isModuleError(types.error).is;
}

interface Namespace {
  readonly type: Pick<ObjectType, 'name' | 'getFields'>;
  readonly field: string;
  readonly parent: Namespace | undefined;
}

function routeTo(namespace: Namespace, field: string): string[] {
  const route = [field];
  for (let step = namespace; step.parent; step = step.parent) route.unshift(step.field);
  return route;
}

/** Returns the types that queries reach. */
export function typesOfQueries(schema: ExecutableSchema): ReadonlySet<unknown> {
  const objects = Object.values(schema.getTypeMap()).filter((type) => typeTag(type) === 'GraphQLObjectType');
  const reached = new Set<unknown>([schema.getQueryType()]);
  for (const type of reached) {
    const { getFields, getTypes } = (type ?? {}) as Partial<ObjectType & UnionType>;
    for (const field of Object.values(getFields?.call(type) ?? {})) reached.add(namedType(field.type));
    for (const member of getTypes?.call(type) ?? []) reached.add(member);
    if (typeTag(type) !== 'GraphQLInterfaceType') continue;
    for (const object of objects) {
      if ((object as { getInterfaces(): readonly unknown[] }).getInterfaces().includes(type)) reached.add(object);
    }
  }
  return reached;
}

/**
 * Returns the mutations of a schema that return a payload, or a list of payloads, with typed
 * errors: of the root type, and of the namespaces below it, such as
 * `mutation { users { login } }`. A namespace is an object type that fields without lists lead to,
 * and that no query reaches: the fields of an entity are no mutations.
 * A payload is an object type: with an interface or a union, the type of a failure would be
 * unknown.
 */
export function errorPayloadFields(schema: ExecutableSchema): ErrorPayloadField[] {
  const found: ErrorPayloadField[] = [];
  const root = schema.getMutationType();
  if (!root) return found;
  const namespaces: Namespace[] = [{ type: root, field: '', parent: undefined }];
  // A payload often has the query root as a field: what follows are no mutations.
  const seen = new Set<unknown>([root, schema.getQueryType()]);
  let ofQueries: ReadonlySet<unknown> | undefined;
  for (const namespace of namespaces) {
    for (const field of Object.values(namespace.type.getFields())) {
      const type = namedType(field.type);
      const types = errorTypes(type);
      const depth = listDepth(field.type);
      if (types && depth <= 1) {
        // Searched on demand: hardly any schema has such a field below the root.
        if (namespace.parent && (ofQueries ??= typesOfQueries(schema)).has(namespace.type)) continue;
        found.push({
          coordinate: `${namespace.type.name}.${field.name}`,
          route: routeTo(namespace, field.name),
          field,
          isBatch: depth === 1,
          payload: type as ObjectType,
          ...types,
        });
      } else if (!types && depth === 0 && !seen.has(type) && typeTag(type) === 'GraphQLObjectType') {
        seen.add(type);
        namespaces.push({ type: type as ObjectType, field: field.name, parent: namespace });
      }
    }
  }
  return found;
}
