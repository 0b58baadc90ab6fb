import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { Pool } from 'pg';
import {
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRes,
  type IRateLimiterOptions,
} from 'rate-limiter-flexible';
import { OverloadedError } from './overload.js';

/** How often something may happen within a window, which starts with the first time. */
export interface RateLimit {
  readonly times: number;
  readonly minutes: number;
}

/** The limits by what they count. An address is that of the caller: for IPv6, its network. */
export const defaultRateLimits = {
  /** Wrong guesses of the password or the second factor of one account, from one address. */
  guessesOfAccountFromAddress: { times: 10, minutes: 15 },
  /**
   * Wrong guesses of one account, from all addresses. Higher than the limit above, so that one
   * address cannot lock the owner out.
   */
  guessesOfAccount: { times: 100, minutes: 15 },
  /** Wrong guesses from one address, of all accounts. */
  guessesFromAddress: { times: 100, minutes: 15 },
  /** Attempts to register from one address: each tells whether a name is taken. */
  registrationsFromAddress: { times: 100, minutes: 60 },
  /** Changes of one account to a name or address that is taken. */
  takenNamesOfAccount: { times: 20, minutes: 60 },
  /** Mails with a token to one address. */
  mailsToAddress: { times: 3, minutes: 60 },
  /** Requests for mail from one address. */
  mailsFromAddress: { times: 20, minutes: 60 },
  /** Invitations by one account of users that do not exist. */
  unknownInvitations: { times: 10, minutes: 60 },
} as const satisfies Readonly<Record<string, RateLimit>>;

export type RateLimitName = keyof typeof defaultRateLimits;
export type RateLimitTable = Readonly<Record<RateLimitName, RateLimit>>;

/**
 * Counts outside the transactions of mutations, which are rolled back after a failure. With
 * PostgreSQL the counts are in the database and shared by all replicas, otherwise in memory.
 */
export interface RateLimits {
  /** Counts once more. Returns `false` above the limit. */
  readonly take: (limit: RateLimitName, key: string) => Promise<boolean>;
  /** Whether the limit is reached. Counts nothing. */
  readonly isReached: (limit: RateLimitName, key: string) => Promise<boolean>;
  /**
   * Checks one guess and returns whether it is right. Only wrong guesses count. Above a limit,
   * `check` is called with `false`: it must then do the same work and fail, so that the caller
   * cannot distinguish a throttled guess from a wrong one.
   *
   * Guesses of an account from the same address are checked one after another in each process, so
   * that right ones at the same time do not use up the limit meanwhile.
   *
   * @throws OverloadedError when too many guesses of the account wait.
   */
  readonly guess: (
    account: string,
    address: string,
    check: (isAllowed: boolean) => Promise<boolean>,
  ) => Promise<boolean>;
  readonly close: () => void;
}

/** How many guesses of an account from one address may wait for each other. */
const maximumWaiting = 100;

/** The stored form of a key: it contains no user data, and any input can be stored. */
const digest = (key: string): string => createHash('sha256').update(key).digest('base64url');

/**
 * Returns what callers of the same network have in common: the address for IPv4, the first 64 bits
 * for IPv6, of which one subscriber has them all.
 */
export function networkOf(address: string): string {
  const [plain = ''] = address.split('%');
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(plain)) return plain;
  const [start, end] = plain.toLowerCase().split('::');
  const head = start === '' || start === undefined ? [] : start.split(':');
  const tail = end === '' || end === undefined ? [] : end.split(':');
  const groups = [...head, ...Array.from({ length: 8 - head.length - tail.length }, () => '0'), ...tail];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}

/** Minutes between deletions of expired counts. */
const cleaningInterval = 10;

/** @param factor multiplies all limits */
export function createRateLimits(table: RateLimitTable, factor: number, pool?: Pool): RateLimits {
  const maximum = ({ times }: RateLimit): number => Math.max(1, Math.floor(times * factor));
  const create = (name: string, limit: RateLimit) => {
    const options: IRateLimiterOptions = { keyPrefix: name, points: maximum(limit), duration: limit.minutes * 60 };
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
  // The keys of the table are its names.
  const limiters = Object.fromEntries(
    Object.entries(table).map(([name, limit]) => [name, create(name, limit)]),
  ) as Record<RateLimitName, RateLimiterMemory | RateLimiterPostgres>;
  const queues = new Map<string, { last: Promise<unknown>; waiting: number }>();
  const cleaning = setInterval(
    () => void pool?.query('delete from guesses where expire < $1', [Date.now()]).catch(() => {}),
    cleaningInterval * 60_000,
  ).unref();

  async function take(name: RateLimitName, key: string): Promise<boolean> {
    try {
      await limiters[name].consume(digest(key));
      return true;
    } catch (rejection) {
      // The library rejects with a result when the limit is reached, otherwise with an error.
      if (rejection instanceof RateLimiterRes) return false;
      throw rejection;
    }
  }

  /** Runs `work` after the works of the same key that were queued before. */
  async function inTurn<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    const queue = queues.get(key) ?? { last: Promise.resolve(), waiting: 0 };
    if (queue.waiting >= maximumWaiting) throw new OverloadedError('guesses of this account');
    queue.waiting += 1;
    queues.set(key, queue);
    const result = queue.last.then(work);
    queue.last = result.catch(() => {});
    try {
      return await result;
    } finally {
      queue.waiting -= 1;
      if (queue.waiting === 0) queues.delete(key);
    }
  }

  return {
    take,
    async isReached(name, key) {
      const result = await limiters[name].get(digest(key));
      return result !== null && result.consumedPoints >= maximum(table[name]);
    },
    guess: (account, address, check) => {
      const network = networkOf(address);
      const counted = [
        ['guessesOfAccountFromAddress', `${account} ${network}`],
        ['guessesOfAccount', account],
        ['guessesFromAddress', network],
      ] as const;
      return inTurn(digest(`${account} ${network}`), async () => {
        const taken: (typeof counted)[number][] = [];
        let isAllowed = true;
        for (const each of counted) {
          taken.push(each);
          isAllowed = await take(each[0], each[1]);
          if (!isAllowed) break;
        }
        let isWrong = false;
        try {
          isWrong = !(await check(isAllowed));
          return !isWrong;
        } finally {
          // Also when the guess could not be checked.
          if (!isWrong) for (const [name, key] of taken) await limiters[name].reward(digest(key));
        }
      });
    },
    close: () => clearInterval(cleaning),
  };
}
