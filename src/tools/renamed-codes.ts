import { editDistance } from '../internal/did-you-mean.js';

/** A code that may have been renamed, or may be the new name of another. */
export interface RenameCandidate {
  readonly name: string;
  readonly description: string | null;
  /** The internal value. A rename often keeps it. */
  readonly value: string;
}

/** The new name of a code, and the sign of it. */
export interface Rename {
  readonly newName: string;
  /** What the two codes have in common: `the same description`. */
  readonly sign: string;
}

/** Words that codes of any subject share. They say nothing of what a code means. */
const genericWords = new Set(
  (
    'a able all already an and any are as at be been by can cannot could did do does doing done error exist exists ' +
    'fail failed failure for found from general generic get given has have in into invalid is it its missing must no ' +
    'not of on one only or please possible process processed reason request requested response required see should ' +
    'something supplied supported that the there this to try again unable unexpected unknown unsupported valid value ' +
    'was went were when while with wrong you your occurred operation performed completed result server input data ' +
    'parameter field code such contact support later problem internal'
  ).split(' '),
);

const toWords = (text: string): readonly string[] =>
  text
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{Letter}\p{Number}]+/u)
    .filter((word) => word !== '');

const specificWords = (text: string): readonly string[] => [
  ...new Set(toWords(text).filter((word) => !genericWords.has(word))),
];

/** Whether two words are forms of one: `colour` and `color`, `auth` and `authentication`. */
function isSameWord(one: string, other: string): boolean {
  if (one === other) return true;
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  if (short.length < 4 || /\d/.test(one + other)) return false;
  if (long.startsWith(short)) return true;
  // The first letter is hardly ever misspelt, and edit distances take time.
  if (short[0] !== long[0]) return false;
  return long.length - short.length <= 2 && long.length >= 5 && editDistance(one, other) <= (short.length >= 8 ? 2 : 1);
}

/** The words that two texts do not have in common. */
interface Comparison {
  /** From 0, nothing in common, to 1. */
  readonly similarity: number;
  readonly onlyBefore: readonly string[];
  readonly onlyAfter: readonly string[];
}

function compareWords(before: readonly string[], after: readonly string[]): Comparison {
  const onlyAfter = [...after];
  const onlyBefore = before.filter((word) => {
    const index = onlyAfter.findIndex((other) => isSameWord(word, other));
    if (index === -1) return true;
    onlyAfter.splice(index, 1);
    return false;
  });
  const total = before.length + after.length;
  const similarity = total === 0 ? 0 : (2 * (before.length - onlyBefore.length)) / total;
  return { similarity, onlyBefore, onlyAfter };
}

interface Texts {
  readonly code: RenameCandidate;
  readonly nameWords: readonly string[];
  readonly words: readonly string[];
  /** The description, for comparison; empty without one. */
  readonly text: string;
  /** Whether no other code of the schema has the description. */
  readonly isUnique: boolean;
}

const normalize = (description: string | null): string => toWords(description ?? '').join(' ');

/** @param all the descriptions of all codes of the schema */
function readTexts(codes: readonly RenameCandidate[], all: readonly (string | null)[]): readonly Texts[] {
  const counts = new Map<string, number>();
  for (const description of all) {
    const text = normalize(description);
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return codes.map((code) => {
    const text = normalize(code.description);
    const isUnique = (counts.get(text) ?? 0) <= 1;
    return { code, nameWords: specificWords(code.name), words: specificWords(text), text, isUnique };
  });
}

/** How similar two names are. Of a single word, the spelling counts. */
function compareNames(before: Texts, after: Texts): Comparison {
  const compared = compareWords(before.nameWords, after.nameWords);
  if (before.nameWords.length > 1 || after.nameWords.length > 1) return compared;
  const [one = before.code.name, other = after.code.name] = [before.nameWords[0], after.nameWords[0]];
  const edits = editDistance(one.toLowerCase(), other.toLowerCase());
  const similarity = 1 - edits / Math.max(one.length, other.length);
  return similarity < 0.5 || similarity < compared.similarity
    ? compared
    : { similarity, onlyBefore: [], onlyAfter: [] };
}

const includesWord = (words: readonly string[], word: string): boolean =>
  words.some((other) => isSameWord(word, other));

/**
 * Whether one name replaces a word of the other, and no description has either word: a text that
 * does not name the subject says nothing of whether it is the same.
 */
function hasSilentReplacement({ onlyBefore, onlyAfter }: Comparison, before: Texts, after: Texts): boolean {
  if (onlyBefore.length === 0 || onlyAfter.length === 0) return false;
  const words = [...before.words, ...after.words];
  return ![...onlyBefore, ...onlyAfter].some((word) => includesWord(words, word));
}

/** Whether names and descriptions both replace a word by another: `USER` by `ORDER`. */
const hasOtherSubject = (names: Comparison, texts: Comparison): boolean =>
  names.onlyBefore.some((word) => includesWord(texts.onlyBefore, word)) &&
  names.onlyAfter.some((word) => includesWord(texts.onlyAfter, word));

interface Match extends Rename {
  readonly oldName: string;
  readonly score: number;
}

/** Returns the match of two codes; `undefined` when they are not alike. */
function matchCodes(before: Texts, after: Texts): Match | undefined {
  const match = (score: number, sign: string): Match => ({
    oldName: before.code.name,
    newName: after.code.name,
    score,
    sign,
  });
  const names = compareNames(before, after);
  const { similarity: byName } = names;
  if (before.code.value === after.code.value) return match(4 + byName, 'the same internal value');
  const isSilent = hasSilentReplacement(names, before, after);
  if (before.text !== '' && before.text === after.text) {
    const isUnique = before.isUnique && after.isUnique;
    const count = before.words.length;
    if (isUnique && (count >= 4 || (count >= 2 && !isSilent))) return match(2 + byName, 'the same description');
    // A generic text, or one that other codes share, needs a similar name beside it.
    const isReplaced = names.onlyBefore.length > 0 && names.onlyAfter.length > 0;
    return byName >= 0.5 && !isReplaced ? match(1 + byName, 'the same description') : undefined;
  }
  if (before.text === '' || after.text === '') {
    return byName >= 0.8 ? match(byName / 2, 'a similar name') : undefined;
  }
  const texts = compareWords(before.words, after.words);
  if (byName < 0.5 || texts.similarity < 0.6 || isSilent || hasOtherSubject(names, texts)) return undefined;
  return match((byName + texts.similarity) / 2, 'a similar name and description');
}

/** Pairs of codes that are compared by their words, a few microseconds each. */
const maxPairs = 250_000;

/** Whether there are too many codes to compare each that was removed with each that was added. */
export const areTooMany = (removed: number, added: number): boolean => removed * added > maxPairs;

/** Returns a function that finds the codes that an old one may have become. */
function createFindCandidates(before: number, after: readonly Texts[]): (old: Texts) => Iterable<Texts> {
  if (!areTooMany(before, after.length)) return () => after;
  const byValue = new Map(after.map((texts) => [texts.code.value, texts]));
  const byText = new Map(
    after.filter(({ text, isUnique }) => text !== '' && isUnique).map((texts) => [texts.text, texts]),
  );
  return ({ code, text, isUnique }) => {
    const found = [byValue.get(code.value), isUnique ? byText.get(text) : undefined];
    return new Set(found.filter((texts) => texts !== undefined));
  };
}

/** Counts the matches of each code. */
function countMatches(matches: readonly Match[], key: 'oldName' | 'newName'): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { [key]: name } of matches) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/**
 * Guesses which codes were renamed, by their internal values, descriptions and names. The best
 * matches come first. A code is matched at most once, and not at all between equal candidates.
 * Where there are too many, only codes with the same value or description are matched.
 *
 * @param descriptions those of all codes of the old, and of the new schema
 */
export function findRenamed(
  removed: readonly RenameCandidate[],
  added: readonly RenameCandidate[],
  descriptions: readonly [before: readonly (string | null)[], after: readonly (string | null)[]],
): ReadonlyMap<string, Rename> {
  const [before, after] = [readTexts(removed, descriptions[0]), readTexts(added, descriptions[1])];
  const findCandidates = createFindCandidates(before.length, after);
  const matches = new Map<number, Match[]>();
  for (const old of before) {
    for (const candidate of findCandidates(old)) {
      const match = matchCodes(old, candidate);
      if (!match) continue;
      const group = matches.get(match.score);
      if (group) group.push(match);
      else matches.set(match.score, [match]);
    }
  }
  const renamed = new Map<string, Rename>();
  const settled = new Set<string>();
  for (const [, group] of [...matches].toSorted(([one], [other]) => other - one)) {
    const open = group.filter(({ oldName, newName }) => !settled.has(oldName) && !settled.has(newName));
    const [ofOld, ofNew] = [countMatches(open, 'oldName'), countMatches(open, 'newName')];
    for (const { oldName, newName, sign } of open) {
      if (ofOld.get(oldName) === 1 && ofNew.get(newName) === 1) renamed.set(oldName, { newName, sign });
      settled.add(oldName).add(newName);
    }
  }
  return renamed;
}
