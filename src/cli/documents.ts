import { Source, type DocumentNode } from 'graphql';
import type { gqlPluckFromCodeString } from '@graphql-tools/graphql-tag-pluck';
import { findFiles, readText } from './files.js';
import { Mistake } from './mistake.js';
import { parseSource } from './schema-source.js';

/**
 * The GraphQL documents in files: `.graphql` and `.gql` as a whole, of all others the templates that are tagged `gql` or `graphql`.
 *
 * @throws Mistake for a document that cannot be parsed, and for code without the package that reads code.
 */
export async function loadDocuments(patterns: readonly string[]): Promise<readonly DocumentNode[]> {
  const files = await findFiles(patterns);
  const sources = await Promise.all(files.map(async (file) => sourcesOf(file, await readText(file))));
  return sources.flat().map(parseSource);
}

async function sourcesOf(file: string, text: string): Promise<readonly Source[]> {
  if (/\.(graphql|gql)$/.test(file)) return [new Source(text, file)];
  if (!/\.([cm]?[jt]sx?|vue|svelte|astro|gts|gjs)$/.test(file))
    throw new Mistake(
      `${file}: no document: give .graphql or .gql files, or code with templates (.ts, .tsx, .js, .vue, ...).`,
    );
  const pluck = await loadPluck(file);
  try {
    const plucked = await pluck(file, text, { skipIndent: true, globalGqlIdentifierName: ['gql', 'graphql'] });
    // It counts columns from 0, and to the backtick.
    return plucked.map(
      ({ body, locationOffset: { line, column } }) => new Source(body, file, { line, column: column + 2 }),
    );
  } catch (error) {
    // What Babel says of code that it cannot parse.
    if (!(error instanceof SyntaxError)) throw error;
    const { line, column } = (error as { readonly loc?: { line: number; column: number } }).loc ?? {};
    const place = line === undefined ? file : `${file}:${line}:${column! + 1}`;
    throw new Mistake(`${place} ${error.message.replace(/\s*\(\d+:\d+\)$/, '')}`);
  }
}

/** The package that reads templates in code comes with Babel, which is larger than all of this program: who needs it installs it. */
async function loadPluck(file: string): Promise<typeof gqlPluckFromCodeString> {
  try {
    return (await import('@graphql-tools/graphql-tag-pluck')).gqlPluckFromCodeString;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new Mistake(
      `${file}: to read GraphQL in code, install @graphql-tools/graphql-tag-pluck: npm install --save-dev @graphql-tools/graphql-tag-pluck`,
    );
  }
}
