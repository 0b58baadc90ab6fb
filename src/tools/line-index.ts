import type { Source } from 'graphql';
import type { Place } from './report.js';

/** A position in a text. Lines and columns count from 1, as in SDL. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Finds positions in a text, which it reads once: graphql's `getLocation` reads it for each. */
export class LineIndex {
  readonly #starts: readonly number[];

  constructor(text: string) {
    this.#starts = [
      0,
      ...Array.from(text.matchAll(/\r\n|[\n\r]/g), ({ 0: lineBreak, index }) => index + lineBreak.length),
    ];
  }

  /** Returns the position of an offset. One inside of a line break is at the end of its line. */
  at(offset: number): Position {
    let [line, next] = [0, this.#starts.length];
    while (next - line > 1) {
      const middle = (line + next) >> 1;
      if (this.#starts[middle]! <= offset) line = middle;
      else next = middle;
    }
    return { line: line + 1, column: offset - this.#starts[line]! + 1 };
  }
}

const indexes = new WeakMap<Source, LineIndex>();

/** Returns the place in its file of an offset in a source, which may be a part of the file. */
export function placeIn(source: Source, offset: number): Place {
  const index = indexes.get(source) ?? new LineIndex(source.body);
  indexes.set(source, index);
  const { line, column } = index.at(offset);
  const { name, locationOffset } = source;
  return {
    file: name,
    line: line + locationOffset.line - 1,
    column: line === 1 ? column + locationOffset.column - 1 : column,
  };
}
