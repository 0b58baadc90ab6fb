import { readErrorDeclarations } from '../boundary/declarations.js';
import type { ExecutableSchema } from '../internal/executable-schema.js';
import { checkOptions, isBoolean, isString, type OptionRules } from '../internal/options.js';

/** The options of the plugin, in the `config` of graphql-codegen. */
export interface DeclaredErrorsConfig {
  /** Where to import `DeclaredResolvers` from. Defaults to `graphql-error-codes`. */
  readonly errorCodesFrom?: string;
  /**
   * The `typesPrefix` of typescript-resolvers, which starts the name of its types. Defaults to
   * none.
   */
  readonly typesPrefix?: string;
  /**
   * Whether to generate `DeclaredMutationResolvers`. Set it to `false` for clients, whose generated
   * file has no resolver types. Defaults to `true`.
   */
  readonly resolvers?: boolean;
}

/** The generated code, in the form that graphql-codegen expects. */
export interface DeclaredErrorsOutput {
  /** The imports, for the start of the file. */
  readonly prepend: string[];
  readonly content: string;
}

const optionRules: OptionRules<DeclaredErrorsConfig> = {
  errorCodesFrom: isString,
  typesPrefix: isString,
  resolvers: isBoolean,
};

/** Returns the plugin's own options: `config` also has those of other plugins. */
function ownOptions(config: DeclaredErrorsConfig): DeclaredErrorsConfig {
  const own = Object.entries(config).filter(([name]) => Object.hasOwn(optionRules, name));
  const options: DeclaredErrorsConfig = Object.fromEntries(own);
  checkOptions('graphql-error-codes/codegen', options, optionRules);
  return options;
}

/**
 * The plugin for graphql-codegen. List it as `graphql-error-codes/codegen` after
 * `typescript-resolvers`. It generates two types:
 *
 * - `DeclaredErrorCodes`: the names of the codes that each mutation declares with `@errors`.
 * - `DeclaredMutationResolvers`: the `MutationResolvers` of typescript-resolvers, narrowed so that
 *   returning an undeclared code does not compile.
 *
 * @throws TypeError when an option has a wrong type, or when `@errors` is invalid: see
 * `readErrorDeclarations`.
 */
export function plugin(
  schema: ExecutableSchema,
  _documents: unknown,
  config: DeclaredErrorsConfig = {},
): DeclaredErrorsOutput {
  const { errorCodesFrom = 'graphql-error-codes', typesPrefix = '', resolvers = true } = ownOptions(config);
  const mutations = schema.getMutationType();
  if (!mutations) return { prepend: [], content: '' };

  const fields = [...readErrorDeclarations(schema)].map(([coordinate, codes]) => {
    const name = coordinate.slice(coordinate.indexOf('.') + 1);
    return `  readonly ${name}: ${codes.length === 0 ? 'never' : codes.map((code) => `'${code}'`).join(' | ')};`;
  });
  const codes = `
/** The error codes that each mutation declares with \`@errors\`, by field name. */
export type DeclaredErrorCodes = {
${fields.join('\n')}
};
`;
  if (!resolvers) return { prepend: [], content: codes };
  const mutationResolvers = `${typesPrefix}${mutations.name}Resolvers`;
  return {
    prepend: [`import type { DeclaredResolvers } from '${errorCodesFrom}';`],
    content: `${codes}
/** {@link ${mutationResolvers}}, in which returning an undeclared error code is a compile error. */
export type DeclaredMutationResolvers = DeclaredResolvers<${mutationResolvers}, DeclaredErrorCodes>;
`,
  };
}
