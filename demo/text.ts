import * as v from 'valibot';

/** A text of so many characters, as PostgreSQL counts them: by code point. */
export const text = (minimum: number, maximum: number) =>
  v.pipe(
    v.string(),
    v.check((value) => characters(value) >= minimum, 'too_short'),
    v.check((value) => characters(value) <= maximum, 'too_long'),
  );

const characters = (value: string): number => Array.from(value).length;

/** PostgreSQL cannot store U+0000 at all. */
export const isStorable = (value: string): boolean => !value.includes('\0');
