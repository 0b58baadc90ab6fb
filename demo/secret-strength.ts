import { deflateRawSync } from 'node:zlib';

/** What a secret key must have, estimated: 32 random hexadecimal digits have 128 bits. */
const minimumBits = 80;

/** Bytes of the compressed key: repeated words and letters compress, random ones do not. */
const minimumCompressed = 24;

/** The bits of a text whose characters are drawn as often as they appear in it (Shannon). */
function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= count * Math.log2(count / text.length);
  return bits;
}

/** Whether most characters follow each other in the alphabet, as in "abcdef" or "654321". */
function isSequence(text: string): boolean {
  let steps = 0;
  for (let index = 1; index < text.length; index++) {
    if (Math.abs(text.charCodeAt(index) - text.charCodeAt(index - 1)) <= 1) steps += 1;
  }
  return steps > text.length / 2;
}

/** Whether a key may be random: no letter or word that is repeated, and no sequence. */
export const isStrongKey = (key: string): boolean =>
  entropyOf(key) >= minimumBits && deflateRawSync(key).length >= minimumCompressed && !isSequence(key);

/** The words of passwords that are tried first, alone or with digits and punctuation. */
const common = new Set(
  'password passwort admin administrator root qwerty qwertz letmein welcome changeme secret iloveyou dragon monkey abc demo user test login'.split(
    ' ',
  ),
);

/** Whether a password is not among those that are tried first. */
export function isUncommonPassword(password: string): boolean {
  const words = password
    .toLowerCase()
    .replaceAll('0', 'o')
    .replaceAll(/[^a-z]/g, '');
  return new Set(password).size >= 5 && !isSequence(password) && !common.has(words) && words !== '';
}
