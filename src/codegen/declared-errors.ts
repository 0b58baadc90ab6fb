import { readErrorDeclarations } from '../boundary/declarations.js';
import type { ExecutableSchema } from '../internal/executable-schema.js';

/** What can be set in the `config` of codegen. */
export interface DeclaredErrorsConfig {
  /** Where the generated file imports this package from. Default: `graphql-error-codes`. */
  readonly errorCodesFrom?: string;
  /** As set for typescript-resolvers, whose types are named after it. */
  readonly typesPrefix?: string;
  /** `false` for a client, whose generated file has no `MutationResolvers` and wants `DeclaredErrorCodes` alone. Default: true. */
  readonly resolvers?: boolean;
}

/**
 * The plugin of graphql-codegen: add `graphql-error-codes/codegen` after `typescript-resolvers` to the plugins of a generated file.
 *
 * @returns two types: `DeclaredErrorCodes`, the names that each mutation declares with `@errors`, and `DeclaredMutationResolvers`, the
 * `MutationResolvers` of typescript-resolvers by which a resolver that returns another code does not compile.
 * @throws TypeError when `@errors` declares what the schema does not have.
 */
export function plugin(
  schema: ExecutableSchema,
  _documents: unknown,
  { errorCodesFrom = 'graphql-error-codes', typesPrefix = '', resolvers = true }: DeclaredErrorsConfig,
): { prepend: string[]; content: string } {
  const mutations = schema.getMutationType();
  if (!mutations) return { prepend: [], content: '' };
  const fields = [...readErrorDeclarations(schema)].map(([coordinate, codes]) => {
    const name = coordinate.slice(coordinate.indexOf('.') + 1);
    return `  readonly ${name}: ${codes.length === 0 ? 'never' : codes.map((code) => `'${code}'`).join(' | ')};`;
  });
  const codes = `
/** The names of the codes that each mutation declares with \`@errors\`. */
export type DeclaredErrorCodes = {
${fields.join('\n')}
};
`;
  if (!resolvers) return { prepend: [], content: codes };
  return {
    prepend: [`import type { DeclaredResolvers } from '${errorCodesFrom}';`],
    content: `${codes}
/** The resolvers of mutations, which may return the declared codes alone. */
export type DeclaredMutationResolvers = DeclaredResolvers<${typesPrefix}${mutations.name}Resolvers, DeclaredErrorCodes>;
`,
  };
}
