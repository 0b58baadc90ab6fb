import { resolve } from 'node:path';
import { getIntrospectionQuery, isSchema, Source, type GraphQLSchema } from 'graphql';
import { isString, type OptionRule, type OptionRules } from '../internal/options.js';
import { addCatalogue, fetchCatalogue } from './error-catalogue.js';
import { excerpt } from './excerpt.js';
import { findFiles, graphqlExtensions, readText, type TextSource } from './files.js';
import {
  checkStatus,
  isHtml,
  readResult,
  requestRules,
  sendQuery,
  type RequestOptions,
  type TextResponse,
} from './graphql-request.js';
import { buildIntrospectedSchema } from './introspection.js';
import { buildSdlSchema } from './sdl.js';
import { UsageError } from './usage-error.js';

/**
 * Where a schema, or a part of it, comes from: the path of a file, a glob, a folder or the URL of a
 * server, or a text that was read already. A text is SDL or an introspection result.
 */
export type SchemaSource = string | TextSource;

/** A schema: where it comes from, a list of SDL to merge, or a schema that was built already. */
export type SchemaInput = SchemaSource | readonly SchemaSource[] | GraphQLSchema;

/** Which codes of a schema a function is about. */
export interface CodesOptions extends RequestOptions {
  /** The name of the enum of codes, in a schema with several. */
  readonly enumName?: string | undefined;
}

interface LoadOptions extends CodesOptions {
  /**
   * Whether to ask a server for the metadata of its codes, too. Without introspection, its schema
   * then has the codes alone. Defaults to `false`.
   */
  readonly catalogue?: boolean;
}

const isSource = (value: unknown): value is SchemaSource =>
  typeof value === 'string' ||
  (typeof value === 'object' && value !== null && typeof (value as Partial<TextSource>).text === 'string');

/** A rule for schemas. */
export const isSchemaInput: OptionRule = {
  expected: 'a path, glob, folder or URL, { text }, a list of them, or a GraphQLSchema',
  accepts: (value) =>
    isSource(value) || (Array.isArray(value) ? value.length > 0 && value.every(isSource) : isSchema(value)),
};

export const codesRules: OptionRules<CodesOptions> = { ...requestRules, enumName: isString };

/** Whether a source is the URL of a server. */
export const isUrl = (source: unknown): source is string => typeof source === 'string' && /^https?:\/\//i.test(source);

// Array.isArray does not narrow a readonly array.
const isList = (input: SchemaInput): input is readonly SchemaSource[] => Array.isArray(input);

/** Returns what messages call a schema. */
export function schemaName(input: SchemaInput, unnamed = 'the schema'): string {
  if (typeof input === 'string') return excerpt(input, 300);
  if (isList(input)) return input.map((source) => schemaName(source)).join(', ');
  return 'text' in input ? (input.name ?? 'text') : unnamed;
}

/** Creates the schema of the package alone. */
export const createModuleSchema = (): GraphQLSchema => buildSdlSchema([]);

/** Whether a server refused introspection, but may accept other queries. */
function refusesIntrospection(response: TextResponse): boolean {
  const result = response.status === 401 ? undefined : readResult(response);
  return result !== undefined && result.errors.length > 0 && !result.data?.__schema;
}

async function fetchSchema(url: string, { catalogue = false, ...options }: LoadOptions): Promise<GraphQLSchema> {
  const response = await sendQuery(url, getIntrospectionQuery(), options);
  let schema: GraphQLSchema;
  try {
    checkStatus(url, response);
    schema = buildIntrospectedSchema(url, response.text);
  } catch (error) {
    if (!catalogue || !(error instanceof UsageError) || !refusesIntrospection(response)) throw error;
    const fetched = await fetchCatalogue(url, options);
    if (typeof fetched !== 'string') return fetched;
    throw new UsageError((option) => `${error.describe(option)}\nThe query errorCatalogue failed, too: ${fetched}`);
  }
  if (catalogue) await addCatalogue(url, options, schema);
  return schema;
}

/** Reads the texts of sources that are not URLs, each file once. */
async function readSources(sources: readonly SchemaSource[]): Promise<readonly Source[]> {
  const read = await Promise.all(
    sources.map(async (source) => {
      if (typeof source !== 'string') return [[source, new Source(source.text, schemaName(source))] as const];
      const files = await findFiles([source], [...graphqlExtensions, 'graphqls']);
      return Promise.all(files.map(async (file) => [resolve(file), new Source(await readText(file), file)] as const));
    }),
  );
  // Two patterns may match the same file.
  return [...new Map<unknown, Source>(read.flat()).values()];
}

/** Whether a text is an introspection result. SDL has no names in quotes inside of braces. */
const isJson = ({ body, name }: Source): boolean => /^\s*(?:\[|\{\s*["}])/.test(body) || /\.json$/i.test(name);

/**
 * Loads a schema. SDL is merged into one schema.
 *
 * @throws UsageError that locates what is wrong.
 */
export async function loadSchema(input: SchemaInput, options: LoadOptions = {}): Promise<GraphQLSchema> {
  if (!isSource(input) && !isList(input)) return input;
  const sources = isList(input) ? input : [input];
  const [first] = sources;
  if (sources.length === 1 && isUrl(first!)) return fetchSchema(first, options);
  const url = sources.find(isUrl);
  if (url !== undefined)
    throw new UsageError(`${url}: the schema of a server cannot be merged with others. Pass it alone.`);
  const texts = await readSources(sources);
  const page = texts.find(({ body }) => isHtml(body));
  if (page) throw new UsageError(`${page.name}: expected SDL or an introspection result, got an HTML page.`);
  const result = texts.find(isJson);
  if (!result) return buildSdlSchema(texts, options.enumName);
  if (texts.length === 1) return buildIntrospectedSchema(result.name, result.body);
  throw new UsageError(`${result.name}: an introspection result cannot be merged with other files. Pass it alone.`);
}

/**
 * Returns what `read` returns.
 *
 * @param source what messages call the schema
 * @throws UsageError for a TypeError of `read`, which the module throws for a schema it cannot
 * read. The message starts with the source of the schema.
 */
export function withSource<Result>(source: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new UsageError((option) => `${source}: ${error.message.replaceAll('"enumName"', option('enumName'))}`);
  }
}
