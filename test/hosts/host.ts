import type { GraphQLSchema } from 'graphql';
import type { Law, LawName } from './laws.js';

/** The result of a GraphQL request. */
export interface GraphQLResult {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions?: Record<string, unknown>;
  }[];
}

/** Sends a GraphQL document and returns the result. */
export type Send = (source: string) => Promise<GraphQLResult>;

/** A host that was started. */
export interface RunningHost {
  readonly send: Send;
  readonly close: () => Promise<unknown>;
}

/** What a host does with its schema: `withErrorPayloads`, or nothing. */
export type Wrap = <Schema extends GraphQLSchema>(schema: Schema) => Schema;

/** A framework with middleware, and how the module is used in it. */
export interface Host {
  readonly name: string;
  /** The layers around a resolver that throw a MutationError, or convert another error to one. */
  readonly layers: readonly string[];
  /** The laws that do not hold, with the reason. A test fails when such a law holds. */
  readonly unsupported?: Partial<Record<LawName, string>>;
  /** Laws of this host alone. */
  readonly ownLaws?: Readonly<Record<string, Law>>;
  readonly start: (wrap: Wrap) => Promise<RunningHost>;
}
