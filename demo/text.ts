import * as v from 'valibot';

/** A text within a range of lengths, counted in code points as PostgreSQL does. */
export const text = (minimum: number, maximum: number) =>
  v.pipe(
    v.string(),
    v.check((value) => characters(value) >= minimum, 'too_short'),
    v.check((value) => characters(value) <= maximum, 'too_long'),
  );

const characters = (value: string): number => Array.from(value).length;

/** Whether PostgreSQL can store the text: it cannot store U+0000. */
export const isStorable = (value: string): boolean => !value.includes('\0');
