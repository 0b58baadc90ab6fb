import { getIntrospectionQuery, Source, type GraphQLSchema } from 'graphql';
import { addCatalogue, fetchCatalogue } from './error-catalogue.js';
import { findFiles, readText } from './files.js';
import { checkStatus, readResult, sendQuery, type TextResponse } from './graphql-request.js';
import { buildIntrospectedSchema } from './introspection.js';
import { buildSdlSchema } from './sdl.js';
import { UsageError } from './usage-error.js';

/** How a schema is fetched from a URL. */
export interface SchemaOptions {
  /** The headers of the request, each as `name: value`. */
  readonly headers?: readonly string[];
}

/** Which codes of a schema a command is about. */
export interface CodesOptions extends SchemaOptions {
  /** The name of the enum of codes, in a schema with several. */
  readonly enum?: string;
}

interface LoadOptions extends CodesOptions {
  /**
   * Whether to ask a server for the metadata of its codes, too. Without introspection, its schema
   * then has the codes alone. Defaults to `false`.
   */
  readonly catalogue?: boolean;
}

/** Creates the schema of the package alone. */
export const createModuleSchema = (): GraphQLSchema => buildSdlSchema([]);

/** Whether a server refused introspection, but may accept other queries. */
function refusesIntrospection(response: TextResponse): boolean {
  const result = response.status === 401 ? undefined : readResult(response);
  return Boolean(result?.errors?.length) && !result?.data?.__schema;
}

async function fetchSchema(url: string, { headers = [], catalogue = false }: LoadOptions): Promise<GraphQLSchema> {
  const response = await sendQuery(url, getIntrospectionQuery(), headers);
  let schema: GraphQLSchema;
  try {
    checkStatus(url, response);
    schema = buildIntrospectedSchema(url, response.text);
  } catch (error) {
    if (!catalogue || !(error instanceof UsageError) || !refusesIntrospection(response)) throw error;
    const fetched = await fetchCatalogue(url, headers);
    if (typeof fetched !== 'string') return fetched;
    throw new UsageError(`${error.message}\nThe query errorCatalogue failed, too: ${fetched}`);
  }
  if (catalogue) await addCatalogue(url, headers, schema);
  return schema;
}

/**
 * Loads a schema from a source on the command line: a path or glob of SDL files, an introspection
 * result (`.json`), or the URL of a server. SDL files are merged into one schema.
 *
 * @throws UsageError that locates what is wrong.
 */
export async function loadSchema(source: string, options: LoadOptions = {}): Promise<GraphQLSchema> {
  if (/^https?:\/\//.test(source)) return fetchSchema(source, options);
  if (source.endsWith('.json')) return buildIntrospectedSchema(source, await readText(source));
  const files = await findFiles([source]);
  const sources = await Promise.all(files.map(async (file) => new Source(await readText(file), file)));
  return buildSdlSchema(sources, options.enum);
}

/** Replaces the name of the module's option with that of the command line. */
const namingOptions = (message: string): string =>
  message.replaceAll('Set "enumName" to', 'Set --enum to').replaceAll('"enumName"', '--enum');

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
    if (error instanceof TypeError) throw new UsageError(`${source}: ${namingOptions(error.message)}`);
    throw error;
  }
}
