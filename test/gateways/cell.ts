/** What the table gets to know of a test. */
export interface Cell {
  /** The product or composer. */
  readonly column: string;
  /** The case. */
  readonly row: string;
  readonly says: 'yes' | 'no';
  /** What the table should say of it: why it cannot be, or how it is. */
  readonly note?: string | undefined;
}

declare module 'vitest' {
  interface ProvidedContext {
    /** The major version of graphql that the tests run on. */
    graphql: 16 | 17;
  }
  interface TaskMeta {
    cell?: Cell;
  }
}
