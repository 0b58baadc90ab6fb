import { Source, type GraphQLSchema } from 'graphql';
import { findFiles, readText } from './files.js';
import { buildIntrospectedSchema, fetchIntrospection } from './introspection.js';
import { buildSdlSchema } from './sdl.js';
import { UsageError } from './usage-error.js';

/** How a schema is fetched from a URL. */
export interface SchemaOptions {
  /** The headers of the request, each as `name: value`. */
  readonly headers?: readonly string[];
}

/** Creates the schema of the package alone. */
export const createModuleSchema = (): GraphQLSchema => buildSdlSchema([]);

/**
 * Loads a schema from a source on the command line: a path or glob of SDL files, an introspection
 * result (`.json`), or the URL of a server. SDL files are merged into one schema.
 *
 * @throws UsageError that locates what is wrong.
 */
export async function loadSchema(source: string, { headers = [] }: SchemaOptions = {}): Promise<GraphQLSchema> {
  if (/^https?:\/\//.test(source)) return buildIntrospectedSchema(source, await fetchIntrospection(source, headers));
  if (source.endsWith('.json')) return buildIntrospectedSchema(source, await readText(source));
  const files = await findFiles([source]);
  return buildSdlSchema(await Promise.all(files.map(async (file) => new Source(await readText(file), file))));
}

/**
 * Returns what `read` returns.
 *
 * @throws UsageError for a TypeError of `read`, which the module throws for a schema it cannot
 * read. The message starts with the source of the schema.
 */
export function withSource<Result>(source: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(`${source}: ${error.message}`);
    throw error;
  }
}
