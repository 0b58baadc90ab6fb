import type { gqlPluckFromCodeString } from '@graphql-tools/graphql-tag-pluck';
import { Source, type DocumentNode } from 'graphql';
import { findFiles, readText } from './files.js';
import { parseSource } from './parse-source.js';
import { UsageError } from './usage-error.js';

/**
 * Imports the parser for source code. It is an optional peer, because it includes Babel, which is
 * larger than the CLI.
 */
async function loadPluck(file: string): Promise<typeof gqlPluckFromCodeString> {
  try {
    return (await import('@graphql-tools/graphql-tag-pluck')).gqlPluckFromCodeString;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new UsageError(
      `${file}: reading GraphQL in source code requires a package. Run "npm install --save-dev @graphql-tools/graphql-tag-pluck".`,
    );
  }
}

async function readSources(file: string, text: string): Promise<readonly Source[]> {
  if (/\.(graphql|gql)$/.test(file)) return [new Source(text, file)];
  if (!/\.([cm]?[jt]sx?|vue|svelte|astro|gts|gjs)$/.test(file)) {
    throw new UsageError(
      `${file}: not a document. Expected .graphql or .gql, or source code with templates (.ts, .tsx, .js, .vue, ...).`,
    );
  }
  const pluck = await loadPluck(file);
  try {
    const plucked = await pluck(file, text, { skipIndent: true, globalGqlIdentifierName: ['gql', 'graphql'] });
    // Columns count from 0 and point to the backtick.
    return plucked.map(
      ({ body, locationOffset: { line, column } }) => new Source(body, file, { line, column: column + 2 }),
    );
  } catch (error) {
    // Babel throws a SyntaxError for source code that it cannot parse.
    if (!(error instanceof SyntaxError)) throw error;
    const { line, column } = (error as { readonly loc?: { line: number; column: number } }).loc ?? {};
    const place = line === undefined ? file : `${file}:${line}:${column! + 1}`;
    throw new UsageError(`${place} ${error.message.replace(/\s*\(\d+:\d+\)$/, '')}`);
  }
}

/**
 * Returns the GraphQL documents in files: the whole file for `.graphql` and `.gql`, and the
 * templates tagged `gql` or `graphql` for source code.
 *
 * @throws UsageError for a document that cannot be parsed, and for source code when the optional
 * peer is not installed.
 */
export async function loadDocuments(patterns: readonly string[]): Promise<readonly DocumentNode[]> {
  const files = await findFiles(patterns);
  const sources = await Promise.all(files.map(async (file) => readSources(file, await readText(file))));
  return sources.flat().map(parseSource);
}
