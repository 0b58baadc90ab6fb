import { Kind, type ASTNode } from 'graphql';
import { placeOf } from '../place.js';
import type { Finding } from '../report.js';
import type { Gap } from './collect-fields.js';

const showPlace = (node: ASTNode): string => {
  const place = placeOf(node);
  return place ? `${place.file}:${place.line}:${place.column}` : 'graphql-error-codes/client';
};

/**
 * Describes what is unknown of the selections of a mutation.
 *
 * @param errorType the name of the type of its errors, where it has any
 */
export function describeGap(gap: Gap, coordinate: string, errorType: string | undefined): Finding {
  const createFinding = (subject: string, message: string, node: ASTNode): Finding => ({
    level: 'error',
    coordinate: subject,
    message: `${subject} ${message}`,
    place: placeOf(node),
  });
  if (gap.kind === 'insertion') {
    const message = `cannot be checked, because the template inserts ${gap.insertion.text}. Write the selection out, or use a fragment.`;
    return createFinding(coordinate, message, gap.node);
  }
  if (gap.kind === 'type') {
    const hint =
      errorType !== undefined && gap.type === 'Error'
        ? `The type of errors is ${errorType}: write the fragment for it.`
        : 'The schema or the document is out of date.';
    return gap.node.kind === Kind.FRAGMENT_SPREAD
      ? createFinding(`...${gap.node.name.value}`, `is on ${gap.type}, which is not in the schema. ${hint}`, gap.node)
      : createFinding(gap.type, `is not in the schema. ${hint}`, gap.node);
  }
  const name = gap.node.name.value;
  if (gap.found.length === 0) {
    const message = 'is not defined in any of the documents. Also pass the file that defines it.';
    return createFinding(`...${name}`, message, gap.node);
  }
  const places = gap.found.slice(0, 2).map(({ definition }) => showPlace(definition));
  const more = gap.found.length > places.length ? ` (and ${gap.found.length - places.length} more)` : '';
  const isGraphql = /\.(?:gql|graphqls?)$/i.test(placeOf(gap.node)?.file ?? '');
  const advice = isGraphql ? 'Import the right one with #import, or rename one.' : 'Rename one of them.';
  const message = `has different definitions, in ${places.join(' and ')}${more}. ${advice}`;
  return createFinding(`...${name}`, message, gap.node);
}
