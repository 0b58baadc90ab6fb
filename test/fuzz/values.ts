import * as fc from 'fast-check';

const total = Number(process.env.FUZZ_RUNS ?? 1000);

/** How long a law may take, in milliseconds. */
export const patience = Math.max(60_000, total * 60);

/** How often each law is tried: `npm test` tries little, `npm run fuzz` much. */
export const runs = (share: number): fc.Parameters<unknown> => {
  return {
    numRuns: Math.max(1, Math.round(total * share)),
    ...(process.env.FUZZ_SEED !== undefined && { seed: Number(process.env.FUZZ_SEED) }),
  };
};

/** Texts with what breaks formats: quotes, line breaks, control characters, half a character. */
export const text: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc
    .array(
      fc.oneof(
        fc.constantFrom(
          '"""',
          '"',
          '\\',
          '\n',
          '\r',
          '|',
          '`',
          '<script>',
          '-->',
          ']]>',
          '*/',
          '#',
          '\u0000',
          '\ud800',
          '\udfff',

          '{{',
          '${',
          "'",
          '\u2028',
          '&',
          '\u0007',
          '=1+1',
          '@errorCode(',
          '}',
          '\t',
          '\ufeff',
          '__proto__',
        ),
        fc.string({ unit: 'grapheme', maxLength: 8 }),
      ),
      { maxLength: 8 },
    )
    .map((parts) => parts.join('')),
  fc.constantFrom('', '__proto__', 'constructor', 'toString', 'MFA_FAILED', 'mfa_failed', 'x'.repeat(100_000)),
);

const cyclic: Record<string, unknown> = { errorCode: 'MFA_FAILED' };
cyclic.errors = [cyclic];
cyclic.details = [cyclic];

let deep: unknown = 1;
for (let level = 0; level < 20_000; level++) deep = level % 2 === 0 ? [deep] : { errors: deep };

/** Values of every kind, and objects that look like what the package reads. */
export const value: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.oneof(
      fc.constantFrom<unknown>(null, undefined, true, false, 0, -1, Number.NaN, 1n, Symbol('s'), () => 1, cyclic, deep),
      fc.constantFrom<unknown>(new Map(), new Error('e'), new Date(Number.NaN), Object.create(null), /x/),
      text,
    ),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(
      fc.oneof(
        fc.constantFrom('errors', 'errorCode', 'details', 'attribute', 'type', 'message', 'path', 'key', 'codes'),
        fc.constantFrom('__typename', 'value', 'as', 'conceal', 'typePrefix', 'generic', 'toJSON', 'then', 'cause'),
        text,
      ),
      tie('value'),
      { maxKeys: 5, noNullPrototype: false },
    ),
    fc.record(
      { errorCode: tie('value'), details: fc.oneof(fc.array(tie('value'), { maxLength: 3 }), tie('value')) },
      { requiredKeys: [] },
    ),
  ),
})).value;

/** What engines say. A message of the package says what was expected. */
const rawMessage =
  /^\S+ is not (?:a function|iterable)|object is not iterable|cannot (?:read|convert|set|destructure|use|mix)|not an object$|undefined or null|call stack|invalid (?:array|string|time)/i;

/**
 * Returns what is wrong with an error: one of the engine, or a message without a bound;
 * `undefined` for an error of the package or of graphql.
 */
export function complaint(thrown: unknown): string | undefined {
  if (!(thrown instanceof Error)) return `not an error: ${typeof thrown}`;
  if (thrown instanceof RangeError || rawMessage.test(thrown.message)) return `raw: ${thrown.stack?.slice(0, 1500)}`;
  if (thrown.message.length >= 2000) return `unbounded: ${thrown.stack?.slice(0, 600)}`;
  return undefined;
}

/** Calls a function, and throws what is wrong with what it throws. */
export function attempt<Returned>(call: () => Returned): Returned | undefined {
  try {
    return call();
  } catch (thrown) {
    const wrong = complaint(thrown);
    if (wrong !== undefined) throw new Error(wrong, { cause: thrown });
    return undefined;
  }
}
