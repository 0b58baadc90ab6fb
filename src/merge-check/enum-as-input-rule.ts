import { findType } from './declared-type.js';
import type { MergeFinding } from './finding.js';
import type { Merge, Rule } from './merge.js';

function haveSameCodes({ parts, names }: Merge): boolean {
  const versions = parts.flatMap(({ definitions }) => {
    const type = findType(definitions, names.ErrorCodeEnum);
    return type ? [[...type.values].toSorted().join()] : [];
  });
  return new Set(versions).size < 2;
}

/** The enum is for output only: as an input, its values would be frozen in a federated graph. */
export const enumAsInputRule: Rule = (merge) => {
  const { parts, names } = merge;
  const isFederation = merge.into === 'federation';
  const severity = isFederation && !haveSameCodes(merge) ? 'error' : 'warning';
  return parts.flatMap((part) =>
    part.inputPositions(names.ErrorCodeEnum).flatMap((position): MergeFinding[] => {
      // Directives stay within their subgraph.
      if (isFederation && position.startsWith('@')) return [];
      return [
        {
          rule: 'enum-as-input',
          severity,
          where: `${part.name}, ${position}`,
          what: `${names.ErrorCodeEnum} is the type of an input.`,
          why: isFederation
            ? 'An enum in inputs must have the same values in all subgraphs, so no subgraph can add a code alone.'
            : 'A gateway with internal values, or a subgraph with default values, sends wrong values.',
          fix: 'Declare the input as String.',
        },
      ];
    }),
  );
};
