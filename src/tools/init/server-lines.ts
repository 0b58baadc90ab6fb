import { importLine, isDefaultModule, moduleCall, type ModuleOptions } from './module-options.js';

/** What the lines of a server depend on. */
export interface ServerSources extends ModuleOptions {
  /** The SDL file with the codes. */
  readonly path: string;
  readonly hasModule: boolean;
  /** Whether the lines are ES modules, and not CommonJS. */
  readonly isModule: boolean;
}

/** Returns the lines that merge the codes into the schema of a server. */
export function serverLines(sources: ServerSources): string {
  const { path, hasModule, isModule } = sources;
  const names = hasModule ? 'resolvers, withErrorPayloads' : 'resolvers, typeDefs, withErrorPayloads';
  const isDefault = isDefaultModule(sources);
  const lists = `typeDefs: [${hasModule ? '' : 'typeDefs, '}errorCodes, app], resolvers: [resolvers, appResolvers]`;
  return [
    importLine('readFileSync', 'node:fs', isModule),
    importLine('makeExecutableSchema', '@graphql-tools/schema', isModule),
    importLine(isDefault ? names : 'createErrorModule', 'graphql-error-codes', isModule),
    '',
    ...(isDefault ? [] : [`const { ${names} } = ${moduleCall(sources)};`]),
    `const errorCodes = readFileSync('${path}', 'utf8');`,
    `${isModule ? 'export ' : ''}const schema = withErrorPayloads(`,
    `  makeExecutableSchema({ ${lists} }),`,
    ');',
  ].join('\n');
}
