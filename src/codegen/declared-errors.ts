import { readErrorDeclarations } from '../boundary/declarations.js';
import type { ExecutableSchema } from '../internal/executable-schema.js';
import { checkOptions, isBoolean, isString, type OptionRule, type OptionRules } from '../internal/options.js';
import { resolversTypeName, type NamingConfig } from './resolvers-type-name.js';

/**
 * The options of the plugin, in the `config` of graphql-codegen. The plugin also reads the options
 * of typescript-resolvers that name types. Put them in the `config` that both share.
 */
export interface DeclaredErrorsConfig extends NamingConfig {
  /** Where to import `DeclaredResolvers` from. Defaults to `graphql-error-codes`. */
  readonly errorCodesFrom?: string;
  /**
   * The module that `createErrorModule` returned, as a path from the generated file and an export:
   * `../errors.js#errors`. Resolvers may then return your own codes by internal value, too.
   */
  readonly errorModule?: string;
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
}

/** The generated code, in the form that graphql-codegen expects. */
export interface DeclaredErrorsOutput {
  /** The imports, for the start of the file. */
  readonly prepend: string[];
  readonly content: string;
}

const isConvention: OptionRule = {
  expected: 'a string, a function or an object',
  accepts: (value) => ['string', 'function', 'object'].includes(typeof value),
};

const moduleExport = /^(.+)#([A-Za-z_$][\w$]*)$/;

const optionRules: OptionRules<DeclaredErrorsConfig> = {
  errorCodesFrom: isString,
  errorModule: {
    expected: 'a path and an export, such as "../errors.js#errors"',
    accepts: (value) => typeof value === 'string' && moduleExport.test(value),
  },
  resolvers: isBoolean,
  resolversType: isString,
  allResolversTypeName: isString,
  typesPrefix: isString,
  typesSuffix: isString,
  namingConvention: isConvention,
};

/** Returns the plugin's own options: `config` also has those of other plugins. */
function ownOptions(config: DeclaredErrorsConfig): DeclaredErrorsConfig {
  const own = Object.entries(config).filter(([name]) => Object.hasOwn(optionRules, name));
  const options: DeclaredErrorsConfig = Object.fromEntries(own);
  checkOptions('graphql-error-codes/codegen', options, optionRules);
  return options;
}

/** The fields of one type that declare codes, and the names of what is generated for them. */
interface DeclaringType {
  readonly typeName: string;
  readonly codesType: string;
  readonly resolversType: string;
  /** The codes by field. */
  readonly fields: Map<string, readonly string[]>;
}

const rootNames = { codesType: 'DeclaredErrorCodes', resolversType: 'DeclaredMutationResolvers' };

/** Returns the names for a type of namespaced mutations, after its name in the schema. */
function namesFor(typeName: string): typeof rootNames {
  const names = { codesType: `Declared${typeName}ErrorCodes`, resolversType: `Declared${typeName}Resolvers` };
  // A namespace may be called `Mutation` where the root is not.
  return names.resolversType === rootNames.resolversType ? namesFor(`${typeName}_`) : names;
}

/** Groups the declarations by type. The root comes first, also without declarations. */
function declaringTypes(schema: ExecutableSchema, rootName: string): DeclaringType[] {
  const root: DeclaringType = { typeName: rootName, ...rootNames, fields: new Map() };
  const byName = new Map([[rootName, root]]);
  for (const [coordinate, codes] of readErrorDeclarations(schema)) {
    const [typeName, field] = coordinate.split('.') as [string, string];
    const type = byName.get(typeName) ?? { typeName, ...namesFor(typeName), fields: new Map() };
    byName.set(typeName, type);
    type.fields.set(field, codes);
  }
  return [...byName.values()];
}

function renderCodes({ codesType, fields }: DeclaringType): string {
  const lines = [...fields].map(
    ([name, codes]) => `  readonly ${name}: ${codes.map((code) => `'${code}'`).join(' | ') || 'never'};`,
  );
  return `
/** The error codes that each mutation declares with \`@errors\`, by field name. */
export type ${codesType} = {
${lines.join('\n')}
};
`;
}

/**
 * Returns the parameter of `DeclaredResolvers` that has the internal values of the host's codes.
 */
function renderValues(errorModule: string | undefined): string {
  const [, path, name] = moduleExport.exec(errorModule ?? '') ?? [];
  return name === undefined ? '' : `, typeof import('${path}').${name}.ErrorCode`;
}

/**
 * The plugin for graphql-codegen. List it as `graphql-error-codes/codegen` after
 * `typescript-resolvers`. It generates two types:
 *
 * - `DeclaredErrorCodes`: the names of the codes that each mutation declares with `@errors`.
 * - `DeclaredMutationResolvers`: the resolver types of mutations that typescript-resolvers
 *   generates, narrowed so that returning an undeclared code does not compile. They remain
 *   assignable to `Resolvers`.
 *
 * For a type of namespaced mutations, such as `UsersMutations`, it generates the same as
 * `DeclaredUsersMutationsErrorCodes` and `DeclaredUsersMutationsResolvers`.
 *
 * @throws TypeError when an option has a wrong type, for a `namingConvention` of another package
 * without `resolversType`, and when `@errors` is invalid: see `readErrorDeclarations`.
 */
export function plugin(
  schema: ExecutableSchema,
  _documents: unknown,
  config: DeclaredErrorsConfig = {},
): DeclaredErrorsOutput {
  const { errorCodesFrom = 'graphql-error-codes', errorModule, resolvers = true, ...naming } = ownOptions(config);
  const root = schema.getMutationType();
  if (!root) return { prepend: [], content: '' };

  const types = declaringTypes(schema, root.name);
  const codes = types.map(renderCodes);
  if (!resolvers) return { prepend: [], content: codes.join('') };

  const { resolversType: all = resolversTypeName(naming) } = naming;
  const narrowed = types.map(
    ({ typeName, codesType, resolversType }) => `
/** The resolvers of \`${typeName}\`. Returning an undeclared error code is a compile error. */
export type ${resolversType} = DeclaredResolvers<NonNullable<${all}['${typeName}']>, ${codesType}${renderValues(errorModule)}>;
`,
  );
  return {
    prepend: [`import type { DeclaredResolvers } from '${errorCodesFrom}';`],
    content: [...codes, ...narrowed].join(''),
  };
}
