import type { IncomingMessage, ServerResponse } from 'node:http';
import helmet, { type HelmetOptions } from 'helmet';

type Headers = Readonly<Record<string, string>>;

/**
 * Returns the headers of helmet. It computes them for each request, which takes as long as the
 * query of a small field: none depends on the request.
 */
function headersOf(options: HelmetOptions): Headers {
  const headers: Record<string, string> = {};
  const response = {
    setHeader: (name: string, value: string) => (headers[name.toLowerCase()] = value),
    removeHeader: () => {},
  };
  helmet(options)({} as IncomingMessage, response as unknown as ServerResponse, (error) => {
    if (error !== undefined) throw error as Error;
  });
  return headers;
}

/** The headers that only mean something for documents: a browser never shows JSON as a page. */
const ofDocuments = {
  crossOriginOpenerPolicy: false,
  originAgentCluster: false,
  xDnsPrefetchControl: false,
  xDownloadOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
} as const satisfies HelmetOptions;

/**
 * Returns the headers that restrict what browsers do with any response. Pages add
 * {@link documentHeaders}, and set a policy and a time to keep them of their own.
 *
 * @param strictTransport whether browsers may only use HTTPS from then on
 */
export const responseHeaders = (strictTransport: boolean): Headers => ({
  ...headersOf({
    ...ofDocuments,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    },
    xFrameOptions: { action: 'deny' },
    strictTransportSecurity: strictTransport,
  }),
  'cache-control': 'no-store',
});

/** The headers that restrict what a document may do. */
export const documentHeaders: Headers = headersOf({
  contentSecurityPolicy: false,
  strictTransportSecurity: false,
  xFrameOptions: false,
});
