import { describe, expect, it } from 'vitest';
import { didYouMean } from '../../src/internal/did-you-mean.js';

describe('didYouMean', () => {
  it.each([
    ['strct', ['strict', 'onError'], 'strict'],
    ['STRICT', ['strict'], 'strict'],
    ['strict', ['strict'], 'strict'],
    // Of several close ones, the closest; of equally close ones, the first.
    ['MFA_FAILD', ['MFA_FALLS', 'MFA_FAILED'], 'MFA_FAILED'],
    ['MFA_FAILD', ['MFA_FAILED', 'MFA_FALLS'], 'MFA_FAILED'],
    ['MFA_FAILD', ['MFA_FAILS', 'MFA_FAILED'], 'MFA_FAILS'],
  ])('suggests the closest candidate for %j among %j', (word, candidates, closest) => {
    expect(didYouMean(word, candidates)).toBe(` Did you mean "${closest}"?`);
  });

  it.each([
    ['a substitution', 'abXdef'],
    ['an insertion', 'abcXdef'],
    ['a deletion', 'abdef'],
  ])('counts %s as one edit', (_case, word) => {
    expect(didYouMean(word, ['abcdef'])).not.toBe('');
    expect(didYouMean(word, ['ab'])).toBe('');
  });

  it("accepts as many edits as a third of the candidate's length, and no more", () => {
    expect(didYouMean('abcdXX', ['abcdef'])).toBe(' Did you mean "abcdef"?');
    expect(didYouMean('abcXXX', ['abcdef'])).toBe('');
    // A third of five is less than two.
    expect(didYouMean('abcdX', ['abcde'])).toBe(' Did you mean "abcde"?');
    expect(didYouMean('abcXX', ['abcde'])).toBe('');
    // The length is the candidate's, not the word's.
    expect(didYouMean('abcd', ['abcdef'])).toBe(' Did you mean "abcdef"?');
    expect(didYouMean('abcdef', ['abcd'])).toBe('');
  });

  it('returns an empty string for words that are no strings, and without candidates', () => {
    for (const word of [undefined, null, 7, {}, ['strict']]) expect(didYouMean(word, ['strict'])).toBe('');
    expect(didYouMean('strict', [])).toBe('');
    expect(didYouMean('', ['strict'])).toBe('');
  });
});
