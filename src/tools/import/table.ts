import type { NameOption } from '../usage-error.js';

/** One cell of a table. */
export interface Cell {
  /** Its text as Markdown, which descriptions in SDL are. */
  readonly text: string;
  /** The line that it starts on. */
  readonly line: number;
  /** The list or object of JSON that is here instead of a text. */
  readonly json?: unknown;
}

/** One row, maybe with too many or too few cells. */
export interface Row {
  readonly line: number;
  readonly cells: readonly Cell[];
}

/** One table of a file, whatever it is about. */
export interface Table {
  /** The line of the header. */
  readonly line: number;
  /** The text before the table that is about all of it, or `null`. */
  readonly description: string | null;
  /** Its cells, as Markdown. */
  readonly header: readonly string[];
  /** What the parts of the header are called in this kind of file. */
  readonly columnKind: 'column' | 'field';
  /** The column of the codes, where it does not need a header. */
  readonly codeColumn?: number;
  /** The line that the first row starts on, or would start on. */
  readonly rowsLine: number;
  readonly rows: readonly Row[];
  /** How to write a cell that was read as several. */
  readonly cellHint: string;
}

/** Something in a file that cannot be imported. */
export interface Problem {
  readonly line: number;
  /** A complete sentence, without the place. One that names an option depends on the reader. */
  readonly message: string | ((nameOption: NameOption) => string);
}

/** What a reader finds in a file. */
export interface TableFile {
  readonly tables: readonly Table[];
  readonly problems: readonly Problem[];
  /** What is not read, each with its line. */
  readonly notes: readonly Problem[];
}
