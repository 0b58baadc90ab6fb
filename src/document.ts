import {
  isTypeDefinitionNode,
  isTypeExtensionNode,
  Kind,
  parse,
  visit,
  type DirectiveNode,
  type DocumentNode,
} from 'graphql';
import type { Catalogue } from './codes/error-code.js';
import type { KnownCodes } from './codes/known-code.js';
import { inspect } from './internal/inspect.js';
import { createErrorModule, type ErrorModule, type ErrorModuleOptions } from './module/create-error-module.js';
import { typeDefs } from './module/default-module.js';
import type { BuiltInSelection, HostCodes, ModuleCodes } from './module/module-codes.js';
import type { AnyTypeNames, TypeNames, TypeRenaming } from './module/type-names.js';

/**
 * The SDL of the module with its default options, as an AST, which builders such as
 * `buildSubgraphSchema` require.
 */
export const typeDefsDocument: DocumentNode = parse(typeDefs);

/** A module with its SDL as an AST. */
export interface ErrorDocumentModule<
  Codes extends KnownCodes = Catalogue,
  Names extends AnyTypeNames = TypeNames,
> extends ErrorModule<Codes, Names> {
  readonly typeDefsDocument: DocumentNode;
}

/**
 * Returns the module that `createErrorModule` returns, with its SDL as an AST, too.
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
  const BuiltIn extends BuiltInSelection = true,
>(
  options: ErrorModuleOptions<Codes, Prefix, Renaming, BuiltIn> = {},
): ErrorDocumentModule<ModuleCodes<Codes, BuiltIn>, TypeNames<Prefix, Renaming>> {
  const errors = createErrorModule(options);
  return { ...errors, typeDefsDocument: parse(errors.typeDefs) };
}

/** Renames the types in the argument `details` of `@errorCode`. */
const renameDetails = (directive: DirectiveNode, renamed: ReadonlyMap<string, string>): DirectiveNode => ({
  ...directive,
  arguments: (directive.arguments ?? []).map((argument) =>
    argument.name.value === 'details'
      ? visit(argument, {
          StringValue: (node) => ({ ...node, value: renamed.get(node.value) ?? node.value }),
        })
      : argument,
  ),
});

/**
 * Returns a host's SDL with the module's types renamed as in a module: every reference to `Error`
 * becomes `ShopError`, for example. A host can then write its SDL with the default names and choose
 * the prefix at startup.
 *
 * @param sdl refers to the module's types by their default names and defines none of them
 * @param typeNames the `typeNames` of the module
 * @returns a new document; the same document when nothing is renamed.
 * @throws GraphQLError when the SDL cannot be parsed; TypeError when it defines a type with a
 * default name that is renamed, because references to that name would be ambiguous.
 * @example
 * const errors = createErrorModule({ typePrefix: 'Shop' });
 * const typeDefs = [errors.typeDefs, renameErrorTypes(shopSdl, errors.typeNames)];
 */
export function renameErrorTypes(sdl: string | DocumentNode, typeNames: AnyTypeNames): DocumentNode {
  if (typeof (typeNames as Partial<AnyTypeNames> | null | undefined)?.Error !== 'string') {
    throw new TypeError('renameErrorTypes: the second argument must be the typeNames of a module.');
  }
  const document = typeof sdl === 'string' ? parse(sdl) : sdl;
  const renamed = new Map<string, string>(Object.entries(typeNames).filter(([type, name]) => type !== name));
  const defined = document.definitions.filter(isTypeDefinitionNode).find(({ name }) => renamed.has(name.value));
  if (defined) {
    const { value } = defined.name;
    throw new TypeError(
      `renameErrorTypes: the SDL defines a type ${inspect(value)}, so references to ${value} are ambiguous. ` +
        `Write ${inspect(renamed.get(value))} in the SDL for the type of the module instead of renaming it.`,
    );
  }
  if (renamed.size === 0) return document;
  return visit(document, {
    // Codes name the types of their details.
    Directive: (node) => (node.name.value === 'errorCode' ? renameDetails(node, renamed) : undefined),
    Name: (node, _key, parent) => {
      const isType =
        parent !== undefined && 'kind' in parent && (parent.kind === Kind.NAMED_TYPE || isTypeExtensionNode(parent));
      const value = isType ? renamed.get(node.value) : undefined;
      return value === undefined ? undefined : { ...node, value };
    },
  });
}
