import * as v from 'valibot';

const countCharacters = (value: string): number => Array.from(value).length;

/** A text within a range of lengths, counted in code points as PostgreSQL does. */
export const text = (minimum: number, maximum: number) =>
  v.pipe(
    v.string(),
    v.check((value) => countCharacters(value) >= minimum, 'too_short'),
    v.check((value) => countCharacters(value) <= maximum, 'too_long'),
  );

/** Whether the text is Unicode: a lone half of a surrogate pair is not a character. */
export const isWellFormed = (value: string): boolean => !/\p{Surrogate}/u.test(value);

/** Whether PostgreSQL can store the text: it cannot store U+0000, nor what is not Unicode. */
export const isStorable = (value: string): boolean => !value.includes('\0') && isWellFormed(value);
