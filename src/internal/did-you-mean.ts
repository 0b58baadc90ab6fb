import { inspect } from './inspect.js';

/**
 * Returns ` Did you mean "X"?` for the candidate that is closest to `word`, ignoring case, or an
 * empty string when none is close. It is meant to end a message.
 */
export function didYouMean(word: unknown, candidates: readonly string[]): string {
  const meant = typeof word === 'string' ? findClosest(word, candidates) : undefined;
  return meant === undefined ? '' : ` Did you mean ${inspect(meant)}?`;
}

/** Finds the candidate with the fewest edits, at most a third of its length. */
function findClosest(word: string, candidates: readonly string[]): string | undefined {
  const upper = word.toUpperCase();
  let closest: string | undefined;
  let fewest = Infinity;
  for (const candidate of candidates) {
    // The distance is at least the difference of the lengths: a huge word is not compared.
    if (Math.abs(word.length - candidate.length) > candidate.length / 3) continue;
    const limit = Math.min(candidate.length / 3, fewest - 1);
    const edits = editDistance(upper, candidate.toUpperCase(), limit);
    if (edits <= limit) [closest, fewest] = [candidate, edits];
  }
  return closest;
}

/**
 * Returns the Levenshtein distance, computed one row of the matrix at a time, or `Infinity` as soon
 * as it is above the limit.
 */
export function editDistance(from: string, to: string, limit: number = Infinity): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let line = 0; line < from.length; line++) {
    const next = [line + 1];
    let least = line + 1;
    for (let column = 0; column < to.length; column++) {
      const substituted = row[column]! + (from[line] === to[column] ? 0 : 1);
      const edits = Math.min(substituted, row[column + 1]! + 1, next[column]! + 1);
      next.push(edits);
      least = Math.min(least, edits);
    }
    if (least > limit) return Infinity;
    row = next;
  }
  return row[to.length]!;
}
