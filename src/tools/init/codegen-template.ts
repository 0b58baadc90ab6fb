import { importLine, isDefaultModule, moduleCall, type ModuleOptions } from './module-options.js';

/** What the configuration of graphql-codegen depends on. */
export interface CodegenSources extends ModuleOptions {
  /** Whether the SDL has the types of the module. */
  readonly hasModule: boolean;
  /** The files of the schema, as paths and globs. */
  readonly schema: readonly string[];
  /** Whether these are all files that the schema will have. */
  readonly hasWholeSchema: boolean;
  /** The file to generate. */
  readonly output: string;
  /** Whether Node.js loads a `.js` file of the project as an ES module. */
  readonly isModule: boolean;
}

const plugins = ['typescript', 'typescript-resolvers', 'graphql-error-codes/codegen'] as const;

/** Returns the lines that get the SDL of the module, and the list of the schema. */
function schemaLines(sources: CodegenSources, isModule: boolean): { imports: string; module: string; list: string } {
  const { hasModule, schema } = sources;
  const files = schema.map((file) => `'${file}'`);
  if (hasModule) return { imports: '', module: '', list: `[${files.join(', ')}]` };
  const list = `[${['typeDefs', ...files].join(', ')}]`;
  const load = (name: string): string => `${importLine(name, 'graphql-error-codes', isModule)}\n`;
  if (isDefaultModule(sources)) return { imports: load('typeDefs'), module: '', list };
  return {
    imports: load('createErrorModule'),
    module: `\nconst { typeDefs } = ${moduleCall(sources)};\n`,
    list,
  };
}

const entry = (output: string): string => `'${output}': {
      plugins: [${plugins.map((plugin) => `'${plugin}'`).join(', ')}],
      config: { useTypeImports: true, enumsAsTypes: true },
    },`;

/** Returns codegen.ts. */
export function codegenTemplate(sources: CodegenSources): string {
  const { imports, module, list } = schemaLines(sources, true);
  return `import type { CodegenConfig } from '@graphql-codegen/cli';
${imports}${module}
const config: CodegenConfig = {
${sources.hasWholeSchema ? '' : '  // Add the other files of your schema.\n'}  schema: ${list},
  generates: {
    ${entry(sources.output)}
  },
};

export default config;
`;
}

/** Returns the lines to add to a configuration in TypeScript or JavaScript. */
function codeLines(config: string, sources: CodegenSources): string {
  const isModule = config.endsWith('.cjs') ? false : config.endsWith('.js') ? sources.isModule : true;
  const { imports, module, list } = schemaLines(sources, isModule);
  return `${imports}${module.trimStart()}
  schema: ${list},
  generates: {
    ${entry(sources.output)}
  },`.trimStart();
}

/** Returns the lines to add to a configuration in YAML, which has no computed SDL. */
const yamlLines = ({ hasModule, schema, output }: CodegenSources): string => `schema:
${hasModule ? '' : '  - node_modules/graphql-error-codes/schema/errors.graphql\n'}${schema.map((file) => `  - ${file}`).join('\n')}
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
 * @returns `undefined` where its format cannot express them: data has only the SDL of the package
 */
export function codegenLines(config: string, sources: CodegenSources): string | undefined {
  if (/\.[cm]?[jt]s$/.test(config)) return codeLines(config, sources);
  if (!isDefaultModule(sources) && !sources.hasModule) return undefined;
  if (!/(?:\.json|^package\.json)$/.test(config)) return yamlLines(sources);
  const { hasModule, schema, output } = sources;
  const value = {
    schema: [...(hasModule ? [] : ['node_modules/graphql-error-codes/schema/errors.graphql']), ...schema],
    generates: { [output]: { plugins, config: { useTypeImports: true, enumsAsTypes: true } } },
  };
  return JSON.stringify(value, null, 2).slice(2, -2).replaceAll(/^ {2}/gm, '');
}
