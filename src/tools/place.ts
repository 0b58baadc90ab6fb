import type { ASTNode } from 'graphql';
import { placeIn } from './line-index.js';
import type { Place } from './report.js';

/** The source name of the package's own SDL, which is not a file of the user. */
export const packageSource = 'graphql-error-codes';

/** Returns the position of a node in its file, or `null` when it was not read from a file. */
export function placeOf(node: ASTNode | null | undefined): Place | null {
  const location = node?.loc;
  if (!location || location.source.name === packageSource) return null;
  return placeIn(location.source, location.start);
}
