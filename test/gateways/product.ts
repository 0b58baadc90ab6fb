import type { CaseName } from './cases.js';
import type { Column } from './cell.js';
import type { Service } from './hosts.js';

/** The result of a GraphQL request. */
export interface GraphQLResult {
  readonly data: Record<string, unknown> | null | undefined;
  readonly errors?: readonly { readonly message: string; readonly path?: readonly (string | number)[] }[];
}

/** Sends a GraphQL document and returns the result. */
export type Send = (source: string) => Promise<GraphQLResult>;

/** A product that serves a host. */
export interface RunningProduct {
  readonly send: Send;
  readonly close: () => Promise<void>;
}

/** A server, gateway or merge tool, and how the module is merged into it. */
export interface Product extends Required<Column> {
  /**
   * `gateway`: it has only the SDL of services that run elsewhere. `schema`: all services run in
   * one process.
   */
  readonly kind: 'schema' | 'gateway';
  /** The major versions of graphql that it supports. */
  readonly graphql: readonly (16 | 17)[];
  /** The spelling of `@shareable` in its services, if they are subgraphs of a federated graph. */
  readonly shareable?: string;
  /** The cases that it does not support, with the reason. A test fails when such a case passes. */
  readonly unsupported?: Partial<Record<CaseName, string>>;
  readonly start: (services: readonly Service[]) => Promise<RunningProduct>;
}
