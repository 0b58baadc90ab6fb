import { print } from './code-message.js';
import { declarationsOf, type DeclarationOptions } from './declaration.js';
import { createErrorCheck, type ErrorCheck, type ErrorCheckOptions } from './error-check.js';
import {
  errorPayloadFields,
  isIterable,
  isThenable,
  namedType,
  type ErrorPayloadField,
  type ExecutableSchema,
  type Field,
  type Resolve,
  type UnionType,
} from './executable-schema.js';
import { resolveDetailType, resolveErrorCode } from './error-resolvers.js';
import { payloadErrors } from './mutation-error.js';
import { requireOptions } from './options.js';

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
  requireOptions('withErrorPayloads', options, optionNames);
  if (typeof (schema as Partial<ExecutableSchema> | undefined)?.getMutationType !== 'function') {
    throw new TypeError(
      `withErrorPayloads got ${print(schema)}: give a schema that is built, such as that of makeExecutableSchema.`,
    );
  }
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

const optionNames: Readonly<Record<keyof ErrorPayloadOptions, true>> = {
  onError: true,
  onDeprecated: true,
  onDefect: true,
  strict: true,
  catalogue: true,
  requireDeclaration: true,
};

/** The resolvers made here: wrapped twice, a failure would be reported twice. */
const boundaries = new WeakSet<Resolve>();

/** Gives the types in a payload what they lack when a host merged the module's SDL without its resolvers. */
function completeResolvers(payload: ErrorPayloadField['payload'], error: ErrorPayloadField['error']): void {
  const { errorCode, details } = error.getFields();
  errorCode!.resolve ??= resolveErrorCode;
  const union = namedType(details?.type ?? {}) as Partial<UnionType>;
  if (union.getTypes) union.resolveType ??= resolveDetailType;
  const { errors, clientMutationId } = payload.getFields();
  errors!.resolve ??= resolveErrors;
  if (clientMutationId) clientMutationId.resolve ??= resolveClientMutationId;
}

/**
 * What the boundary has to say of payloads that it cannot copy, since they are instances of the host's classes: the errors that were put
 * right, and the `clientMutationId` to echo.
 */
const amendments = new WeakMap<object, { readonly errors?: unknown; readonly clientMutationId?: unknown }>();

const resolveErrors: Resolve = (payload: { readonly errors?: unknown }, args, context, info) => {
  const errors: unknown = resolveProperty(payload, args, context, info);
  if (errors === undefined || errors === null) return [];
  return Array.isArray(errors) && errors.length === 0 ? errors : (amendments.get(payload)?.errors ?? errors);
};

const resolveClientMutationId: Resolve = (payload: object, args, context, info) =>
  resolveProperty(payload as never, args, context, info) ?? amendments.get(payload)?.clientMutationId;

/** The payload with some properties set: a copy, or the same instance of a class with an amendment. */
function amend(
  payload: object,
  properties: { readonly errors?: unknown; readonly clientMutationId?: unknown },
): object {
  const prototype: unknown = Object.getPrototypeOf(payload);
  if (prototype === Object.prototype || prototype === null) return { ...payload, ...properties };
  amendments.set(payload, { ...amendments.get(payload), ...properties });
  return payload;
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
    return isThenable(answer) ? echo(settle(answer, accept, recover), args) : echo(accept(answer), args);
  };
  return boundary;

  /** The payload as graphql may serialise it. @throws what the field must fail with. */
  function acceptPayload(payload: unknown): unknown {
    if (typeof payload !== 'object' || payload === null) return payload;
    // graphql takes a returned error as thrown.
    if (payload instanceof Error) return recoverPayload(payload);
    const { errors } = payload as { readonly errors?: unknown };
    if (errors === undefined || errors === null || (Array.isArray(errors) && errors.length === 0)) return payload;
    // graphql calls a function for the value of a field; what that will be, only it knows.
    if (typeof errors === 'function') return payload;
    if (isThenable(errors)) return settle(errors, (settled) => acceptErrors(payload, settled), recoverPayload);
    return acceptErrors(payload, errors);
  }

  function acceptErrors(payload: object, errors: unknown): unknown {
    if (errors === undefined || errors === null) return amend(payload, { errors: [] });
    if (!isIterable(errors)) {
      const wrong = new TypeError(
        `${coordinate} answered ${print(errors)} as its errors: give a list of { errorCode, details }.`,
      );
      onDefect?.(wrong, coordinate);
      throw wrong;
    }
    const items = Array.isArray(errors) ? (errors as unknown[]) : Array.from(errors);
    if (items.some(isThenable))
      return settle(Promise.all(items), (settled) => acceptErrors(payload, settled), recoverPayload);

    // What is thrown may just as well be returned among the errors.
    const stands = items.some((item) => item instanceof Error)
      ? items.flatMap((item): readonly unknown[] => payloadErrors(item) ?? [item])
      : items;
    const accepted = checkErrors(stands);
    return accepted === errors ? payload : amend(payload, { errors: accepted });
  }

  function recoverPayload(thrown: unknown): unknown {
    const errors = payloadErrors(thrown);
    if (errors) return { errors: checkErrors(errors, thrown) };
    onDefect?.(thrown, coordinate);
    throw thrown;
  }

  /** Each payload of a batch stands for itself: what is wrong with one of them fails that one. */
  function acceptBatch(batch: unknown): unknown {
    if (!isIterable(batch)) return batch;
    return Array.from(batch, (answer) => {
      if (isThenable(answer)) return settle(answer, acceptPayload, recoverPayload);
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
    return 'clientMutationId' in payload ? payload : amend(payload, { clientMutationId });
  }
}

/** One `then`, also on a thenable that does not care for what its `then` should return. */
const settle = <Settled>(
  answer: PromiseLike<Settled>,
  accept: (settled: Settled) => unknown,
  recover: (thrown: unknown) => unknown,
): Promise<unknown> => Promise.resolve(answer).then(accept, recover);

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
