import {
  buildASTSchema,
  buildClientSchema,
  concatAST,
  getIntrospectionQuery,
  GraphQLError,
  isTypeDefinitionNode,
  Kind,
  KnownDirectivesRule,
  parse,
  Source,
  type DefinitionNode,
  type DocumentNode,
  type GraphQLSchema,
  type IntrospectionQuery,
} from 'graphql';
// Not in the index, whose buildASTSchema says what is wrong without saying where.
import { specifiedSDLRules } from 'graphql/validation/specifiedRules.js';
import { validateSDL } from 'graphql/validation/validate.js';
import { createErrorModule } from '../module/create-error-module.js';
import { typeDefs } from '../module/default-module.js';
import { findFiles, readText } from './files.js';
import { Mistake } from './mistake.js';
import { packageSource } from './report.js';

/** How a schema is fetched from a URL. */
export interface SchemaOptions {
  /** Sent with the introspection, each as `name: value`. */
  readonly headers?: readonly string[];
}

/**
 * A schema from what the command line names: SDL files by path or glob, an introspection result (`.json`), or the URL of a server.
 *
 * SDL files are parts of one schema: each may have its own `type Mutation`, and where none declares `ErrorCodeEnum` this module is added.
 *
 * @throws Mistake that names file, line and column of what is wrong.
 */
export async function loadSchema(source: string, { headers = [] }: SchemaOptions = {}): Promise<GraphQLSchema> {
  if (/^https?:\/\//.test(source)) return schemaOfIntrospection(source, await introspect(source, headers));
  if (source.endsWith('.json')) return schemaOfIntrospection(source, parseJson(source, await readText(source)));
  const files = await findFiles([source]);
  return schemaOfSdl(await Promise.all(files.map(async (file) => new Source(await readText(file), file))));
}

/** The schema of this package alone. */
export const moduleSchema = (): GraphQLSchema => schemaOfSdl([]);

function schemaOfSdl(sources: readonly Source[]): GraphQLSchema {
  const documents = sources.map(parseSource);
  // Under other names where the module was renamed, but with its directive.
  const hasCodes = documents.some(({ definitions }) =>
    definitions.some(
      (definition) =>
        (definition.kind === Kind.ENUM_TYPE_DEFINITION && definition.name.value === 'ErrorCodeEnum') ||
        (definition.kind === Kind.DIRECTIVE_DEFINITION && definition.name.value === 'errors'),
    ),
  );
  if (!hasCodes) refuseClashes(documents);
  const own = parse(new Source(typeDefs, packageSource));
  const document = joinRootTypes(concatAST(hasCodes ? documents : [own, ...documents]));
  const errors = validateSDL(document, null, rules);
  if (errors.length > 0) throw new Mistake(errors.map(withPlace).join('\n'));
  return buildASTSchema(document, { assumeValidSDL: true });
}

/** @throws Mistake that names where a type of the host has the name of one of the module's, which is to be added. */
function refuseClashes(documents: readonly DocumentNode[]): void {
  const own = new Set<string>(Object.values(createErrorModule().typeNames));
  const clash = documents
    .flatMap(({ definitions }) => definitions)
    .filter(isTypeDefinitionNode)
    .find(({ name }) => own.has(name.value));
  if (!clash) return;
  const { source, startToken } = clash.name.loc!;
  throw new Mistake(
    `${source.name}:${startToken.line}:${startToken.column} ${clash.name.value} is a type of the module, too: give the SDL with the module's types as createErrorModule({ typePrefix }) renames them.`,
  );
}

/** Directives that a gateway or a framework brings along, like @key, say nothing of errors and need not be declared. */
const rules = specifiedSDLRules.filter((rule) => rule !== KnownDirectivesRule);

/** @throws Mistake that begins with file, line and column. */
export function parseSource(source: Source): DocumentNode {
  try {
    return parse(source);
  } catch (error) {
    if (error instanceof GraphQLError) throw new Mistake(withPlace(error));
    throw error;
  }
}

function withPlace({ source, nodes, locations, message }: GraphQLError): string {
  const { name } = source ?? nodes?.[0]?.loc?.source ?? {};
  const place = locations?.[0];
  return name && place ? `${name}:${place.line}:${place.column} ${message}` : message;
}

const rootTypes: ReadonlySet<unknown> = new Set(['Query', 'Mutation', 'Subscription']);

/** Makes one definition and extensions of the root types, as merge tools do: each file may define or extend them. */
function joinRootTypes({ definitions, ...document }: DocumentNode): DocumentNode {
  const defined = new Set<string>();
  return {
    ...document,
    definitions: definitions.map((definition): DefinitionNode => {
      if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.OBJECT_TYPE_EXTENSION)
        return definition;
      const name = definition.name.value;
      if (!rootTypes.has(name)) return definition;
      const kind = defined.has(name) ? Kind.OBJECT_TYPE_EXTENSION : Kind.OBJECT_TYPE_DEFINITION;
      defined.add(name);
      return { ...definition, kind };
    }),
  };
}

function parseJson(source: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Mistake(`${source}: not JSON: ${(error as SyntaxError).message}`);
  }
}

function schemaOfIntrospection(source: string, result: unknown): GraphQLSchema {
  const { data = result } = (result ?? {}) as { readonly data?: unknown };
  if (!(data as Partial<IntrospectionQuery> | null)?.__schema)
    throw new Mistake(`${source}: no introspection result: neither "__schema" nor "data.__schema" is there.`);
  try {
    return buildClientSchema(data as IntrospectionQuery);
  } catch (error) {
    // What buildClientSchema says of a result that is not whole.
    throw new Mistake(`${source}: not a whole introspection result: ${(error as Error).message}`);
  }
}

async function introspect(url: string, headers: readonly string[]): Promise<unknown> {
  const request: RequestInit = {
    method: 'POST',
    headers: [['content-type', 'application/json'], ['accept', 'application/json'], ...headers.map(parseHeader)],
    body: JSON.stringify({ query: getIntrospectionQuery() }),
    signal: AbortSignal.timeout(60_000),
  };
  const { ok, status, text } = await fetchText(url, request);
  if (!ok) throw new Mistake(`${url}: answered HTTP ${status}: ${text.slice(0, 200)}`);
  const answer = parseJson(url, text) as { readonly errors?: readonly { readonly message: string }[] };
  if (answer.errors?.[0]) {
    throw new Mistake(
      `${url}: refused to be introspected: ${answer.errors[0].message} Where it is off, give an SDL file.`,
    );
  }
  return answer;
}

async function fetchText(url: string, request: RequestInit) {
  try {
    const response = await fetch(url, request);
    return { ok: response.ok, status: response.status, text: await response.text() };
  } catch (error) {
    // What fetch throws for whatever happens on the way; its cause says what that was.
    const cause = ((error as Error).cause ?? error) as NodeJS.ErrnoException;
    throw new Mistake(`${url}: no answer: ${cause.code ?? String(cause)}.`);
  }
}

function parseHeader(header: string): [string, string] {
  const at = header.indexOf(':');
  if (at < 1) throw new Mistake(`--header ${JSON.stringify(header)}: write it as "name: value".`);
  return [header.slice(0, at).trim(), header.slice(at + 1).trim()];
}

/** What the module says of a schema that it cannot read, beginning with where that schema comes from. */
export function explained<Result>(source: string | undefined, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (error instanceof TypeError && source !== undefined) throw new Mistake(`${source}: ${error.message}`);
    throw error;
  }
}
