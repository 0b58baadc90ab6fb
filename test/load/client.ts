import { performance } from 'node:perf_hooks';

/** The fields of the operations of the load that it reads. */
export interface Payload {
  readonly errors: readonly { readonly errorCode: string }[];
  readonly [result: string]: unknown;
}

/** What came back for one request. */
export type Reply =
  | { readonly kind: 'data'; readonly data: Readonly<Record<string, Payload | null>> }
  /** 503 with Retry-After: the client cannot know whether the server did what was asked. */
  | { readonly kind: 'unavailable' }
  /** The connection was refused or cut: the same. */
  | { readonly kind: 'disconnected' }
  /** A response that no client may get. */
  | { readonly kind: 'wrong'; readonly what: string };

/** Sends operations to the replicas in turn, and keeps count of what came back. */
export class LoadClient {
  /** In milliseconds. */
  readonly latencies: number[] = [];
  readonly counts: Record<Reply['kind'], number> = { data: 0, unavailable: 0, disconnected: 0, wrong: 0 };
  readonly wrong: string[] = [];
  readonly #urls: readonly string[];
  #next = 0;

  constructor(urls: readonly string[]) {
    this.#urls = urls;
  }

  async send(query: string, variables: object, token?: string): Promise<Reply> {
    const url = this.#urls[this.#next++ % this.#urls.length]!;
    const started = performance.now();
    const reply = await request(url, query, variables, token);
    this.latencies.push(performance.now() - started);
    this.counts[reply.kind]++;
    if (reply.kind === 'wrong') this.wrong.push(reply.what);
    return reply;
  }

  /** Returns the latency that a share of all requests did not exceed, in milliseconds. */
  percentile(share: number): number {
    const sorted = this.latencies.toSorted((a, b) => a - b);
    return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  }
}

async function request(url: string, query: string, variables: object, token?: string): Promise<Reply> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token !== undefined && { authorization: `Session ${token}` }),
      },
      body: JSON.stringify({ query, variables }),
    });
    text = await response.text();
  } catch (error) {
    // fetch throws a TypeError for every failure of the connection.
    if (error instanceof TypeError) return { kind: 'disconnected' };
    throw error;
  }
  if (response.status === 503 && response.headers.has('retry-after')) return { kind: 'unavailable' };
  const wrong = (why: string): Reply => ({
    kind: 'wrong',
    what: `HTTP ${response.status}, ${why}: ${text.slice(0, 300)} (${query.slice(0, 60).replaceAll(/\s+/g, ' ')})`,
  });
  if (response.status !== 200) return wrong('expected 200, or 503 with Retry-After');
  const { data, errors = [] } = JSON.parse(text) as { data?: Record<string, Payload | null>; errors?: TopLevelError[] };
  // A mutation may have been committed before the outage, which then fails fields of its payload.
  const interrupted = errors.length > 0 && errors.every(({ extensions }) => extensions?.code === 'SERVICE_UNAVAILABLE');
  if (!data || (errors.length > 0 && !(interrupted && query.startsWith('mutation')))) return wrong('top-level errors');
  return { kind: 'data', data };
}

interface TopLevelError {
  readonly extensions?: { readonly code?: string };
}
