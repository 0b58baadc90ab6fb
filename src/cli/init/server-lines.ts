/** What the lines of a server depend on. */
export interface ServerSources {
  /** The SDL file with the codes. */
  readonly path: string;
  readonly isWhole: boolean;
  readonly hasModule: boolean;
  /** Whether the lines are ES modules, and not CommonJS. */
  readonly isModule: boolean;
}

/** Returns the lines that merge the codes into the schema of a server. */
export function serverLines({ path, isWhole, hasModule, isModule }: ServerSources): string {
  const load = (names: string, from: string): string =>
    isModule ? `import { ${names} } from '${from}';` : `const { ${names} } = require('${from}');`;
  const names = hasModule ? 'resolvers, withErrorPayloads' : 'resolvers, typeDefs, withErrorPayloads';
  const lists = `typeDefs: [${hasModule ? '' : 'typeDefs, '}errorCodes, app], resolvers: [resolvers, appResolvers]`;
  return [
    load('readFileSync', 'node:fs'),
    load('makeExecutableSchema', '@graphql-tools/schema'),
    load(isWhole ? 'createErrorModule' : names, 'graphql-error-codes'),
    '',
    ...(isWhole ? [`const { ${names} } = createErrorModule({ builtIn: false });`] : []),
    `const errorCodes = readFileSync('${path}', 'utf8');`,
    `${isModule ? 'export ' : ''}const schema = withErrorPayloads(`,
    `  makeExecutableSchema({ ${lists} }),`,
    ');',
  ].join('\n');
}
