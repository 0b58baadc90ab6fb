import { Kind, parse, visit, type DocumentNode } from 'graphql';
import { inspect } from './internal/inspect.js';
import { createErrorModule, type ErrorModule, type ErrorModuleOptions } from './module/create-error-module.js';
import { typeDefs } from './module/default-module.js';
import type { HostCodes } from './module/host-codes.js';
import type { AnyTypeNames, TypeNames, TypeRenaming } from './module/type-names.js';

/** The SDL of the module with its default options, as an AST: for builders such as `buildSubgraphSchema`. */
export const typeDefsDocument: DocumentNode = parse(typeDefs);

/** A module with its SDL as an AST. */
export interface ErrorDocumentModule<
  Codes extends HostCodes = {},
  Names extends AnyTypeNames = TypeNames,
> extends ErrorModule<Codes, Names> {
  readonly typeDefsDocument: DocumentNode;
}

/**
 * Returns the module that `createErrorModule` returns, with its SDL as an AST beside the text.
 *
 * @throws TypeError as `createErrorModule` does.
 * @example
 * const errors = createErrorDocument({ shareable: '@shareable' });
 * buildSubgraphSchema([
 *   { typeDefs: errors.typeDefsDocument, resolvers: errors.resolvers },
 *   { typeDefs: yourDocument, resolvers: yourResolvers },
 * ]);
 */
export function createErrorDocument<
  const Codes extends HostCodes = {},
  const Prefix extends string = '',
  const Renaming extends TypeRenaming = {},
>(options: ErrorModuleOptions<Codes, Prefix, Renaming> = {}): ErrorDocumentModule<Codes, TypeNames<Prefix, Renaming>> {
  const errors = createErrorModule(options);
  return { ...errors, typeDefsDocument: parse(errors.typeDefs) };
}

/**
 * Returns a host's SDL with the module's types under the names that they have in a module: `Error`
 * becomes `ShopError` everywhere it is used. So a host can write its SDL once and choose the prefix
 * when it starts.
 *
 * @param sdl names the module's types as they are by default, and does not define any of them
 * @param names the `typeNames` of the module
 * @throws GraphQLError when the SDL cannot be parsed; TypeError when it defines a type that would be
 * renamed, because its references would be ambiguous.
 * @example
 * const errors = createErrorModule({ typePrefix: 'Shop' });
 * const typeDefs = [errors.typeDefs, renameErrorTypes(shopSdl, errors.typeNames)];
 */
export function renameErrorTypes(sdl: string | DocumentNode, names: AnyTypeNames): DocumentNode {
  const document = typeof sdl === 'string' ? parse(sdl) : sdl;
  const renamed = new Map<string, string>(Object.entries(names).filter(([type, name]) => type !== name));
  for (const definition of document.definitions) {
    if (!('name' in definition) || !definition.name || definition.kind === Kind.DIRECTIVE_DEFINITION) continue;
    const { value } = definition.name;
    if (!renamed.has(value) || !definition.kind.endsWith('Definition')) continue;
    throw new TypeError(
      `renameErrorTypes: the SDL defines its own ${inspect(value)}, so ${value} could mean either type. ` +
        `Write ${inspect(renamed.get(value))} where the SDL means the module's type.`,
    );
  }
  return visit(document, {
    Name: (node, _key, parent) => {
      const isType =
        parent !== undefined &&
        'kind' in parent &&
        (parent.kind === Kind.NAMED_TYPE || parent.kind.endsWith('TypeExtension'));
      const value = isType ? renamed.get(node.value) : undefined;
      return value === undefined ? undefined : { ...node, value };
    },
  });
}
