import { declarationsOf, type DeclarationOptions } from './declaration.js';
import { createErrorCheck, type ErrorCheck, type ErrorCheckOptions } from './error-check.js';
import {
  errorPayloadFields,
  isThenable,
  namedType,
  type ErrorPayloadField,
  type ExecutableSchema,
  type Field,
  type Resolve,
  type UnionType,
} from './executable-schema.js';
import { resolveDetailType, resolveErrorCode } from './module.js';
import { payloadErrors } from './mutation-error.js';

/** How {@link withErrorPayloads} treats a schema. */
export interface ErrorPayloadOptions extends ErrorCheckOptions, DeclarationOptions {}

/**
 * Makes the mutations of a schema answer expected failures in their payload, whether returned or thrown, from any depth.
 *
 * - A thrown {@link MutationError} (or an AggregateError of nothing else) becomes the payload's errors. All other errors are rethrown.
 * - Codes and details are checked before graphql serialises them: a code that the enum does not have fails the field of the mutation and
 *   leaves the rest of the response alone. Only where the field itself is non-null, graphql must null its parent.
 * - A missing `errors` is answered as an empty list, and a `clientMutationId` that the client sent is echoed.
 * - The declared codes are appended to the description of the mutation's field.
 *
 * @returns the same schema, changed in place. Fields that are wrapped already stay as they are.
 * @throws TypeError when `@errors` declares what the schema does not have; see `readErrorDeclarations`.
 * @example const schema = withErrorPayloads(makeExecutableSchema({ typeDefs, resolvers }), { onError: (event) => count(event) });
 */
export function withErrorPayloads<Schema extends ExecutableSchema>(
  schema: Schema,
  options: ErrorPayloadOptions = {},
): Schema {
  const fields = errorPayloadFields(schema);
  const declarations = declarationsOf(fields, schema, options);
  for (const target of fields) {
    const { coordinate, field, payload, error } = target;
    if (field.resolve && boundaries.has(field.resolve)) continue;

    completeResolvers(payload, error);
    const declared = declarations.get(coordinate);
    field.resolve = createBoundary(target, declared, options);
    boundaries.add(field.resolve);
    if (declared) field.description = describe(field, declared);
  }
  return schema;
}

/** The resolvers made here: wrapped twice, a failure would be reported twice. */
const boundaries = new WeakSet<Resolve>();

/** Gives the types in a payload what they lack when a host merged the module's SDL without its resolvers. */
function completeResolvers(payload: ErrorPayloadField['payload'], error: ErrorPayloadField['error']): void {
  const { errorCode, details } = error.getFields();
  errorCode!.resolve ??= resolveErrorCode;
  const union = namedType(details?.type ?? {}) as Partial<UnionType>;
  if (union.getTypes) union.resolveType ??= resolveDetailType;
  payload.getFields().errors!.resolve ??= ({ errors }: { readonly errors?: unknown }) => errors ?? [];
}

function describe({ description }: Field, declared: readonly string[]): string {
  const list = `Errors: ${declared.length === 0 ? 'none' : declared.map((code) => `\`${code}\``).join(', ')}`;
  if (!description) return list;
  return description.endsWith(list) ? description : `${description}\n\n${list}`;
}

interface Arguments {
  readonly input?: { readonly clientMutationId?: unknown } | null;
}

/**
 * The resolver that answers in place of the mutation's own. It is not `async`: a resolver that answers at once still does, and one that
 * answers later costs one `then`.
 */
function createBoundary(
  target: ErrorPayloadField,
  declared: readonly string[] | undefined,
  options: ErrorPayloadOptions,
): Resolve {
  const { coordinate, field, isBatch, payload: payloadType } = target;
  const { resolve = resolveProperty } = field;
  const { onDefect } = options;
  // Most mutations never fail in the life of a process: the check is made when one does.
  let check: ErrorCheck | undefined;
  const checkErrors: ErrorCheck = (errors, thrown) =>
    (check ??= createErrorCheck(target, declared, options))(errors, thrown);
  const [accept, recover] = isBatch
    ? [acceptBatch, (thrown: unknown) => [recoverPayload(thrown)]]
    : [acceptPayload, recoverPayload];
  const echoes = !isBatch && 'clientMutationId' in payloadType.getFields();

  const boundary = (parent: unknown, args: Arguments, context: unknown, info: unknown): unknown => {
    let answer: unknown;
    try {
      answer = resolve(parent as never, args as never, context as never, info as never);
    } catch (thrown) {
      return echo(recover(thrown), args);
    }
    return isThenable(answer) ? echo(answer.then(accept, recover), args) : echo(accept(answer), args);
  };
  return boundary;

  /** The payload as graphql may serialise it. @throws what the field must fail with. */
  function acceptPayload(payload: unknown): unknown {
    if (typeof payload !== 'object' || payload === null) return payload;
    // graphql takes a returned error as thrown.
    if (payload instanceof Error) return recoverPayload(payload);
    const { errors } = payload as { readonly errors?: unknown };
    if (typeof errors !== 'object' || errors === null || (Array.isArray(errors) && errors.length === 0)) return payload;
    if (isThenable(errors))
      return errors.then((settled) => acceptPayload(withProperties(payload, { errors: settled })));
    if (!(Symbol.iterator in errors)) return payload;

    const accepted = checkErrors(errors as Iterable<unknown>);
    return accepted === errors ? payload : withProperties(payload, { errors: accepted });
  }

  function recoverPayload(thrown: unknown): unknown {
    const errors = payloadErrors(thrown);
    if (errors) return { errors: checkErrors(errors, thrown) };
    onDefect?.(thrown, coordinate);
    throw thrown;
  }

  /** Each payload of a batch stands for itself: what is wrong with one of them fails that one. */
  function acceptBatch(batch: unknown): unknown {
    if (typeof batch !== 'object' || batch === null || !(Symbol.iterator in batch)) return batch;
    return Array.from(batch as Iterable<unknown>, (answer) => {
      if (isThenable(answer)) return answer.then(acceptPayload, recoverPayload);
      try {
        return acceptPayload(answer);
      } catch (defect) {
        // graphql reports an error that is an item of a list where it stands.
        return defect;
      }
    });
  }

  function echo(payload: unknown, args: Arguments): unknown {
    const clientMutationId = echoes ? args.input?.clientMutationId : undefined;
    if (clientMutationId === undefined || typeof payload !== 'object' || payload === null) return payload;
    if (isThenable(payload)) return payload.then((settled) => echo(settled, args));
    return 'clientMutationId' in payload ? payload : withProperties(payload, { clientMutationId });
  }
}

/** A copy of the payload, also of an instance of a class, with some properties set. */
const withProperties = (payload: object, properties: object): object =>
  Object.assign(Object.create(Object.getPrototypeOf(payload) as object | null) as object, payload, properties);

/** What graphql does for a field without a resolver. */
const resolveProperty = (
  parent: Record<string, unknown> | null | undefined,
  args: unknown,
  context: unknown,
  info: { readonly fieldName: string },
) => {
  const property = parent?.[info.fieldName];
  return typeof property === 'function' ? (property.call(parent, args, context, info) as unknown) : property;
};
