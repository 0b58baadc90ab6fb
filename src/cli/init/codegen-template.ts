/** What the configuration of graphql-codegen depends on. */
export interface CodegenSources {
  /** Whether the SDL has all codes, and not an addition to the built-in ones. */
  readonly isWhole: boolean;
  /** Whether the SDL has the types of the module. */
  readonly hasModule: boolean;
  /** The files of the schema, as a path or a glob. */
  readonly schema: string;
  /** The file to generate. */
  readonly output: string;
}

const plugins = ['typescript', 'typescript-resolvers', 'graphql-error-codes/codegen'] as const;

/** Returns the lines that get the SDL of the module, and the list of the schema. */
function schemaLines({ isWhole, hasModule, schema }: CodegenSources): {
  imports: string;
  module: string;
  list: string;
} {
  if (hasModule) return { imports: '', module: '', list: `['${schema}']` };
  const list = `[typeDefs, '${schema}']`;
  if (!isWhole) return { imports: "import { typeDefs } from 'graphql-error-codes';\n", module: '', list };
  return {
    imports: "import { createErrorModule } from 'graphql-error-codes';\n",
    module: '\nconst { typeDefs } = createErrorModule({ builtIn: false });\n',
    list,
  };
}

const entry = (output: string): string => `'${output}': {
      plugins: [${plugins.map((plugin) => `'${plugin}'`).join(', ')}],
      config: { useTypeImports: true, enumsAsTypes: true },
    },`;

/** Returns codegen.ts. */
export function codegenTemplate(sources: CodegenSources): string {
  const { imports, module, list } = schemaLines(sources);
  return `import type { CodegenConfig } from '@graphql-codegen/cli';
${imports}${module}
const config: CodegenConfig = {
  // Add the other files of your schema.
  schema: ${list},
  generates: {
    ${entry(sources.output)}
  },
};

export default config;
`;
}

/** Returns the lines to add to a configuration in TypeScript or JavaScript. */
function codeLines(sources: CodegenSources): string {
  const { imports, module, list } = schemaLines(sources);
  return `${imports}${module.trimStart()}
  schema: ${list},
  generates: {
    ${entry(sources.output)}
  },`.trimStart();
}

/** Returns the lines to add to a configuration in YAML, which has no computed SDL. */
const yamlLines = ({ hasModule, schema, output }: CodegenSources): string => `schema:
${hasModule ? '' : '  - node_modules/graphql-error-codes/schema/errors.graphql\n'}  - ${schema}
generates:
  ${output}:
    plugins:
${plugins.map((plugin) => `      - ${plugin}`).join('\n')}
    config:
      useTypeImports: true
      enumsAsTypes: true`;

/**
 * Returns the lines to add to an existing configuration, in its format.
 *
 * @returns `undefined` where its format cannot express them: data has no SDL without built-in codes
 */
export function codegenLines(config: string, sources: CodegenSources): string | undefined {
  if (/\.[cm]?[jt]s$/.test(config)) return codeLines(sources);
  if (sources.isWhole && !sources.hasModule) return undefined;
  if (!/(?:\.json|^package\.json)$/.test(config)) return yamlLines(sources);
  const { hasModule, schema, output } = sources;
  const value = {
    schema: hasModule ? [schema] : ['node_modules/graphql-error-codes/schema/errors.graphql', schema],
    generates: { [output]: { plugins, config: { useTypeImports: true, enumsAsTypes: true } } },
  };
  return JSON.stringify(value, null, 2).slice(2, -2).replaceAll(/^ {2}/gm, '');
}
