import { parse, type DocumentNode } from 'graphql';
import { createErrorModule, typeDefs, type ErrorModuleOptions, type HostCodes, type TypeRenaming } from '../module.js';

/** The SDL of the module with its default options, parsed: for builders that want no text, such as `buildSubgraphSchema`. */
export const document: DocumentNode = parse(typeDefs);

/**
 * The same with the options of `createErrorModule`, and its resolvers.
 *
 * @throws TypeError as `createErrorModule` does.
 * @example
 * const errors = createErrorDocument({ federation: '@shareable' });
 * buildSubgraphSchema([{ typeDefs: errors.document, resolvers: errors.resolvers }, { typeDefs: yours, resolvers: yourResolvers }]);
 */
export function createErrorDocument<const Codes extends HostCodes = {}, const Names extends TypeRenaming = {}>(
  options: ErrorModuleOptions<Codes, Names> = {},
) {
  const errors = createErrorModule(options);
  return { ...errors, document: parse(errors.typeDefs) };
}
