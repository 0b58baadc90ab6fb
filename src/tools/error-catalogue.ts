import {
  getNamedType,
  getNullableType,
  GraphQLEnumType,
  GraphQLSchema,
  isEnumType,
  isListType,
  isObjectType,
  isRequiredArgument,
  isScalarType,
  type GraphQLOutputType,
} from 'graphql';
import type { KnownCode } from '../codes/known-code.js';
import { inspect } from '../internal/inspect.js';
import { excerpt } from './excerpt.js';
import { checkStatus, readResult, sendQuery, type RequestOptions } from './graphql-request.js';
import { UsageError } from './usage-error.js';

/**
 * The metadata that the query `errorCatalogue` may return of a code. `exposure` is for servers: a
 * new field of the entry would not compose with subgraphs of another version.
 */
export type CatalogueField = Extract<
  keyof KnownCode,
  'category' | 'fault' | 'retry' | 'action' | 'since' | 'replacedBy' | 'details'
>;

export const catalogueFields: readonly CatalogueField[] = [
  'category',
  'fault',
  'retry',
  'action',
  'since',
  'replacedBy',
  'details',
];

const textFields = ['description', 'deprecationReason'] as const;

/** The fields of an entry in version 0.1.0, but for `code`. */
const firstFields: readonly string[] = [...textFields, 'category', 'fault', 'retry', 'action'];

type Entry = Readonly<Record<string, unknown>> & { readonly code: string };

const toQuery = (fields: readonly string[]): string => `{ errorCatalogue { ${['code', ...fields].join(' ')} } }`;

/** Whether a field has the type that its metadata must have, maybe of another version. */
function hasMetadataType(field: string, type: GraphQLOutputType): boolean {
  const nullable = getNullableType(type);
  return isScalarType(getNamedType(type)) && isListType(nullable) === (field === 'details');
}

/** The query `errorCatalogue` of a schema. */
interface CatalogueQuery {
  readonly codes: GraphQLEnumType;
  /** The metadata that its entries have. */
  readonly fields: readonly CatalogueField[];
}

/** Finds the query, whatever the type of its entries is called. */
function findCatalogueQuery(schema: GraphQLSchema): CatalogueQuery | undefined {
  const query = schema.getQueryType()?.getFields().errorCatalogue;
  if (!query || query.args.some(isRequiredArgument) || !isListType(getNullableType(query.type))) return undefined;
  const entry = getNamedType(query.type);
  const fields = isObjectType(entry) ? entry.getFields() : {};
  const codes = fields.code && getNamedType(fields.code.type);
  if (!isEnumType(codes)) return undefined;
  return { codes, fields: catalogueFields.filter((name) => fields[name] && hasMetadataType(name, fields[name].type)) };
}

function readEntries(url: string, catalogue: unknown): readonly Entry[] {
  const isEntry = (entry: unknown): entry is Entry => typeof (entry as Partial<Entry> | null)?.code === 'string';
  if (Array.isArray(catalogue) && catalogue.every(isEntry)) return catalogue;
  throw new UsageError(
    `${url}: errorCatalogue must return a list of entries with a "code", got ${excerpt(inspect(catalogue), 100)}.`,
  );
}

/** Returns what an entry has, as `@errorCode` would declare it. */
const toDirective = (entry: Entry, fields: readonly CatalogueField[]): Readonly<Record<string, unknown>> => ({
  // The internal value never leaves the server. The name is as unique.
  value: entry.code,
  ...Object.fromEntries(
    fields.map((field) => [field, entry[field]] as const).filter(([, value]) => value !== null && value !== undefined),
  ),
});

/** Extensions that the readers of directives understand. */
const toExtensions = (directive: object): Readonly<Record<string, unknown>> => ({
  directives: { errorCode: directive },
});

/** Marks an enum with the metadata that its server has: what others lack, they may still have. */
const markFields = (fields: readonly CatalogueField[]): Readonly<Record<string, unknown>> => ({
  errorCatalogue: { fields },
});

/** Returns the metadata that was asked of a server for an enum; `undefined` when none was. */
export function askedFields(codes: GraphQLEnumType): readonly CatalogueField[] | undefined {
  const { errorCatalogue } = codes.extensions as {
    readonly errorCatalogue?: { readonly fields: readonly CatalogueField[] };
  };
  return errorCatalogue?.fields;
}

/**
 * Adds the metadata of the server's codes to its introspected schema, if it has the query
 * `errorCatalogue`.
 *
 * @throws UsageError when the query fails, or does not match the schema.
 */
export async function addCatalogue(url: string, options: RequestOptions, schema: GraphQLSchema): Promise<void> {
  const query = findCatalogueQuery(schema);
  if (!query) return;
  const { codes, fields } = query;
  const response = await sendQuery(url, toQuery(fields), options);
  const result = readResult(response);
  const message = result?.errors[0];
  if (message !== undefined) {
    throw new UsageError(
      `${url}: the query errorCatalogue failed: ${message}\nTo work without its metadata, pass SDL or an introspection result (schema.json).`,
    );
  }
  checkStatus(url, response);
  for (const entry of readEntries(url, result?.data?.errorCatalogue)) {
    const value = codes.getValue(entry.code);
    if (!value) {
      throw new UsageError(
        `${url}: errorCatalogue has the code ${inspect(entry.code)}, which ${codes.name} does not have.`,
      );
    }
    value.extensions = { ...value.extensions, ...toExtensions(toDirective(entry, fields)) };
  }
  codes.extensions = { ...codes.extensions, ...markFields(fields) };
}

function buildEnum(url: string, entries: readonly Entry[], fields: readonly CatalogueField[]): GraphQLEnumType {
  const values = entries.map((entry) => {
    const { code, description, deprecationReason } = entry as Entry & Record<(typeof textFields)[number], string>;
    return [
      code,
      {
        // Servers return null for what a code does not have.
        description: description ?? undefined,
        deprecationReason: deprecationReason ?? undefined,
        extensions: toExtensions(toDirective(entry, fields)),
      },
    ] as const;
  });
  try {
    return new GraphQLEnumType({
      name: 'ErrorCodeEnum',
      values: Object.fromEntries(values),
      extensions: markFields(fields),
    });
  } catch (error) {
    // GraphQL checks the names.
    throw new UsageError(`${url}: invalid errorCatalogue: ${(error as Error).message}`);
  }
}

/** Returns the fields that a server reports as unknown, which it does in its own words. */
const unknownFields = (messages: readonly string[]): ReadonlySet<string | undefined> =>
  new Set(messages.map((message) => /^Cannot query field "(\w+)"/.exec(message)?.[1]));

/**
 * Asks a server without introspection for its codes. It has the enum alone: neither mutations nor
 * types are known. Servers of earlier versions have fewer fields, which only their errors tell.
 *
 * @returns the schema, or the message of the server.
 */
export async function fetchCatalogue(url: string, options: RequestOptions): Promise<GraphQLSchema | string> {
  let fields: readonly string[] = [...textFields, ...catalogueFields];
  let failure = '';
  for (let attempt = 0; attempt < 3; attempt++) {
    const result = readResult(await sendQuery(url, toQuery(fields), options));
    const messages = result?.errors ?? [];
    if (messages.length === 0) {
      if (!result?.data) return 'the response is not a GraphQL result.';
      const asked = catalogueFields.filter((field) => fields.includes(field));
      const entries = readEntries(url, result.data.errorCatalogue);
      return new GraphQLSchema({ types: [buildEnum(url, entries, asked)] });
    }
    failure = messages[0]!;
    const unknown = unknownFields(messages);
    const known = fields.filter((field) => !unknown.has(field));
    if (unknown.has('errorCatalogue')) break;
    // A server may hide which fields it does not have.
    const next = known.length < fields.length ? known : fields.filter((field) => firstFields.includes(field));
    if (next.length === fields.length) break;
    fields = next;
  }
  return failure;
}
