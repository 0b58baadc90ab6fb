import { checkOptions, isBoolean, isString, type OptionRule, type OptionRules } from '../internal/options.js';
import type { Mappers, Scalars } from './detail-types.js';
import type { NamingConfig } from './type-names.js';

/**
 * The options of the plugin, in the `config` of graphql-codegen. The plugin also reads the options
 * of typescript-resolvers that name types, and `scalars`. Put them in the `config` that all share.
 */
export interface DeclaredErrorsConfig extends NamingConfig {
  /**
   * What to generate of the codes themselves: for a `server`, everything, with `failure` and
   * `MutationError`; for a `client`, names, categories and retries; or nothing. Defaults to
   * `server`, with `resolvers: false` to `client`, and with `errorModule` to `false`.
   */
  readonly codes?: 'server' | 'client' | false;
  /**
   * The start of every name that is generated for the codes: `Shop` for `ShopErrorCode` and
   * `shopFailure`.
   */
  readonly codesPrefix?: string;
  /** Where to import the server's functions and types from. Defaults to `graphql-error-codes`. */
  readonly errorCodesFrom?: string;
  /**
   * The enum of the codes to generate, in a schema with several: `ShopErrorCodeEnum`. Defaults to
   * the only one.
   */
  readonly enumName?: string;
  /**
   * The module that `createErrorModule` returned, as a path from the generated file and an export:
   * `../errors.js#errors`. Resolvers may then return your own codes by internal value, too.
   */
  readonly errorModule?: string;
  /**
   * The models that resolvers return for types of the schema, as for typescript-resolvers. For the
   * objects in details.
   */
  readonly mappers?: Mappers;
  /**
   * Whether to generate resolver types. Set it to `false` for clients, whose generated file has
   * none. Defaults to `true`.
   */
  readonly resolvers?: boolean;
  /**
   * The name of the type of all resolvers in the generated file. Defaults to the name that
   * typescript-resolvers gives it: `Resolvers`, with the prefix, the suffix and the naming
   * convention.
   */
  readonly resolversType?: string;
  /** The types of custom scalars, as for the plugin `typescript`. For the fields of details. */
  readonly scalars?: Scalars;
}

/** The options of the plugin, with their default values. */
export interface CompleteConfig {
  readonly codes: 'server' | 'client' | false;
  readonly codesPrefix: string;
  readonly enumName: string | undefined;
  readonly errorCodesFrom: string;
  readonly mappers: Mappers;
  readonly resolvers: boolean;
  /** The path and the export of `errorModule`. */
  readonly errorModule: { readonly path: string; readonly name: string } | undefined;
  readonly resolversType: string | undefined;
  readonly scalars: Scalars;
  readonly naming: NamingConfig;
}

const isConvention: OptionRule = {
  expected: 'a string, a function or an object',
  accepts: (value) => ['string', 'function', 'object'].includes(typeof value),
};

const moduleExport = /^(.+)#([A-Za-z_$][\w$]*)$/;

const optionRules: OptionRules<DeclaredErrorsConfig> = {
  codes: {
    expected: '"server", "client" or false',
    accepts: (value) => value === 'server' || value === 'client' || value === false,
    choices: ['server', 'client'],
  },
  codesPrefix: {
    expected: 'the start of a name, with a capital letter, such as "Shop"',
    accepts: (value) => typeof value === 'string' && /^(?:[A-Z]\w*)?$/.test(value),
  },
  enumName: isString,
  errorCodesFrom: isString,
  errorModule: {
    expected: 'a path and an export, such as "../errors.js#errors"',
    accepts: (value) => typeof value === 'string' && moduleExport.test(value),
  },
  mappers: {
    expected: 'an object of models by type',
    accepts: (value) => typeof value === 'object' && value !== null,
  },
  resolvers: isBoolean,
  resolversType: isString,
  allResolversTypeName: isString,
  typesPrefix: isString,
  typesSuffix: isString,
  namingConvention: isConvention,
  scalars: {
    expected: 'a string or an object',
    accepts: (value) => typeof value === 'string' || (typeof value === 'object' && value !== null),
  },
};

/**
 * Returns the plugin's own options with their default values: `config` also has those of other
 * plugins.
 *
 * @throws TypeError when an option has a wrong type, and for two sources of internal values.
 */
export function completeConfig(config: DeclaredErrorsConfig | null): CompleteConfig {
  // An empty `config:` of YAML is null.
  const own = Object.entries(config ?? {}).filter(([name]) => Object.hasOwn(optionRules, name));
  const options: DeclaredErrorsConfig = Object.fromEntries(own);
  checkOptions('graphql-error-codes/codegen', options, optionRules);

  const { codesPrefix = '', errorCodesFrom = 'graphql-error-codes', resolvers = true, scalars = {} } = options;
  const { enumName, errorModule, mappers = {}, resolversType } = options;
  const ofServer = errorModule === undefined ? 'server' : false;
  const { codes = resolvers ? ofServer : 'client' } = options;
  if (codes === 'server' && errorModule !== undefined) {
    throw new TypeError(
      'graphql-error-codes/codegen: "errorModule" and "codes" both have the internal values of your codes. ' +
        'Remove "errorModule" to generate them from SDL, or set "codes" to false.',
    );
  }
  const [, path, name] = moduleExport.exec(errorModule ?? '') ?? [];
  return {
    codes,
    codesPrefix,
    enumName,
    errorCodesFrom,
    mappers,
    resolvers,
    errorModule: path === undefined || name === undefined ? undefined : { path, name },
    resolversType,
    scalars,
    naming: options,
  };
}
