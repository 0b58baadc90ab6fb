import { inspect } from '../internal/inspect.js';
import type { OptionRules } from '../internal/options.js';
import { decodeText } from './decode-text.js';
import { excerpt } from './excerpt.js';
import { UsageError } from './usage-error.js';

/** How requests to a server are sent. */
export interface RequestOptions {
  /** Further headers, such as `{ authorization: 'Bearer ...' }`. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /**
   * The time that each request may take until its response is complete, in seconds. Defaults to 30.
   */
  readonly timeout?: number | undefined;
}

/** The longest timeout, in seconds: fetch of Node.js does not wait longer for a response. */
export const longestTimeout = 300;

const largestResponse = 100 * 1024 * 1024;

function isHeader([name, value]: [string, unknown]): boolean {
  if (typeof value !== 'string') return false;
  try {
    new Headers().append(name, value);
    return true;
  } catch {
    return false;
  }
}

export const requestRules: OptionRules<RequestOptions> = {
  headers: {
    expected: 'an object with the values of headers by their names',
    accepts: (value) => typeof value === 'object' && value !== null && Object.entries(value).every(isHeader),
  },
  timeout: {
    expected: `a number of seconds above 0, and at most ${longestTimeout}`,
    accepts: (value) => typeof value === 'number' && value > 0 && value <= longestTimeout,
  },
};

/** A response to a GraphQL request, as it was sent. */
export interface TextResponse {
  readonly ok: boolean;
  readonly status: number;
  readonly text: string;
}

/** What the codes of common failures mean. */
const failures: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'No server listens there.',
  ECONNRESET: 'The server closed the connection.',
  ENOTFOUND: 'There is no host of this name.',
  EAI_AGAIN: 'The name of the host could not be looked up.',
  EHOSTUNREACH: 'The host cannot be reached.',
  ENETUNREACH: 'The network cannot be reached.',
  UND_ERR_CONNECT_TIMEOUT: 'The host did not accept the connection in 10 seconds.',
  UND_ERR_SOCKET: 'The server closed the connection.',
  ERR_SSL_WRONG_VERSION_NUMBER: 'The server does not use TLS. Did you mean http://?',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'The server does not use TLS. Did you mean http://?',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'The certificate is self-signed. To trust it, set NODE_EXTRA_CA_CERTS.',
  SELF_SIGNED_CERT_IN_CHAIN: 'The certificate is self-signed. To trust it, set NODE_EXTRA_CA_CERTS.',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'The certificate is not trusted. To trust it, set NODE_EXTRA_CA_CERTS.',
  CERT_HAS_EXPIRED: 'The certificate has expired.',
};

/** Returns the reason of a failed request. */
function explainFailure(error: unknown): string {
  // fetch throws the same error for every failure; its cause has the reason.
  const { code, message } = ((error as Error).cause ?? error) as NodeJS.ErrnoException;
  if (code === undefined) return `${excerpt(message, 200)}.`;
  return `${code}. ${failures[code] ?? `${excerpt(message, 200)}.`}`;
}

/** Reads the body of a response, which may have no end. */
async function readBody(url: string, response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > largestResponse) throw new UsageError(`${url}: the response is larger than 100 MB.`);
    chunks.push(chunk);
  }
  const bytes = Buffer.concat(chunks);
  // An error page may have another encoding.
  return response.ok ? decodeText(url, bytes, 'Responses in JSON must be in UTF-8.').text : bytes.toString();
}

function checkUrl(url: string): void {
  if (!URL.canParse(url)) throw new UsageError(`${excerpt(url, 300)}: not a valid URL.`);
  const { username, password, host } = new URL(url);
  if (username === '' && password === '') return;
  throw new UsageError(
    (option) => `${host}: the URL must not contain a name or password. Pass ${option('headers')} with "authorization".`,
  );
}

/**
 * Sends a query to a server.
 *
 * @throws UsageError when the request fails or takes too long, and when the server redirects.
 */
export async function sendQuery(
  url: string,
  query: string,
  { headers = {}, timeout = 30 }: RequestOptions,
): Promise<TextResponse> {
  checkUrl(url);
  const end = new AbortController();
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
      body: JSON.stringify({ query }),
      signal: AbortSignal.any([end.signal, AbortSignal.timeout(Math.ceil(timeout * 1000))]),
      // fetch would send the headers, which may contain secrets, to the other host.
      redirect: 'manual',
    });
    const location = response.headers.get('location');
    if (location !== null) {
      throw new UsageError(`${url}: redirects to ${excerpt(location, 300)}. Pass that URL if you trust it.`);
    }
    return { ok: response.ok, status: response.status, text: await readBody(url, response) };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    if ((error as Error).name === 'TimeoutError') {
      throw new UsageError(
        (option) =>
          `${url}: no complete response in ${timeout} second${timeout === 1 ? '' : 's'}. To wait longer, set ${option('timeout')}.`,
      );
    }
    throw new UsageError(`${url}: request failed: ${explainFailure(error)}`);
  } finally {
    // A body that nobody reads would keep the process running.
    end.abort();
  }
}

/** Whether a text is a page, such as one to sign in. */
export const isHtml = (text: string): boolean => /^\s*<(?:!doctype|!--|\?xml|html|head|body)\b/i.test(text);

/** Describes a text that should be JSON, in a few words. */
export function describeText(text: string): string {
  if (text.trim() === '') return 'nothing';
  if (!isHtml(text)) return inspect(excerpt(text, 200));
  const title = /<title[^>]*>([^<]*)/i.exec(text)?.[1]?.trim();
  return title ? `an HTML page with the title ${inspect(excerpt(title))}` : 'an HTML page';
}

/** The result of a GraphQL request. */
export interface GraphqlResult {
  readonly data?: Readonly<Record<string, unknown>> | null;
  /** The messages of its errors, each on one line. */
  readonly errors: readonly string[];
}

function readMessage(error: unknown): string {
  const { message = error } = (error ?? {}) as { readonly message?: unknown };
  return excerpt(typeof message === 'string' ? message : inspect(message), 300);
}

/** Returns the result in a JSON value, or `undefined` for a value that is not one. */
export function toResult(value: unknown): GraphqlResult | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const { data, errors } = value as { readonly data?: GraphqlResult['data']; readonly errors?: unknown };
  if (data === undefined && !Array.isArray(errors)) return undefined;
  return {
    ...(data !== undefined && { data: typeof data === 'object' ? data : null }),
    errors: Array.isArray(errors) ? errors.map(readMessage) : [],
  };
}

/** Returns the result of a request, or `undefined` for a response that is not one. */
export function readResult({ text }: Pick<TextResponse, 'text'>): GraphqlResult | undefined {
  try {
    return toResult(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** @throws UsageError unless the HTTP status is 2xx. */
export function checkStatus(url: string, response: TextResponse): void {
  const { ok, status, text } = response;
  if (ok) return;
  const isText = text.trim() !== '' && !isHtml(text);
  const body = readResult(response)?.errors[0] ?? (isText ? excerpt(text, 200) : describeText(text));
  throw new UsageError(`${url}: responded with HTTP ${status}: ${body}`);
}
