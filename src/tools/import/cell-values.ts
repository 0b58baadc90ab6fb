import type { ErrorExposure, ErrorFault, ErrorRetry } from '../../codes/known-code.js';
import { didYouMean } from '../../internal/did-you-mean.js';
import { inspect } from '../../internal/inspect.js';
import { UsageError } from '../usage-error.js';

/** Words that mean one of the accepted ones. */
const meanings: Readonly<Record<string, string>> = {
  user: 'client',
  caller: 'client',
  customer: 'client',
  us: 'server',
  api: 'server',
  backend: 'server',
  always: 'later',
  immediately: 'later',
  retry: 'later',
  retryable: 'later',
  temporary: 'later',
  transient: 'later',
  fix: 'after_fix',
  fixable: 'after_fix',
  permanent: 'never',
  anonymous: 'public',
  everyone: 'public',
  everybody: 'public',
  secret: 'sensitive',
  private: 'sensitive',
  internal: 'sensitive',
};

function readWord<Value extends string>(
  field: string,
  text: string,
  expected: string,
  values: Readonly<Record<string, Value>>,
): Value {
  const word = text.toLowerCase();
  if (Object.hasOwn(values, word)) return values[word]!;
  const meaning = Object.hasOwn(meanings, word) ? meanings[word]! : '';
  const choices = [...new Set(Object.values(values))];
  const hint = (choices as string[]).includes(meaning)
    ? ` Did you mean ${inspect(meaning)}?`
    : didYouMean(word.replaceAll(/[\s-]+/g, '_'), choices);
  throw new UsageError(`${field} must be ${expected}, got ${inspect(text)}.${hint}`);
}

/** @throws UsageError unless the text is a side at fault. */
export const readFault = (text: string): ErrorFault =>
  readWord<ErrorFault>('fault', text, '"client" or "server"', { client: 'client', server: 'server' });

/** @throws UsageError unless the text says whether sending a request again can help. */
export const readRetry = (text: string): ErrorRetry =>
  readWord<ErrorRetry>('retry', text, '"never", "after_fix" or "later" (or "yes" for later, "no" for never)', {
    never: 'never',
    after_fix: 'after_fix',
    later: 'later',
    yes: 'later',
    true: 'later',
    no: 'never',
    false: 'never',
  });

/** @throws UsageError unless the text says to whom a code may be shown. */
export const readExposure = (text: string): ErrorExposure =>
  readWord<ErrorExposure>('exposure', text, '"public", "authenticated" or "sensitive"', {
    public: 'public',
    authenticated: 'authenticated',
    sensitive: 'sensitive',
  });

/** A status or a range of them: `404`, `4xx`, `4**`, `500-599`. */
const statusRange = /\b([1-5])(?:\d\d|xx\b|nn\b|\*\*)(?:\s*(?:[-–—]|to|\.{2,3})\s*([1-5])(?:\d\d|xx|nn|\*\*))?(?!\w)/gi;

/**
 * Returns the side at fault that HTTP statuses mean: `404`, `4xx`, `409 Conflict`, `400/422`,
 * `400-499`.
 *
 * @returns `null` for statuses that are no errors.
 * @throws UsageError for a text without a status, and for statuses of both sides.
 */
export function readHttpFault(text: string): ErrorFault | null {
  // A range includes what is between its ends: 200-599 has errors of both sides.
  const classes = [...text.matchAll(statusRange)].flatMap(([, first, last = first]) =>
    [1, 2, 3, 4, 5].filter((status) => status >= Number(first) && status <= Number(last)),
  );
  if (classes.length === 0) throw new UsageError(`http must be a status such as 404 or 5xx, got ${inspect(text)}.`);
  const faults = new Set(
    classes.flatMap((status): ErrorFault[] => (status === 5 ? ['server'] : status === 4 ? ['client'] : [])),
  );
  if (faults.size < 2) return [...faults][0] ?? null;
  throw new UsageError(`http must be of one side, 4xx or 5xx, got ${inspect(text)}. Add a column "Fault".`);
}

/** What a column such as "Deprecated" says. */
export interface DeprecationCell {
  readonly isDeprecated: boolean;
  readonly reason: string | null;
  /** The version that deprecated the code, or `null`. */
  readonly since: string | null;
}

/** Reads "yes", "no", a version, or a reason. */
export function readDeprecationCell(text: string): DeprecationCell {
  const isDeprecated = !/^(?:no|false|never|not deprecated|active)$/i.test(text);
  if (!isDeprecated || /^(?:yes|true|x|✓|✔|✅|deprecated)$/i.test(text)) {
    return { isDeprecated, reason: null, since: null };
  }
  const since = /^(?:(?:since|in)\s+)?v?(\d[\w.-]*)$/i.exec(text)?.[1];
  return since === undefined ? { isDeprecated, reason: text, since: null } : { isDeprecated, reason: null, since };
}
