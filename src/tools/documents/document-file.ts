import type { FragmentDefinitionNode, OperationDefinitionNode, Source } from 'graphql';
import type { Place } from '../report.js';

/** An interpolation of a template, at a place where it can be anything. */
export interface Insertion {
  /** The template. */
  readonly source: Source;
  /** Where it starts in the body of the template. */
  readonly start: number;
  /** Its code: `${fields}`. */
  readonly text: string;
}

/** Fragments of another file: `#import "./user.graphql"`. */
export interface FragmentImport {
  readonly path: string;
  /** The fragments to import; all of the file when absent. */
  readonly names: readonly string[] | undefined;
  readonly place: Place;
}

/** What was read from a file of documents. */
export interface DocumentContent {
  /** The number of GraphQL documents: templates of source code are one each. */
  readonly documents: number;
  readonly operations: readonly OperationDefinitionNode[];
  readonly fragments: readonly FragmentDefinitionNode[];
  readonly imports: readonly FragmentImport[];
  readonly insertions: readonly Insertion[];
  /** The text of source code, for what it imports. */
  readonly code?: string;
}

/** A file of documents. */
export interface DocumentFile extends Omit<DocumentContent, 'imports'> {
  /** The path, as messages have it. */
  readonly name: string;
  /** Whether the file was passed, not only imported. */
  readonly isPassed: boolean;
  readonly imported: readonly { readonly file: DocumentFile; readonly names: readonly string[] | undefined }[];
}
