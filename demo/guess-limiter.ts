import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import {
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRes,
  type IRateLimiterOptions,
} from 'rate-limiter-flexible';

/** The maximum number of guesses in a window, which starts with the first guess. */
export interface GuessLimit {
  readonly guesses: number;
  readonly minutes: number;
}

export interface GuessLimits {
  /** Guesses of the password or the second factor of one account. */
  readonly account: GuessLimit;
  /** Guesses from one IP address, of any account. */
  readonly address: GuessLimit;
}

export const defaultGuessLimits: GuessLimits = {
  account: { guesses: 10, minutes: 15 },
  address: { guesses: 100, minutes: 15 },
};

/**
 * Counts guesses outside the transactions of mutations, which are rolled back after a wrong guess.
 * With PostgreSQL the counts are in the database and shared by all replicas, otherwise in memory.
 */
export interface GuessLimiter {
  /**
   * Counts a guess before it is checked. Returns `false` after too many guesses: the response must
   * then be the same as for a wrong one.
   */
  readonly attempt: (what: keyof GuessLimits, key: string) => Promise<boolean>;
  /** Restores a guess that was correct. */
  readonly forgive: (what: keyof GuessLimits, key: string) => Promise<void>;
}

/** The stored form of a key: it contains no user data, and any input can be stored. */
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
      } catch (rejection) {
        // The library rejects with a result when the limit is reached, otherwise with an error.
        if (rejection instanceof RateLimiterRes) return false;
        throw rejection;
      }
    },
    async forgive(what, key) {
      await limiters[what].reward(digest(key));
    },
  };
}
