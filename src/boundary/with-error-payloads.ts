import { fieldMistakes } from '../codes/code-rules.js';
import type { KnownCodes } from '../codes/known-code.js';
import { checkSchemaCodes, keepCatalogue } from '../codes/schema-codes.js';
import { catalogue as ownCatalogue } from '../generated/catalogue.js';
import { cutText } from '../internal/inspect.js';
import { detailMembers } from '../internal/error-code-enum.js';
import { isProduction } from '../internal/environment.js';
import { errorPayloadFields, type ErrorPayloadField } from '../internal/error-payload-fields.js';
import {
  oncePer,
  typeTag,
  type CallableResolve,
  type ExecutableSchema,
  type Field,
  type ObjectType,
} from '../internal/executable-schema.js';
import {
  checkOptions,
  checkSchema,
  isBoolean,
  isFunction,
  isObject,
  isOneOf,
  type OptionRules,
} from '../internal/options.js';
import type { PayloadRules } from './accept-payload.js';
import { createBoundary, createPayloadRules, createRootResolver, type BoundaryOptions } from './boundary.js';
import { disguisesOf } from './concealment.js';
import { declarationRules, declarationsOf, type DeclarationOptions } from './declarations.js';
import { isCatalogue } from './error-check.js';
import { completeErrorType } from './error-fields.js';
import { extendTypeCheck, isFailedPayload } from './failed-payload.js';
import { hasHostResolver, install, isInstalled } from './installed.js';
import {
  createEchoResolver,
  createErrorsResolver,
  createFieldReader,
  createHostErrorsResolver,
  isBareFailure,
  resolveProperty,
  type PayloadFields,
} from './payload-fields.js';
import { createWrapping, earlierWrapping, markWrapped, wrappingOf, type Wrapping } from './wrapping.js';

/** The options of {@link withErrorPayloads}. */
export interface ErrorPayloadOptions<Code extends string = string> extends BoundaryOptions<Code>, DeclarationOptions {}

const optionRules: OptionRules<ErrorPayloadOptions> = {
  onError: isFunction,
  onDeprecated: isFunction,
  onDefect: isFunction,
  strict: isBoolean,
  catalogue: isCatalogue,
  translate: isFunction,
  fieldResolver: isFunction,
  unselected: isOneOf('error'),
  conceal: isObject,
  ...declarationRules,
};

const rulesOf = oncePer((_payload: ObjectType) => new Map<string, PayloadRules>());

/** Reads a payload type before its fields are wrapped, or as it was then. */
function describePayload(payload: ObjectType, readsFields: boolean): PayloadFields {
  const fields = payload.getFields();
  const { args, type } = fields.errors!;
  const hasArguments = args.length > 0;
  const resultFields: string[] = [];
  let hasResolvers = false;
  for (const name in fields) {
    if (name === 'errors') continue;
    resultFields.push(name);
    hasResolvers ||= hasHostResolver(fields[name]!);
  }
  // With arguments, or by a custom resolver, errors can only be read when they are selected.
  const hasErrorsResolver = hasArguments || readsFields || hasHostResolver(fields.errors!);
  return {
    payload,
    resultFields,
    hasResolvers,
    hasErrorsResolver,
    hasArguments,
    isNullable: typeTag(type) !== 'GraphQLNonNull',
    readsFields,
    rules: hasErrorsResolver ? rulesOf(payload) : undefined,
  };
}

/** Wraps the fields of a payload type. */
function completePayloadType(type: PayloadFields, fieldResolver: CallableResolve | undefined): void {
  const fields = type.payload.getFields();
  // `failure` creates an object without a class, which a custom resolver may not be able to read.
  const read = fieldResolver ? createFieldReader(fieldResolver, isBareFailure) : resolveProperty;
  extendTypeCheck(type.payload, isFailedPayload);
  install(fields, 'errors', (present) =>
    type.hasErrorsResolver ? createHostErrorsResolver(type, present ?? read) : createErrorsResolver(type),
  );
  install(fields, 'clientMutationId', (present) => createEchoResolver(present ?? read));
  if (!fieldResolver) return;
  for (const name of type.resultFields) install(fields, name, (present) => (present ? undefined : read));
}

/** Returns the description with the declared codes appended, once. */
function describeField({ description }: Field, declared: readonly string[]): string {
  const list = `Errors: ${declared.length === 0 ? 'none' : declared.map((code) => `\`${code}\``).join(', ')}`;
  if (!description) return list;
  return description.endsWith(list) ? description : `${description}\n\n${list}`;
}

/**
 * Whether a mutation stays as it is wrapped, by this or by another copy of the package. A module's
 * own mutations are wrapped again with its catalogue, where another module wrapped them.
 *
 * @throws TypeError for other options than the first time: they would be ignored.
 */
function staysWrapped(first: Wrapping, second: Wrapping, { coordinate, error }: ErrorPayloadField): boolean {
  const other = Object.keys(second.options).filter((name) => second.options[name] !== first.options[name]);
  if (other.length === 0) return true;
  const isOfTwoModules = first.errorType !== undefined && second.errorType !== undefined;
  if (isOfTwoModules && first.errorType !== second.errorType) return error.name !== second.errorType;
  throw new TypeError(
    `withErrorPayloads: ${coordinate} is wrapped already, with other options: ${other.join(', ')}. ` +
      'Wrap the schema once, or pass the same options each time.',
  );
}

/** @throws TypeError for an invalid field of a code, before any schema is read with it. */
const checkCatalogue = oncePer((codes: KnownCodes) => {
  const where = (name: string): string => `withErrorPayloads: catalogue.${cutText(name)}`;
  const [mistake] = fieldMistakes({ codes, where, kind: 'field' });
  if (mistake !== undefined) throw new TypeError(mistake);
  return true;
});

/** Resolves a mutation that has no resolver. In a namespace, it may be a property of the parent. */
const missingResolver = ({ coordinate, route }: ErrorPayloadField): CallableResolve =>
  route.length === 1 ? createRootResolver(coordinate) : resolveProperty;

/**
 * {@link withErrorPayloads}, for a module.
 *
 * @param errorType the name of the module's `Error`
 */
export function wrapSchema<Schema extends ExecutableSchema>(
  schema: Schema,
  options: ErrorPayloadOptions,
  errorType?: string,
): Schema {
  checkOptions('withErrorPayloads', options, optionRules);
  checkSchema('withErrorPayloads', schema);
  const { strict = !isProduction, catalogue = ownCatalogue } = options;
  checkCatalogue(catalogue);
  const targets = errorPayloadFields(schema);
  const enums = new Map(targets.map(({ codes, error }) => [codes, error]));
  for (const [codes, error] of enums) checkSchemaCodes(codes, catalogue, detailMembers(error));
  const declarations = declarationsOf(targets, schema, options, strict);
  const disguises = disguisesOf(options.conceal, targets, declarations, catalogue);
  const fieldResolver = options.fieldResolver as CallableResolve | undefined;
  const common = createWrapping(options, errorType);
  // Everything is checked before anything is changed.
  const unwrapped = targets.filter((target) => {
    const outer = wrappingOf(target.field.resolve);
    return !outer || !staysWrapped(outer, common, target);
  });
  for (const target of unwrapped) {
    const { coordinate, field, payload, codes } = target;
    if (options.catalogue) keepCatalogue(codes, options.catalogue);
    const outer = wrappingOf(field.resolve);
    const wrapping: Wrapping = { ...common, original: outer ? outer.original : field.resolve };
    const inner = outer ? undefined : earlierWrapping(field);
    if (inner) inner.isNested = true;
    const declared = declarations.get(coordinate);
    const type = describePayload(payload, fieldResolver !== undefined);
    const rules = createPayloadRules(
      { field: target, declared, type, wrapping, inner, disguises: disguises.get(codes) },
      options,
    );
    type.rules?.set(coordinate, rules);
    completeErrorType(target, catalogue, fieldResolver);
    completePayloadType(type, fieldResolver);
    const resolve = (wrapping.original as CallableResolve | undefined) ?? fieldResolver ?? missingResolver(target);
    field.resolve = createBoundary(target, resolve, rules);
    markWrapped(field, field.resolve, wrapping);
    if (declared) field.description = describeField(field, declared);
  }
  return schema;
}

/**
 * Wraps the mutations of a schema so that expected failures, returned or thrown from any depth,
 * reach the client in the payload. Wrap the final schema: what is added or transformed afterwards
 * may replace the wrapped resolvers, which {@link unwrappedFields} finds.
 *
 * - A thrown {@link MutationError}, or an AggregateError that contains nothing else, becomes the
 *   payload's errors. All other errors are rethrown.
 * - Codes and details are checked before graphql serializes them: an unknown code fails the
 *   mutation's field and leaves the rest of the response intact. Where the field itself is
 *   non-null, graphql has to null its parent.
 * - Missing `errors` become an empty list, and a `clientMutationId` that the client sent is echoed.
 * - The declared codes are appended to the description of the mutation's field.
 * - Resolvers of the host keep working: those of `errors` are asked for everything but failures.
 *   Payloads stay unchanged, so that a host may return the same object in several requests.
 *
 * @returns the same schema, changed in place. Fields that are already wrapped stay unchanged.
 * @throws TypeError for an invalid option, for other options than a mutation was wrapped with, and
 * for invalid directives as {@link readErrorDeclarations} and {@link readErrorCodes} do.
 * @example
 * const schema = withErrorPayloads(makeExecutableSchema({ typeDefs, resolvers }), {
 *   onError: (event) => metrics.count(event),
 * });
 */
export const withErrorPayloads = <Schema extends ExecutableSchema>(
  schema: Schema,
  options: ErrorPayloadOptions = {},
): Schema => wrapSchema(schema, options);

/**
 * Returns the coordinates of the fields that {@link withErrorPayloads} should have wrapped, and
 * whose resolver is another now: `Mutation.usersLogin`, `UsersLoginPayload.errors`. Empty for a
 * schema that was wrapped last. A middleware that was added afterwards is listed, too: from
 * outside, it cannot be told from a replaced resolver.
 *
 * @example
 * expect(unwrappedFields(schema)).toEqual([]);
 */
export function unwrappedFields(schema: ExecutableSchema): readonly string[] {
  checkSchema('unwrappedFields', schema);
  const missing = errorPayloadFields(schema).flatMap(({ coordinate, field, payload }) => [
    ...(wrappingOf(field.resolve) ? [] : [coordinate]),
    ...(isInstalled(payload.getFields().errors!.resolve) ? [] : [`${payload.name}.errors`]),
  ]);
  return [...new Set(missing)];
}
