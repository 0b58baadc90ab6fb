import { resolveDetailType } from '../failures/detail-type-resolver.js';
import { resolveErrorCode } from '../failures/error-code-resolver.js';
import {
  errorPayloadFields,
  namedType,
  type ErrorPayloadField,
  type ExecutableSchema,
  type Field,
  type Resolve,
  type UnionType,
} from '../internal/executable-schema.js';
import { inspect } from '../internal/inspect.js';
import {
  checkOptions,
  isBoolean,
  isFunction,
  isObject,
  type OptionRule,
  type OptionRules,
} from '../internal/options.js';
import { createBoundary } from './boundary.js';
import { declarationRules, declarationsOf, type DeclarationOptions } from './declarations.js';
import type { ErrorCheckOptions } from './error-check.js';
import { resolveClientMutationId, resolveErrors } from './payload-fields.js';

/** The options of {@link withErrorPayloads}. */
export interface ErrorPayloadOptions extends ErrorCheckOptions, DeclarationOptions {}

/** A catalogue maps names to metadata. The module that has one is a common mistake. */
const isCatalogue: OptionRule = {
  expected: 'a catalogue such as errors.catalogue',
  accepts: (value) =>
    isObject.accepts(value) &&
    Object.values(value as object).every((entry) => typeof (entry as { value?: unknown } | null)?.value === 'string'),
};

const optionRules: OptionRules<ErrorPayloadOptions> = {
  onError: isFunction,
  onDeprecated: isFunction,
  onDefect: isFunction,
  strict: isBoolean,
  catalogue: isCatalogue,
  ...declarationRules,
};

/** The resolvers created here: a mutation that is wrapped twice would report each failure twice. */
const boundaries = new WeakSet<Resolve>();

/** Adds the resolvers that are missing when a host merged only the SDL of the module. */
function completeResolvers({ payload, error }: ErrorPayloadField): void {
  const { errorCode, details } = error.getFields();
  errorCode!.resolve ??= resolveErrorCode;
  const union = namedType(details?.type ?? {}) as Partial<UnionType>;
  if (union.getTypes) union.resolveType ??= resolveDetailType;
  const { errors, clientMutationId } = payload.getFields();
  errors!.resolve ??= resolveErrors;
  if (clientMutationId) clientMutationId.resolve ??= resolveClientMutationId;
}

/** Returns the description with the declared codes appended, once. */
function describeField({ description }: Field, declared: readonly string[]): string {
  const list = `Errors: ${declared.length === 0 ? 'none' : declared.map((code) => `\`${code}\``).join(', ')}`;
  if (!description) return list;
  return description.endsWith(list) ? description : `${description}\n\n${list}`;
}

/**
 * Wraps the mutations of a schema so that expected failures, returned or thrown from any depth,
 * reach the client in the payload.
 *
 * - A thrown {@link MutationError}, or an AggregateError that contains nothing else, becomes the
 *   payload's errors. All other errors are rethrown.
 * - Codes and details are checked before graphql serializes them: an unknown code fails the
 *   mutation's field and leaves the rest of the response intact. Where the field itself is
 *   non-null, graphql has to null its parent.
 * - Missing `errors` become an empty list, and a `clientMutationId` that the client sent is echoed.
 * - The declared codes are appended to the description of the mutation's field.
 *
 * @returns the same schema, changed in place. Fields that are already wrapped stay unchanged.
 * @throws TypeError for an invalid option, and for invalid declarations as
 * {@link readErrorDeclarations} does.
 * @example
 * const schema = withErrorPayloads(makeExecutableSchema({ typeDefs, resolvers }), {
 *   onError: (event) => metrics.count(event),
 * });
 */
export function withErrorPayloads<Schema extends ExecutableSchema>(
  schema: Schema,
  options: ErrorPayloadOptions = {},
): Schema {
  checkOptions('withErrorPayloads', options, optionRules);
  if (typeof (schema as Partial<ExecutableSchema> | null | undefined)?.getMutationType !== 'function') {
    throw new TypeError(
      `withErrorPayloads expects a schema, such as makeExecutableSchema returns, got ${inspect(schema)}.`,
    );
  }
  const fields = errorPayloadFields(schema);
  const declarations = declarationsOf(fields, schema, options);
  for (const target of fields) {
    const { coordinate, field } = target;
    if (field.resolve && boundaries.has(field.resolve)) continue;

    completeResolvers(target);
    const declared = declarations.get(coordinate);
    field.resolve = createBoundary(target, declared, options);
    boundaries.add(field.resolve);
    if (declared) field.description = describeField(field, declared);
  }
  return schema;
}
