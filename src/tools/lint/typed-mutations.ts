import {
  getNamedType,
  isAbstractType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import { errorTypes, typesOfQueries } from '../../internal/error-payload-fields.js';

/** What a field of a mutation returns, as far as its errors matter. */
export type MutationResult =
  | { readonly kind: 'payload'; readonly payloads: readonly TypedPayload[] }
  /** A type whose fields are mutations: `mutation { users { login } }`. */
  | { readonly kind: 'namespace'; readonly type: GraphQLObjectType }
  | { readonly kind: 'other' };

/** A payload with typed errors. */
export interface TypedPayload {
  readonly payload: GraphQLObjectType;
  /** The wire type `Error`, whatever its name in this schema. */
  readonly error: GraphQLObjectType;
}

/** Returns what a field of the root type of mutations, or of a namespace, returns. */
export type ReadResult = (type: GraphQLOutputType, parent: GraphQLObjectType) => MutationResult;

const other: MutationResult = { kind: 'other' };

const isList = (type: GraphQLOutputType): boolean => isListType(isNonNullType(type) ? type.ofType : type);

/**
 * Creates a function that tells what a mutation returns. Unlike the boundary of the server, which
 * must know the type of a failure, it finds payloads that are interfaces and unions.
 */
export function createReadResult(schema: GraphQLSchema): ReadResult {
  const results = new Map<GraphQLNamedType, MutationResult>();
  const root = schema.getMutationType();
  let ofQueries: ReadonlySet<unknown> | undefined;
  // Searched on demand: hardly any schema has payloads below the root.
  const isOfQueries = (type: GraphQLNamedType) => (ofQueries ??= typesOfQueries(schema)).has(type);

  const findPayloads = (type: GraphQLNamedType): readonly TypedPayload[] => {
    const objects = isAbstractType(type) ? schema.getPossibleTypes(type) : isObjectType(type) ? [type] : [];
    return objects.flatMap((payload) => {
      // The schema is one of graphql's own, and so are its types.
      const error = errorTypes(payload)?.error as unknown as GraphQLObjectType | undefined;
      return error ? [{ payload, error }] : [];
    });
  };

  const readNamed = (type: GraphQLNamedType): MutationResult => {
    const present = results.get(type);
    if (present) return present;
    // Types may be cyclic.
    results.set(type, other);
    const payloads = findPayloads(type);
    let result = other;
    if (payloads.length > 0) result = { kind: 'payload', payloads };
    else if (isObjectType(type) && type !== root && type !== schema.getQueryType()) {
      // The fields of what queries return are no mutations.
      const isNamespace =
        Object.values(type.getFields()).some((field) => read(field.type, type).kind !== 'other') && !isOfQueries(type);
      if (isNamespace) result = { kind: 'namespace', type };
    }
    results.set(type, result);
    return result;
  };

  const read: ReadResult = (type, parent) => {
    const named = getNamedType(type);
    const result = readNamed(named);
    if (result.kind === 'namespace') return isList(type) ? other : result;
    // A mutation may return something with errors of its own, such as a job: not a payload.
    return result.kind === 'payload' && parent !== root && isOfQueries(named) ? other : result;
  };
  return read;
}
