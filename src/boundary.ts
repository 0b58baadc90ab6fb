import { failure, isMutationError, type FailurePayload } from './payload.js';

/*
 * The parts of a graphql schema that the boundary touches, so that any version and any copy of graphql fits without importing it.
 */
interface Field {
  readonly type: unknown;
  // `never` accepts every resolver, whatever its parameter types.
  resolve?: ((parent: never, args: never, context: never, info: never) => unknown) | undefined;
}

interface ExecutableSchema {
  getMutationType(): { getFields(): Record<string, Field> } | null | undefined;
}

/**
 * Makes the mutations of `schema` answer a thrown {@link MutationError} as a payload error. Everything else that they throw stays a
 * top-level error. Only fields whose payload has an `errors` list are touched.
 *
 * @returns the same schema, changed in place.
 * @example const schema = withErrorPayloads(makeExecutableSchema({ typeDefs, resolvers }));
 */
export function withErrorPayloads<Schema extends ExecutableSchema>(schema: Schema): Schema {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    if (field.resolve && hasErrors(field.type)) field.resolve = answering(field.resolve);
  }
  return schema;
}

const hasErrors = (payload: unknown): boolean =>
  'errors' in ((payload as { getFields?(): Record<string, unknown> }).getFields?.() ?? {});

/** Not `async`: a resolver that answers synchronously stays synchronous. */
function answering(resolve: NonNullable<Field['resolve']>): NonNullable<Field['resolve']> {
  return (parent, args, context, info) => {
    let answer: unknown;
    try {
      answer = resolve(parent, args, context, info);
    } catch (error) {
      answer = payloadOf(error);
    }
    return isThenable(answer)
      ? answer.then(
          (payload) => echoing(payload, args),
          (error: unknown) => echoing(payloadOf(error), args),
        )
      : echoing(answer, args);
  };
}

const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';

/** @throws `error` itself when it is not an expected failure. */
function payloadOf(error: unknown): FailurePayload {
  if (!isMutationError(error)) throw error;
  return failure(error.code, ...error.details);
}

/** The payload with the `clientMutationId` that Relay-classic clients expect to get back, where they sent one. */
function echoing(payload: unknown, args: { readonly input?: { readonly clientMutationId?: unknown } }): unknown {
  const clientMutationId = args.input?.clientMutationId;
  return clientMutationId === undefined || typeof payload !== 'object' || payload === null
    ? payload
    : { clientMutationId, ...payload };
}
