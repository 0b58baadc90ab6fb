import type { CaseName } from './cases.js';
import type { Service } from './hosts.js';

export interface Answer {
  readonly data: Record<string, unknown> | null | undefined;
  readonly errors?: readonly { readonly message: string; readonly path?: readonly (string | number)[] }[];
}

/** A product that serves a host. */
export interface Running {
  readonly ask: (source: string) => Promise<Answer>;
  readonly close: () => Promise<void>;
}

export const completesNothing =
  'a gateway that stitches has a resolver of its own on every field, so `withErrorPayloads` finds none missing: it needs `gatewayResolvers`';

/** A server, gateway or merge tool, and how the module is merged into it. */
export interface Product {
  readonly name: string;
  /** The npm package whose version the table shows. */
  readonly package: string;
  /** What happens with the services of a host, in a few words for the table. */
  readonly how: string;
  /** `gateway`: it is told the SDL of services that it does not run; `schema`: all services are in one process. */
  readonly kind: 'schema' | 'gateway';
  /** The major versions of graphql that it takes. */
  readonly graphql: readonly (16 | 17)[];
  /** How `@shareable` is spelled in its services, where they are subgraphs of a federated graph. */
  readonly federation?: string;
  /** What it cannot do, and why. The tests hold it to that: a case that passes against expectation fails the run. */
  readonly cannot?: Partial<Record<CaseName, string>>;
  readonly start: (services: readonly Service[]) => Promise<Running>;
}
