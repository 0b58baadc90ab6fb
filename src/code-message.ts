import type { EnumType } from './executable-schema.js';

/**
 * The sentence for a code that an enum does not have: who answered it, what it was, and which name was probably meant.
 *
 * @param where the field that answered the code, as a schema coordinate: `Mutation.usersLogin`
 */
export function unknownCode(where: string, code: unknown, codes: EnumType): string {
  return `${where} answered ${print(code)}, which ${codes.name} does not declare.${suggestion(code, codes)}`;
}

/** The end of such a sentence: the name that was probably meant; empty when there is none. */
export function suggestion(code: unknown, codes: EnumType): string {
  const names = codes.getValues().map(({ name }) => name);
  const meant = typeof code === 'string' ? closest(code.toUpperCase(), names) : undefined;
  return meant === undefined ? '' : ` Did you mean ${meant}?`;
}

/** The candidate that takes the fewest edits to reach, if that is at most a third of its length. */
export function closest(word: string, candidates: readonly string[]): string | undefined {
  let best: string | undefined;
  let fewest = Infinity;
  for (const candidate of candidates) {
    const edits = editDistance(word, candidate);
    if (edits < fewest && edits <= candidate.length / 3) [best, fewest] = [candidate, edits];
  }
  return best;
}

/** Levenshtein distance, one row of the matrix at a time. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let line = 0; line < from.length; line++) {
    const next = [line + 1];
    for (let column = 0; column < to.length; column++) {
      const substituted = row[column]! + (from[line] === to[column] ? 0 : 1);
      next.push(Math.min(substituted, row[column + 1]! + 1, next[column]! + 1));
    }
    row = next;
  }
  return row[to.length]!;
}

/** A value for a message to developers, whatever it is. */
export function print(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch (error) {
    // JSON has no way to write a cycle or a bigint.
    if (error instanceof TypeError) return Object.prototype.toString.call(value);
    throw error;
  }
}
