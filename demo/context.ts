import { ErrorCode, MutationError } from 'graphql-error-codes';
import type { Database } from './database/open.js';
import type { UserRow } from './database/tables.js';
import type { GuessLimiter } from './guess-limiter.js';
import type { IdentityProviders } from './identity-providers.js';
import type { Mailer } from './mailer.js';
import type { Signer } from './signer.js';

/** What the demo is made of, opened once and shared by all requests. */
export interface Services {
  readonly database: Database;
  readonly mailer: Mailer;
  readonly signer: Signer;
  readonly identityProviders: IdentityProviders;
  readonly guessLimiter: GuessLimiter;
  /** The present moment. All rules that know time ask here. */
  readonly now: () => Date;
}

/** What a resolver gets: the services, and who is asking. In a mutation, `database` is the mutation's transaction. */
export interface Context extends Services {
  /** Where the request came from. */
  readonly address: string;
  /** Null for an anonymous caller. */
  readonly viewer: Viewer | null;
}

export interface Viewer {
  readonly user: UserRow;
  readonly sessionId: number;
}

/** The caller. @throws MutationError MISSING_PERMISSION when he is anonymous. */
export function requireViewer({ viewer }: Context): Viewer {
  if (!viewer) throw new MutationError(ErrorCode.MISSING_PERMISSION);
  return viewer;
}
