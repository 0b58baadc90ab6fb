import { ErrorCode, MutationError } from 'graphql-error-codes';
import type { Background } from './background.js';
import type { Loaders } from './database/loaders.js';
import type { Database } from './database/open.js';
import type { UserRow } from './database/tables.js';
import type { IdentityProviders } from './identity-providers.js';
import type { Mailer } from './mailer.js';
import type { RateLimits } from './rate-limits.js';
import type { Signer } from './signer.js';

/** The services of the demo, opened once and shared by all requests. */
export interface Services {
  readonly database: Database;
  readonly mailer: Mailer;
  readonly signer: Signer;
  readonly identityProviders: IdentityProviders;
  readonly rateLimits: RateLimits;
  readonly background: Background;
  /** The current time. All rules that depend on time use it. */
  readonly now: () => Date;
}

/** The signed-in caller. */
export interface Viewer {
  readonly user: UserRow;
  readonly sessionId: number;
  /** When the user proved who they are, to open the session. */
  readonly signedInAt: Date;
}

/** The context of resolvers. In a mutation, `database` is the mutation's transaction. */
export interface Context extends Services {
  /** Reads rows for the fields of objects, outside the transaction of a mutation. */
  readonly load: Loaders;
  /** The variables of the request as the client sent them, before graphql converts them. */
  readonly sentVariables: Readonly<Record<string, unknown>>;
  /** The client's IP address. */
  readonly address: string;
  /** Null for an anonymous caller. */
  readonly viewer: Viewer | null;
}

/**
 * Returns the signed-in caller.
 *
 * @throws MutationError MISSING_PERMISSION when the caller is anonymous.
 */
export function requireViewer({ viewer }: Context): Viewer {
  if (!viewer) throw new MutationError(ErrorCode.MISSING_PERMISSION);
  return viewer;
}
