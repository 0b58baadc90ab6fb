/** A product or composer: a column of a table. */
export interface Column {
  readonly name: string;
  /** The npm package whose version the table shows. */
  readonly package: string;
  /** How the services of a host are set up. */
  readonly setup?: string;
}

/** A cell of the tables in docs/gateways.md, as a test reports it. */
export interface Cell {
  readonly table: 'products' | 'composers';
  readonly column: Column;
  /** The case. */
  readonly row: string;
  readonly result: 'yes' | 'no';
  /** Why the case is not supported, or a detail of the result. */
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
