import { buildClientSchema, getIntrospectionQuery, type GraphQLSchema, type IntrospectionQuery } from 'graphql';
import { inspect } from '../internal/inspect.js';
import { UsageError } from './usage-error.js';

function parseJson(source: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${source}: invalid JSON: ${(error as SyntaxError).message}`);
  }
}

/**
 * Builds a schema from an introspection result.
 *
 * @param source the file or URL of the result, for messages
 * @param text the result as JSON, with or without `data` around it
 * @throws UsageError when the text is not a complete introspection result.
 */
export function buildIntrospectedSchema(source: string, text: string): GraphQLSchema {
  const result = parseJson(source, text);
  const { data = result, errors } = (result ?? {}) as {
    readonly data?: unknown;
    readonly errors?: readonly { readonly message: string }[];
  };
  if (!(data as Partial<IntrospectionQuery> | null)?.__schema) {
    throw new UsageError(
      errors?.[0]
        ? `${source}: introspection failed: ${errors[0].message}\nIf the server disables introspection, pass SDL instead.`
        : `${source}: not an introspection result. Expected "__schema" or "data.__schema".`,
    );
  }
  try {
    return buildClientSchema(data as IntrospectionQuery);
  } catch (error) {
    // buildClientSchema throws for missing parts.
    throw new UsageError(`${source}: invalid introspection result: ${(error as Error).message}`);
  }
}

/** @param header `name: value` */
function parseHeader(header: string): [string, string] {
  const colon = header.indexOf(':');
  if (colon < 1) throw new UsageError(`--header must be "name: value", got ${inspect(header)}.`);
  return [header.slice(0, colon).trim(), header.slice(colon + 1).trim()];
}

interface TextResponse {
  readonly ok: boolean;
  readonly status: number;
  /** The URL that the server redirects to, or null. */
  readonly location: string | null;
  readonly text: string;
}

async function fetchText(url: string, request: RequestInit): Promise<TextResponse> {
  try {
    const response = await fetch(url, request);
    const { ok, status, headers } = response;
    return { ok, status, location: headers.get('location'), text: await response.text() };
  } catch (error) {
    // fetch throws the same error for every failure; its cause has the reason.
    const cause = ((error as Error).cause ?? error) as NodeJS.ErrnoException;
    throw new UsageError(`${url}: request failed: ${cause.code ?? String(cause)}.`);
  }
}

/**
 * Sends the introspection query to a server, with a timeout of 60 seconds.
 *
 * @param headers further headers, each as `name: value`
 * @returns the response as text.
 * @throws UsageError when the request fails, the server redirects, or its HTTP status is not 2xx.
 */
export async function fetchIntrospection(url: string, headers: readonly string[]): Promise<string> {
  const request: RequestInit = {
    method: 'POST',
    headers: [['content-type', 'application/json'], ['accept', 'application/json'], ...headers.map(parseHeader)],
    body: JSON.stringify({ query: getIntrospectionQuery() }),
    signal: AbortSignal.timeout(60_000),
    // fetch would send the headers, which may contain secrets, to the other host.
    redirect: 'manual',
  };
  const { ok, status, location, text } = await fetchText(url, request);
  if (location !== null) throw new UsageError(`${url}: redirects to ${location}. Pass that URL if you trust it.`);
  if (!ok) throw new UsageError(`${url}: responded with HTTP ${status}: ${text.slice(0, 200)}`);
  return text;
}
