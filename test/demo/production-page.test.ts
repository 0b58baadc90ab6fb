import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { defaultRateLimits } from '../../demo/rate-limits.js';
import { requestLimits } from '../../demo/request-limits.js';

/** Returns the rows of the table between two comments of the page. */
function rowsOf(name: string): string[][] {
  const page = readFileSync('docs/production.md', 'utf8');
  const [, table] = new RegExp(`<!-- ${name} -->([\\s\\S]*?)<!-- end -->`).exec(page)!;
  return [...table!.matchAll(/^\| `(\w+)`\s*\|(.*)\|$/gm)].map(([, limit, rest]) => [
    limit!,
    ...rest!.split('|').map((cell) => cell.trim()),
  ]);
}

it('docs/production.md lists the request limits of the code', () => {
  expect(Object.fromEntries(rowsOf('request limits').map(([limit, most]) => [limit, Number(most)]))).toEqual(
    requestLimits,
  );
});

it('docs/production.md lists the rate limits of the code', () => {
  const listed = rowsOf('rate limits').map(([limit, times, minutes]) => [
    limit,
    { times: Number(times), minutes: Number(minutes) },
  ]);
  expect(Object.fromEntries(listed)).toEqual(defaultRateLimits);
});
