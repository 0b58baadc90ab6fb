import { inspect } from '../internal/inspect.js';
import { UsageError } from './usage-error.js';

/** A response to a GraphQL request, as it was sent. */
export interface TextResponse {
  readonly ok: boolean;
  readonly status: number;
  /** The URL that the server redirects to, or null. */
  readonly location: string | null;
  readonly text: string;
}

/** @param header `name: value` */
function parseHeader(header: string): [string, string] {
  const colon = header.indexOf(':');
  if (colon < 1) throw new UsageError(`--header must be "name: value", got ${inspect(header)}.`);
  return [header.slice(0, colon).trim(), header.slice(colon + 1).trim()];
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
 * Sends a query to a server, with a timeout of 60 seconds.
 *
 * @param headers further headers, each as `name: value`
 * @throws UsageError when the request fails, and when the server redirects.
 */
export async function sendQuery(url: string, query: string, headers: readonly string[]): Promise<TextResponse> {
  const request: RequestInit = {
    method: 'POST',
    headers: [['content-type', 'application/json'], ['accept', 'application/json'], ...headers.map(parseHeader)],
    body: JSON.stringify({ query }),
    signal: AbortSignal.timeout(60_000),
    // fetch would send the headers, which may contain secrets, to the other host.
    redirect: 'manual',
  };
  const response = await fetchText(url, request);
  if (response.location === null) return response;
  throw new UsageError(`${url}: redirects to ${response.location}. Pass that URL if you trust it.`);
}

/** @throws UsageError unless the HTTP status is 2xx. */
export function checkStatus(url: string, { ok, status, text }: TextResponse): void {
  if (!ok) throw new UsageError(`${url}: responded with HTTP ${status}: ${text.slice(0, 200)}`);
}

/** The result of a GraphQL request. */
export interface GraphqlResult {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly message: string }[];
}

/** Returns the result of a request, or `undefined` for a response that is not one. */
export function readResult({ text }: Pick<TextResponse, 'text'>): GraphqlResult | undefined {
  try {
    const result = JSON.parse(text) as GraphqlResult | null;
    const isResult =
      typeof result === 'object' && result !== null && ('data' in result || Array.isArray(result.errors));
    return isResult ? result : undefined;
  } catch {
    return undefined;
  }
}
