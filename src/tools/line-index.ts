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
