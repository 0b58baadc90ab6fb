import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import {
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRes,
  type IRateLimiterOptions,
} from 'rate-limiter-flexible';

/** How many wrong guesses are answered within the minutes after the first of them. */
export interface GuessLimit {
  readonly guesses: number;
  readonly minutes: number;
}

export interface GuessLimits {
  /** At the password, or at the second factor, of one account. */
  readonly account: GuessLimit;
  /** From one address, at whatever account. */
  readonly address: GuessLimit;
}

export const defaultGuessLimits: GuessLimits = {
  account: { guesses: 10, minutes: 15 },
  address: { guesses: 100, minutes: 15 },
};

/**
 * Counts guesses. It keeps its counts apart from the transactions of the mutations, which a wrong guess rolls back: in PostgreSQL where
 * there is one, so that all replicas share them, else in memory.
 */
export interface GuessLimiter {
  /** Counts a guess before it is looked at; false when there were too many, and it must be answered like a wrong one. */
  readonly attempt: (what: keyof GuessLimits, key: string) => Promise<boolean>;
  /** Takes the guess back: it was right. */
  readonly forgive: (what: keyof GuessLimits, key: string) => Promise<void>;
}

/** What is kept of a key: nothing of the user's, and whatever he typed can be stored. */
const digest = (key: string): string => createHash('sha256').update(key).digest('base64url');

export function createGuessLimiter(limits: GuessLimits, pool?: Pool): GuessLimiter {
  const create = (what: keyof GuessLimits) => {
    const { guesses, minutes } = limits[what];
    const options: IRateLimiterOptions = { keyPrefix: `guess-${what}`, points: guesses, duration: minutes * 60 };
    return pool === undefined
      ? new RateLimiterMemory(options)
      : new RateLimiterPostgres({
          ...options,
          storeClient: pool,
          tableName: 'guesses',
          tableCreated: true,
          clearExpiredByTimeout: false,
        });
  };
  const limiters = { account: create('account'), address: create('address') };

  return {
    async attempt(what, key) {
      try {
        await limiters[what].consume(digest(key));
        return true;
      } catch (refused) {
        if (refused instanceof RateLimiterRes) return false;
        throw refused;
      }
    },
    async forgive(what, key) {
      await limiters[what].reward(digest(key));
    },
  };
}
