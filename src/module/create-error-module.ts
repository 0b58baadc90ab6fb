import type { ConcealmentOf } from '../boundary/concealment.js';
import { wrapSchema, type ErrorPayloadOptions } from '../boundary/with-error-payloads.js';
import { createErrorCodes, type ErrorCodes, type KnownCodes } from '../codes/known-code.js';
import { bindErrorCodes, type BoundFailures } from '../failures/bound-failures.js';
import { MutationError } from '../failures/mutation-error.js';
import type { ActiveModelError, CodeOf, MessageError } from '../failures/payload.js';
import { catalogue } from '../generated/catalogue.js';
import { renderCatalogueQuery, renderSdl } from '../generated/sdl.js';
import type { ExecutableSchema } from '../internal/executable-schema.js';
import { checkOptions, isBoolean, isObject, isOneOf, isString, type OptionRules } from '../internal/options.js';
import {
  createModuleCodes,
  renderCodes,
  type BuiltInSelection,
  type CheckedHostCodes,
  type HostCodes,
  type ModuleCodes,
} from './module-codes.js';
import { createResolverMaps, type ResolverMaps } from './resolver-maps.js';
import { createTypeNames, type AnyTypeNames, type TypeNames, type TypeRenaming } from './type-names.js';

/** The options of {@link createErrorModule}. */
export interface ErrorModuleOptions<
  Codes extends HostCodes = HostCodes,
  Prefix extends string = string,
  Renaming extends TypeRenaming = TypeRenaming,
  BuiltIn extends BuiltInSelection = BuiltInSelection,
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
  /**
   * The host's own codes, by name. Under the name of a built-in code, the fields replace those of
   * that code.
   */
  readonly codes?: CheckedHostCodes<Codes>;
  /**
   * Which of the built-in codes the module has: all, none, or a list of names. With `false` and
   * without `codes`, the module's SDL has no enum: the host's SDL declares it, with `@errorCode`.
   * Defaults to `true`.
   */
  readonly builtIn?: BuiltIn;
}

/** The details of the codes that declare them, by name. */
export type ModuleDetails<Codes extends KnownCodes> = {
  readonly [
    Name in keyof Codes as Codes[Name]['details'] extends readonly string[] ? Name : never
  ]: Codes[Name]['details'] extends readonly (infer Type)[] ? DetailNamed<Type> : never;
};

/** A member of the union of details, by the name of its type. */
export type DetailNamed<Type> = Type extends 'ActiveModelError'
  ? ActiveModelError
  : Type extends 'MessageError'
    ? MessageError
    : { readonly __typename: Type; readonly [field: string]: unknown };

/** A code of a module, by name or by internal value. */
export type AnyCodeOf<Codes extends HostCodes, BuiltIn extends BuiltInSelection = true> = CodeOf<
  ErrorCodes<ModuleCodes<Codes, BuiltIn>>
>;

/** SDL and resolvers as plain values for any server or merge tool, and functions for its codes. */
export interface ErrorModule<Codes extends KnownCodes = typeof catalogue, Names extends AnyTypeNames = TypeNames>
  extends ResolverMaps<Names>, BoundFailures<ErrorCodes<Codes>, ModuleDetails<Codes>> {
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
  /** The metadata of every code of the module. */
  readonly catalogue: Codes;
  /** The internal value of every code, by name. */
  readonly ErrorCode: ErrorCodes<Codes>;
  /**
   * `withErrorPayloads` with the module's catalogue, so that events include the metadata of the
   * host's codes.
   */
  readonly withErrorPayloads: <Schema extends ExecutableSchema>(
    schema: Schema,
    options?: Omit<ErrorPayloadOptions, 'catalogue' | 'conceal'> & { readonly conceal?: ConcealmentOf<Codes> },
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
  builtIn: {
    expected: 'true, false, or a list of built-in codes',
    accepts: (value) => typeof value === 'boolean' || Array.isArray(value),
  },
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
 * an invalid field of a code, an internal value of two codes, an unknown replacement.
 * @example
 * const errors = createErrorModule({ codes: { QUOTA_EXCEEDED: { category: 'billing' } } });
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
  const BuiltIn extends BuiltInSelection = true,
>(
  options: ErrorModuleOptions<Codes, Prefix, Renaming, BuiltIn> = {},
): ErrorModule<ModuleCodes<Codes, BuiltIn>, TypeNames<Prefix, Renaming>> {
  checkOptions<object>('createErrorModule', options, optionRules);
  const { enumValues = 'internal', catalogueQuery = false } = options;
  // The defaults of the type parameters, as values.
  const { typePrefix = '' as Prefix, typeNames = {} as Renaming, builtIn = true as BuiltIn } = options;
  const names = createTypeNames(typePrefix, typeNames);
  const codes = createModuleCodes((options.codes ?? {}) as Codes, builtIn);
  const shareable = options.shareable === undefined ? '' : ` ${options.shareable}`;
  const sdl = renderSdl(names, shareable, renderCodes(codes, names));
  const values = createErrorCodes<ModuleCodes<Codes, BuiltIn>>(codes);
  const failures = bindErrorCodes<ErrorCodes<ModuleCodes<Codes, BuiltIn>>, ModuleDetails<ModuleCodes<Codes, BuiltIn>>>(
    values,
  );
  return {
    typeDefs: catalogueQuery ? sdl + renderCatalogueQuery(names, shareable) : sdl,
    ...createResolverMaps(names, codes, {
      hasInternalValues: enumValues === 'internal',
      hasCatalogueQuery: catalogueQuery,
    }),
    typeNames: names,
    catalogue: codes,
    ErrorCode: values,
    ...failures,
    // The class of the package has the names of the built-in codes.
    MutationError: isBuiltIn(codes) ? (MutationError as never) : failures.MutationError,
    withErrorPayloads: bindCatalogue(codes, names.Error),
  };
}

const isBuiltIn = (codes: KnownCodes): boolean => Object.keys(codes).every((name) => Object.hasOwn(catalogue, name));
