import type { ModuleTypeName } from '../generated/sdl.js';
import { didYouMean } from '../internal/did-you-mean.js';
import { inspect } from '../internal/inspect.js';

/** New names for some of the module's types: `{ Error: 'ShopError' }`. */
export type TypeRenaming = Readonly<Partial<Record<ModuleTypeName, string>>>;

/** The names of the module's types after a prefix and a renaming. */
export type TypeNames<Prefix extends string = '', Renaming extends TypeRenaming = {}> = {
  readonly [Type in ModuleTypeName]: Renaming extends { readonly [T in Type]: infer Name extends string }
    ? Name
    : `${Prefix}${Type}`;
};

/** The names of the module's types, whatever they are. */
export type AnyTypeNames = Readonly<Record<ModuleTypeName, string>>;

const moduleTypes: { readonly [Type in ModuleTypeName]: Type } = {
  Error: 'Error',
  DetailedError: 'DetailedError',
  ActiveModelError: 'ActiveModelError',
  MessageError: 'MessageError',
  ErrorCodeEnum: 'ErrorCodeEnum',
  ErrorCatalogueEntry: 'ErrorCatalogueEntry',
};

const reservedNames = new Set(['String', 'Int', 'Float', 'Boolean', 'ID', 'Query', 'Mutation', 'Subscription']);

const isTypeName = (name: unknown): name is string =>
  typeof name === 'string' && /^(?!__)[A-Za-z_]\w*$/.test(name) && !reservedNames.has(name);

/** @throws TypeError for an unknown type, an invalid name, or a name that two types would have. */
export function createTypeNames<const Prefix extends string, const Renaming extends TypeRenaming>(
  prefix: Prefix,
  renaming: Renaming,
): TypeNames<Prefix, Renaming> {
  const types = Object.keys(moduleTypes);
  const unknown = Object.keys(renaming).find((type) => !Object.hasOwn(moduleTypes, type));
  if (unknown !== undefined) {
    const hint = didYouMean(unknown, types) || ` It has ${types.join(', ')}.`;
    throw new TypeError(
      `createErrorModule: "typeNames" has ${inspect(unknown)}, which is not a type of the module.${hint}`,
    );
  }
  const names = new Map<string, string>();
  for (const type of types) {
    const isRenamed = Object.hasOwn(renaming, type);
    const name = isRenamed ? renaming[type as ModuleTypeName] : prefix + type;
    const where = isRenamed ? `"typeNames.${type}"` : '"typePrefix"';
    if (!isTypeName(name)) {
      throw new TypeError(
        `createErrorModule: ${where} must be a valid GraphQL name that GraphQL itself does not use, got ${inspect(isRenamed ? name : prefix)}.`,
      );
    }
    const other = [...names].find(([, taken]) => taken === name)?.[0];
    if (other !== undefined) {
      throw new TypeError(
        `createErrorModule: ${type} and ${other} are both called ${inspect(name)}. Give each type a name of its own.`,
      );
    }
    names.set(type, name);
  }
  // Each name follows from prefix and renaming exactly as the type computes it.
  return Object.fromEntries(names) as TypeNames<Prefix, Renaming>;
}
