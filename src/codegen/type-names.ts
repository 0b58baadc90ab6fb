import { inspect } from '../internal/inspect.js';

/** A function, or the name of one: `change-case-all#pascalCase`. */
export type NameConversion = string | ((name: string) => string);

/** The options of typescript-resolvers that its type of all resolvers is named by. */
export interface NamingConfig {
  readonly allResolversTypeName?: string;
  readonly typesPrefix?: string;
  readonly typesSuffix?: string;
  readonly namingConvention?:
    NameConversion | { readonly typeNames?: NameConversion; readonly transformUnderscore?: boolean };
}

const capitalize = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();

const wordsOf = (name: string): string[] =>
  name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean);

const pascalCase = (name: string): string => wordsOf(name).map(capitalize).join('');

/**
 * The functions of change-case-all that result in a name of a type. It is a dependency of codegen,
 * which this package has no access to.
 */
const conversions: Readonly<Record<string, (name: string) => string>> = {
  pascalCase,
  camelCase: (name) => pascalCase(name).replace(/^./, (first) => first.toLowerCase()),
  snakeCase: (name) => wordsOf(name).join('_').toLowerCase(),
  constantCase: (name) => wordsOf(name).join('_').toUpperCase(),
  lowerCase: (name) => name.toLowerCase(),
  upperCase: (name) => name.toUpperCase(),
  lowerCaseFirst: (name) => name.charAt(0).toLowerCase() + name.slice(1),
  upperCaseFirst: (name) => name.charAt(0).toUpperCase() + name.slice(1),
};

function findConversion(given: NameConversion): ((name: string) => string) | undefined {
  if (typeof given === 'function') return given;
  const [, name = ''] = /^change-case(?:-all)?#(\w+)$/.exec(given) ?? [];
  return Object.hasOwn(conversions, name) ? conversions[name] : undefined;
}

const byPart = (name: string, conversion: ((part: string) => string) | undefined): string | undefined =>
  conversion && name.split('_').map(conversion).join('_');

/** Converts the name of a type as codegen does; `undefined` for an unknown convention. */
function convert(name: string, convention: NamingConfig['namingConvention']): string | undefined {
  if (convention === 'keep') return name;
  if (!convention) return byPart(name, pascalCase);
  if (typeof convention !== 'object') return byPart(name, findConversion(convention));
  const { typeNames, transformUnderscore = false } = convention;
  if (typeNames === 'keep') return name;
  if (typeNames) return findConversion(typeNames)?.(name);
  return transformUnderscore ? pascalCase(name) : byPart(name, pascalCase);
}

/**
 * Returns the name that the plugin `typescript` generates for a type of the schema; `undefined` for
 * a naming convention that is a function of another package.
 */
export function generatedTypeName(
  name: string,
  { typesPrefix = '', typesSuffix = '', namingConvention }: NamingConfig,
): string | undefined {
  const converted = convert(name, namingConvention);
  return converted === undefined ? undefined : typesPrefix + converted + typesSuffix;
}

/**
 * Returns the name of the type of all resolvers in what typescript-resolvers generates. Its keys
 * are the names of the schema's types, whatever the naming convention.
 *
 * @throws TypeError for a naming convention that is a function of another package.
 */
export function resolversTypeName(config: NamingConfig): string {
  const { allResolversTypeName = 'Resolvers', namingConvention } = config;
  const name = generatedTypeName(allResolversTypeName, config);
  if (name !== undefined) return name;
  const given = typeof namingConvention === 'object' ? namingConvention.typeNames : namingConvention;
  throw new TypeError(
    `graphql-error-codes/codegen cannot apply the "namingConvention" ${inspect(given)}. ` +
      'Set "resolversType" to the name of the type of all resolvers in the generated file, "Resolvers" by default.',
  );
}
