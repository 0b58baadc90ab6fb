import type { ASTNode, Source } from 'graphql';
import { oncePer } from '../internal/executable-schema.js';
import { LineIndex } from './line-index.js';
import type { Place } from './report.js';

/** The source name of the package's own SDL, which is not a file of the user. */
export const packageSource = 'graphql-error-codes';

const linesOf = oncePer((source: Source) => new LineIndex(source.body));

/** Returns the place in its file of an offset in a source, which may be a part of the file. */
export function placeIn(source: Source, offset: number): Place {
  const { line, column } = linesOf(source).at(offset);
  const { name, locationOffset } = source;
  return {
    file: name,
    line: line + locationOffset.line - 1,
    column: line === 1 ? column + locationOffset.column - 1 : column,
  };
}

/** Returns the position of a node in its file, or `null` when it was not read from a file. */
export function placeOf(node: ASTNode | null | undefined): Place | null {
  const location = node?.loc;
  if (!location || location.source.name === packageSource) return null;
  return placeIn(location.source, location.start);
}
