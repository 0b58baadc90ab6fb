import { catalogue, createNameFinder, type KnownCode, type KnownCodes } from './catalogue.js';
import { print } from './code-message.js';
import {
  createCatalogueResolver,
  createErrorCodeResolver,
  resolveDetailType,
  type DetailTypeResolver,
  type ErrorCodeResolver,
} from './error-resolvers.js';
import type { ErrorCodeName } from './generated/error-code-name.js';
import { renderCatalogueQuery, renderSdl, type ModuleTypeName } from './generated/sdl.js';
import { MutationError } from './mutation-error.js';
import { requireOptions } from './options.js';
import { failure, type AnyErrorCode, type ErrorDetail, type FailurePayload } from './payload.js';

/** A code that a host adds to the catalogue. */
export interface HostCode extends KnownCode {
  /** What clients read of it in the schema. */
  readonly description?: string;
  /** Why it is deprecated, and what to use instead; absent while it is not. */
  readonly deprecationReason?: string;
}

export type HostCodes = Readonly<Record<string, HostCode>>;

/** A prefix for all types, new names for some of them, or both. The directive `@errors` keeps its name. */
export type TypeRenaming = Readonly<Partial<Record<ModuleTypeName | 'prefix', string>>>;

export interface ErrorModuleOptions<Codes extends HostCodes = HostCodes, Names extends TypeRenaming = TypeRenaming> {
  /**
   * What the types are called: `{ prefix: 'Shop' }` for `ShopError`, `ShopErrorCodeEnum` and so on, or `{ Error: 'ShopError' }`. For hosts
   * that have an `Error` already.
   */
  readonly names?: Names;
  /**
   * How a subgraph of a federated graph spells `@shareable`, by its own `@link`: `'@shareable'`, `'@federation__shareable'`, or as it was
   * renamed. Every subgraph that ships the types needs it. Default: `false`, no federation.
   */
  readonly federation?: string | false;
  /** Whether resolvers see the codes by internal value (`'mfa_failed'`) or by name. Both are accepted either way. Default: `internal`. */
  readonly values?: 'internal' | 'name';
  /**
   * Whether the schema gets the query `errorCatalogue`, which tells all codes with what is known of each: for clients where introspection
   * is off. Default: false.
   */
  readonly catalogueQuery?: boolean;
  /** The host's own codes, by name. */
  readonly codes?: Codes & { readonly [Name in ErrorCodeName & keyof Codes]?: never };
}

type NamesOf<Renaming> = {
  readonly [Type in ModuleTypeName]: Renaming extends { readonly [T in Type]: infer Name extends string }
    ? Name
    : Renaming extends { readonly prefix: infer Prefix extends string }
      ? `${Prefix}${Type}`
      : Type;
};

/** The resolver maps. They are plain data and functions: no graphql types that could come from another realm. */
export type GatewayResolvers<Names extends Record<ModuleTypeName, string> = NamesOf<unknown>> = {
  [Name in Names['Error']]: { errorCode: ErrorCodeResolver };
} & { [Name in Names['DetailedError']]: { __resolveType: DetailTypeResolver } };

export type ErrorModuleResolvers<Names extends Record<ModuleTypeName, string> = NamesOf<unknown>> =
  GatewayResolvers<Names> & { [Name in Names['ErrorCodeEnum']]: Record<string, string> };

export type MercuriusResolvers<Names extends Record<ModuleTypeName, string> = NamesOf<unknown>> = {
  [Name in Names['Error']]: { errorCode: ErrorCodeResolver };
} & { [Name in Names['DetailedError']]: { resolveType: DetailTypeResolver } };

type AnyCode<Codes extends HostCodes> = AnyErrorCode | (keyof Codes & string) | Codes[keyof Codes]['value'];

/** SDL and resolvers, as plain values for any server or merge tool, and the codes that they know. */
export interface ErrorModule<
  Codes extends HostCodes = {},
  Names extends Record<ModuleTypeName, string> = NamesOf<unknown>,
> {
  readonly typeDefs: string;
  /** For the schema in which mutations are resolved. */
  readonly resolvers: ErrorModuleResolvers<Names>;
  /**
   * The same without the internal values: for a gateway that stitches schemas (stitchSchemas, Hive). There, codes are names, and an enum
   * map would break every enum argument on its way to a subschema.
   */
  readonly gatewayResolvers: GatewayResolvers<Names>;
  /** In the form that Mercurius reads beside an SDL. It ignores internal values, so there are none; codes by either are accepted. */
  readonly mercuriusResolvers: MercuriusResolvers<Names>;
  /** What the types are called. */
  readonly names: Names;
  /** The catalogue with the host's codes: give it to `withErrorPayloads` too, so that its events know them. */
  readonly catalogue: typeof catalogue & Codes;
  /** Every code by name, valued by its internal value. */
  readonly ErrorCode: { readonly [Name in ErrorCodeName]: (typeof catalogue)[Name]['value'] } & {
    readonly [Name in keyof Codes]: Codes[Name]['value'];
  };
  /** `failure`, which also takes the host's codes. */
  readonly failure: <const Code extends AnyCode<Codes>>(
    code: Code,
    ...details: readonly ErrorDetail[]
  ) => FailurePayload<Code>;
  /** `MutationError`, which also takes the host's codes. */
  readonly MutationError: new (
    code: AnyCode<Codes>,
    ...details: readonly ErrorDetail[]
  ) => Error & { readonly code: AnyCode<Codes>; readonly details: readonly ErrorDetail[] };
}

/**
 * The module as SDL and resolvers. Merge both: the SDL alone loses the internal values and the tolerance of `Error.errorCode`.
 *
 * @throws TypeError that names what is wrong with the options: a name that is none in GraphQL or is given twice, a code or an internal
 * value that exists already.
 * @example
 * const errors = createErrorModule({ codes: { QUOTA_EXCEEDED: { value: 'quota_exceeded', ... } } });
 * makeExecutableSchema({ typeDefs: [errors.typeDefs, app], resolvers: [errors.resolvers, appResolvers] });
 */
export function createErrorModule<const Codes extends HostCodes = {}, const Names extends TypeRenaming = {}>(
  options: ErrorModuleOptions<Codes, Names> = {},
): ErrorModule<Codes, NamesOf<Names>> {
  requireOptions('createErrorModule', options, optionNames);
  const { federation = false, values = 'internal', catalogueQuery = false } = options;
  if (!['internal', 'name'].includes(values)) {
    throw new TypeError(`values is ${print(values)}: give "internal" or "name".`);
  }
  if (typeof catalogueQuery !== 'boolean') {
    throw new TypeError(`catalogueQuery is ${print(catalogueQuery)}: give true or false.`);
  }
  const codes: HostCodes = options.codes ?? {};
  const names = rename(options.names ?? {});
  requireNewCodes(codes);
  const known: KnownCodes = { ...catalogue, ...codes };

  const ErrorCode = Object.freeze(Object.fromEntries(Object.entries(known).map(([name, { value }]) => [name, value])));
  const errorCode = createErrorCodeResolver(createNameFinder(known));
  const query = catalogueQuery ? { Query: { errorCatalogue: createCatalogueResolver(known) } } : {};
  const gatewayResolvers = {
    [names.Error]: { errorCode },
    [names.DetailedError]: { __resolveType: resolveDetailType },
  };
  const mercuriusResolvers = {
    [names.Error]: { errorCode },
    [names.DetailedError]: { resolveType: resolveDetailType },
  };
  const shareable = spellShareable(federation);
  const made = {
    typeDefs:
      renderSdl(names, shareable, Object.entries(codes).map(valueSdl).join('')) +
      (catalogueQuery ? renderCatalogueQuery(names, shareable) : ''),
    resolvers: {
      ...(values === 'internal' && { [names.ErrorCodeEnum]: { ...ErrorCode } }),
      ...gatewayResolvers,
      ...query,
    },
    gatewayResolvers: { ...gatewayResolvers, ...query },
    mercuriusResolvers: { ...mercuriusResolvers, ...query },
    names,
    catalogue: known,
    ErrorCode,
    failure,
    MutationError,
  };
  // What is made here by names and codes that are only known at run time, the types say by inference from the options.
  return made as unknown as ErrorModule<Codes, NamesOf<Names>>;
}

const optionNames: Readonly<Record<keyof ErrorModuleOptions, true>> = {
  names: true,
  federation: true,
  values: true,
  catalogueQuery: true,
  codes: true,
};

const codeFields: Readonly<Record<keyof HostCode, true>> = {
  value: true,
  category: true,
  fault: true,
  retry: true,
  action: true,
  description: true,
  deprecationReason: true,
};

const own: Readonly<Record<ModuleTypeName, ModuleTypeName>> = {
  Error: 'Error',
  DetailedError: 'DetailedError',
  ActiveModelError: 'ActiveModelError',
  MessageError: 'MessageError',
  ErrorCodeEnum: 'ErrorCodeEnum',
  ErrorCatalogueEntry: 'ErrorCatalogueEntry',
};

/** Names that a schema gives to something else. */
const reserved = new Set(['String', 'Int', 'Float', 'Boolean', 'ID', 'Query', 'Mutation', 'Subscription']);

function rename(renaming: TypeRenaming): Record<ModuleTypeName, string> {
  if (typeof renaming !== 'object' || renaming === null) {
    throw new TypeError(`names is ${print(renaming)}: give { prefix: "Shop" } or { Error: "ShopError" }.`);
  }
  const { prefix, ...given } = renaming as { readonly prefix?: string } & Partial<Record<ModuleTypeName, string>>;
  const foreign = Object.keys(given).find((type) => !Object.hasOwn(own, type));
  if (foreign !== undefined) {
    throw new TypeError(
      `names has ${print(foreign)}, which is no type of the module: it has ${Object.keys(own).join(', ')}.`,
    );
  }
  const prefixed = Object.fromEntries(Object.values(own).map((type) => [type, (prefix ?? '') + type]));
  const names = { ...prefixed, ...given } as Record<ModuleTypeName, string>;
  const taken = new Set<string>();
  for (const [type, name] of Object.entries(names)) {
    if (typeof name !== 'string' || !/^(?!__)[A-Za-z_]\w*$/.test(name) || reserved.has(name)) {
      throw new TypeError(
        `names calls ${type} ${print(name)}, which is no name for a type: give letters, digits and _, and none that GraphQL has taken.`,
      );
    }
    if (taken.has(name)) throw new TypeError(`names calls two types ${print(name)}: give each its own.`);
    taken.add(name);
  }
  return names;
}

/** Its name is checked as any other name in GraphQL would be, since it becomes SDL. */
function spellShareable(federation: string | false): string {
  if (federation === false) return '';
  const spelt = /^@[A-Za-z_]\w*$/.test(federation);
  if (spelt) return ` ${federation}`;
  throw new TypeError(
    `federation is ${print(federation)}: give the directive as your @link spells it, such as "@shareable" or "@federation__shareable".`,
  );
}

function requireNewCodes(codes: HostCodes): void {
  const values = new Map<string, string>(Object.entries(catalogue).map(([name, { value }]) => [value, name]));
  for (const [name, code] of Object.entries(codes)) {
    requireOptions(`The code ${name}`, code, codeFields, 'field');
    requireFields(name, code);
    const { value } = code;
    if (Object.hasOwn(catalogue, name)) {
      throw new TypeError(`codes has ${name}, which the catalogue has already: use that one, or choose another name.`);
    }
    if (!/^(?!__|true$|false$|null$)[A-Za-z_]\w*$/.test(name)) {
      throw new TypeError(
        `codes has ${print(name)}, which is no name of an enum value in GraphQL: use SCREAMING_SNAKE_CASE.`,
      );
    }
    const owner =
      values.get(value) ??
      (value !== name && (Object.hasOwn(catalogue, value) || Object.hasOwn(codes, value)) ? value : undefined);
    if (owner !== undefined) {
      throw new TypeError(
        `codes gives ${name} the internal value ${print(value)}, which stands for ${owner} already: give it its own.`,
      );
    }
    values.set(value, name);
  }
}

/** What types say of a code, for hosts that have none. */
function requireFields(
  name: string,
  { value, category, fault, retry, action, description, deprecationReason }: HostCode,
): void {
  const texts = { value, category, action, description: description ?? '', deprecationReason: deprecationReason ?? '' };
  for (const [field, text] of Object.entries(texts)) {
    if (typeof text !== 'string')
      throw new TypeError(`The code ${name} has ${print(text)} as its ${field}: give a string.`);
  }
  if (!['client', 'server'].includes(fault)) {
    throw new TypeError(`The code ${name} has ${print(fault)} as its fault: give "client" or "server".`);
  }
  if (!['never', 'after_fix', 'later'].includes(retry)) {
    throw new TypeError(`The code ${name} has ${print(retry)} as its retry: give "never", "after_fix" or "later".`);
  }
}

/** JSON's strings are strings in GraphQL, too. */
function valueSdl([name, { description, deprecationReason }]: [string, HostCode]): string {
  const described = description === undefined ? '' : `  ${JSON.stringify(description)}\n`;
  const deprecated =
    deprecationReason === undefined ? '' : ` @deprecated(reason: ${JSON.stringify(deprecationReason)})`;
  return `\n${described}  ${name}${deprecated}\n`;
}

// Last, since it needs what is above.
/** The module with its default options. */
export const { typeDefs, resolvers } = createErrorModule();
