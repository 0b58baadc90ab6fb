import { wrapSchema, type ErrorPayloadOptions } from '../boundary/with-error-payloads.js';
import { catalogue } from '../codes/catalogue.js';
import { createNameFinder, type KnownCodes } from '../codes/error-code.js';
import { bindMutationError, MutationError, type MutationErrorParameters } from '../failures/mutation-error.js';
import { failure, type AnyErrorCode, type ErrorDetail, type FailurePayload } from '../failures/payload.js';
import type { ErrorCodeName } from '../generated/error-code-name.js';
import { renderCatalogueQuery, renderSdl } from '../generated/sdl.js';
import type { ExecutableSchema } from '../internal/executable-schema.js';
import { checkOptions, isBoolean, isObject, isOneOf, isString, type OptionRules } from '../internal/options.js';
import { checkHostCodes, renderHostCodes, type HostCodes } from './host-codes.js';
import { createResolverMaps, type ResolverMaps } from './resolver-maps.js';
import { createTypeNames, type AnyTypeNames, type TypeNames, type TypeRenaming } from './type-names.js';

/** The options of {@link createErrorModule}. */
export interface ErrorModuleOptions<
  Codes extends HostCodes = HostCodes,
  Prefix extends string = string,
  Renaming extends TypeRenaming = TypeRenaming,
> {
  /**
   * The start of every type name: `'Shop'` for `ShopError`, `ShopErrorCodeEnum` and so on. For a
   * schema that already has an `Error` type. The directive `@errors` keeps its name.
   */
  readonly typePrefix?: Prefix;
  /** New names for single types: `{ Error: 'ShopError' }`. They replace the prefixed names. */
  readonly typeNames?: Renaming;
  /**
   * The `@shareable` directive as the subgraph's `@link` spells it: `'@shareable'`,
   * `'@federation__shareable'` or the renamed import. Every subgraph that has the types needs it.
   * By default the types have no such directive.
   */
  readonly shareable?: string;
  /**
   * Whether resolvers handle codes of the enum by internal value (`'mfa_failed'`) or by name. In
   * `errors`, both are accepted either way. Defaults to `internal`.
   */
  readonly enumValues?: 'internal' | 'name';
  /**
   * Whether to add the query `errorCatalogue`, which returns all codes with their metadata, for
   * clients of servers without introspection. Defaults to `false`.
   */
  readonly catalogueQuery?: boolean;
  /** The host's own codes, by name. */
  readonly codes?: Codes & { readonly [Name in ErrorCodeName & keyof Codes]?: never };
}

/** A code of the catalogue or of the host, by name or by internal value. */
export type AnyCodeOf<Codes extends HostCodes> = AnyErrorCode | (keyof Codes & string) | Codes[keyof Codes]['value'];

/** SDL and resolvers as plain values for any server or merge tool, and functions for its codes. */
export interface ErrorModule<
  Codes extends HostCodes = {},
  Names extends AnyTypeNames = TypeNames,
> extends ResolverMaps<Names> {
  readonly typeDefs: string;
  /** The resolvers of the schema in which mutations are resolved. */
  readonly resolvers: ResolverMaps<Names>['resolvers'];
  /**
   * The resolvers without internal values, for a gateway that stitches schemas (stitchSchemas,
   * Hive). Codes are names there: an enum map would break every enum argument on its way to a
   * subschema.
   */
  readonly gatewayResolvers: ResolverMaps<Names>['gatewayResolvers'];
  /** The resolvers in the form that Mercurius expects. Mercurius ignores internal values. */
  readonly mercuriusResolvers: ResolverMaps<Names>['mercuriusResolvers'];
  /** The names of the module's types in this schema. */
  readonly typeNames: Names;
  /** The metadata of every code, including the host's. */
  readonly catalogue: typeof catalogue & Codes;
  /** The internal value of every code, by name. */
  readonly ErrorCode: { readonly [Name in ErrorCodeName]: (typeof catalogue)[Name]['value'] } & {
    readonly [Name in keyof Codes]: Codes[Name]['value'];
  };
  /** `failure`, which also accepts the host's codes. */
  readonly failure: <const Code extends AnyCodeOf<Codes>>(
    code: Code,
    ...details: readonly ErrorDetail[]
  ) => FailurePayload<Code>;
  /** `MutationError`, which also accepts the host's codes. */
  readonly MutationError: new (
    code: AnyCodeOf<Codes>,
    ...parameters: MutationErrorParameters
  ) => Error & { readonly code: AnyCodeOf<Codes>; readonly details: readonly ErrorDetail[] };
  /**
   * `withErrorPayloads` with the module's catalogue, so that events include the metadata of the
   * host's codes.
   */
  readonly withErrorPayloads: <Schema extends ExecutableSchema>(
    schema: Schema,
    options?: Omit<ErrorPayloadOptions, 'catalogue'>,
  ) => Schema;
}

const optionRules: OptionRules<ErrorModuleOptions> = {
  typePrefix: isString,
  typeNames: isObject,
  shareable: {
    expected: 'the directive as your @link spells it, such as "@shareable" or "@federation__shareable"',
    accepts: (value) => typeof value === 'string' && /^@[A-Za-z_]\w*$/.test(value),
  },
  enumValues: isOneOf('internal', 'name'),
  catalogueQuery: isBoolean,
  codes: isObject,
};

/** Binds `withErrorPayloads` to the catalogue of a module. */
const bindCatalogue =
  (codes: KnownCodes, errorType: string): ErrorModule['withErrorPayloads'] =>
  (schema, options = {}) => {
    if (!isObject.accepts(options)) return wrapSchema(schema, options);
    if ('catalogue' in options) {
      throw new TypeError('withErrorPayloads of a module passes its own catalogue. Remove the option "catalogue".');
    }
    return wrapSchema(schema, { ...options, catalogue: codes }, errorType);
  };

/**
 * Returns the module as SDL and resolvers. Merge both: without the resolvers, `Error.errorCode`
 * accepts names only, and the enum has no internal values.
 *
 * @throws TypeError for an invalid option: a type name that is not a GraphQL name or occurs twice,
 * a code or an internal value that exists already.
 * @example
 * const errors = createErrorModule({ codes: { QUOTA: { value: 'quota_exceeded', ... } } });
 * const schema = errors.withErrorPayloads(
 *   makeExecutableSchema({
 *     typeDefs: [errors.typeDefs, app],
 *     resolvers: [errors.resolvers, appResolvers],
 *   }),
 * );
 */
export function createErrorModule<
  const Codes extends HostCodes = {},
  const Prefix extends string = '',
  const Renaming extends TypeRenaming = {},
>(options: ErrorModuleOptions<Codes, Prefix, Renaming> = {}): ErrorModule<Codes, TypeNames<Prefix, Renaming>> {
  checkOptions<ErrorModuleOptions>('createErrorModule', options, optionRules);
  const { enumValues = 'internal', catalogueQuery = false } = options;
  // The defaults of the type parameters, as values.
  const { typePrefix = '' as Prefix, typeNames = {} as Renaming, codes = {} as Codes } = options;
  checkHostCodes(codes);

  const names = createTypeNames(typePrefix, typeNames);
  const known: typeof catalogue & Codes = { ...catalogue, ...codes };
  const shareable = options.shareable === undefined ? '' : ` ${options.shareable}`;
  const sdl = renderSdl(names, shareable, renderHostCodes(codes));
  return {
    typeDefs: catalogueQuery ? sdl + renderCatalogueQuery(names, shareable) : sdl,
    ...createResolverMaps(names, known, {
      hasInternalValues: enumValues === 'internal',
      hasCatalogueQuery: catalogueQuery,
    }),
    typeNames: names,
    catalogue: known,
    ErrorCode: createErrorCodes(known),
    // At run time both take any code; only the types of a module know the host's.
    failure: failure as ErrorModule<Codes>['failure'],
    MutationError: createMutationError(codes, known) as ErrorModule<Codes>['MutationError'],
    withErrorPayloads: bindCatalogue(known, names.Error),
  };
}

/** The class of the package finds the names of its own codes. */
const createMutationError = (codes: HostCodes, known: KnownCodes): typeof MutationError =>
  Object.keys(codes).length === 0 ? MutationError : bindMutationError(createNameFinder(known));

function createErrorCodes<Known extends KnownCodes>(
  known: Known,
): { readonly [Name in keyof Known]: Known[Name]['value'] } {
  const values = Object.entries(known).map(([name, { value }]) => [name, value]);
  // Object.fromEntries loses which value belongs to which name.
  return Object.freeze(Object.fromEntries(values)) as { readonly [Name in keyof Known]: Known[Name]['value'] };
}
