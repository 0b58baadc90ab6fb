import type { GraphQLEnumType, GraphQLEnumValue } from 'graphql';
import { inspect } from '../internal/inspect.js';
import { placeOf, type Finding } from './report.js';

type CreateFinding = (level: Finding['level'], message: string) => Finding;

const isDeprecated = ({ deprecationReason }: GraphQLEnumValue): boolean => deprecationReason != null;
const quote = (text: string | null | undefined): string => (text == null ? 'none' : inspect(text));

/**
 * Guesses which codes were renamed: a removed code, if exactly one of the added codes has the same
 * description.
 */
function findRenamed(
  names: ReadonlySet<string>,
  oldCodes: GraphQLEnumType,
  newCodes: GraphQLEnumType,
): ReadonlyMap<string, string> {
  const added = [...names].flatMap((name) => (oldCodes.getValue(name) ? [] : [newCodes.getValue(name)!]));
  const renamed = new Map<string, string>();
  for (const name of names) {
    const before = oldCodes.getValue(name);
    if (!before || newCodes.getValue(name) || isDeprecated(before) || !before.description) continue;
    const same = added.filter(({ description }) => description === before.description);
    if (same.length === 1) renamed.set(name, same[0]!.name);
  }
  return renamed;
}

function compareCode(before: GraphQLEnumValue, after: GraphQLEnumValue, createFinding: CreateFinding): Finding[] {
  const findings: Finding[] = [];
  const [oldReason, newReason] = [before.deprecationReason, after.deprecationReason];
  if (!isDeprecated(before) && isDeprecated(after)) {
    findings.push(createFinding('safe', `was deprecated: ${quote(newReason)}.`));
  } else if (isDeprecated(before) && !isDeprecated(after)) {
    findings.push(createFinding('dangerous', 'is no longer deprecated. Clients may have stopped handling it.'));
  } else if (oldReason !== newReason) {
    findings.push(
      createFinding('safe', `changed its deprecation reason from ${quote(oldReason)} to ${quote(newReason)}.`),
    );
  }
  const [oldText, newText] = [before.description ?? null, after.description ?? null];
  if (oldText !== newText) {
    findings.push(createFinding('safe', `changed its description from ${quote(oldText)} to ${quote(newText)}.`));
  }
  return findings;
}

const restore = 'Restore it with @deprecated(reason: "...")';

/**
 * Returns the changes of single codes. It classifies them itself, because the inspector treats the
 * default deprecation reason as none, and an added code as dangerous.
 *
 * @param names the codes that the inspector reports as changed
 */
export function compareCodes(
  names: ReadonlySet<string>,
  oldCodes: GraphQLEnumType,
  newCodes: GraphQLEnumType,
): Finding[] {
  const renamed = findRenamed(names, oldCodes, newCodes);
  const newNames = new Set(renamed.values());
  return [...names].flatMap((name): Finding[] => {
    const [before, after] = [oldCodes.getValue(name), newCodes.getValue(name)];
    const coordinate = `${newCodes.name}.${name}`;
    const createFinding: CreateFinding = (level, message) => ({
      level,
      coordinate,
      message: `${coordinate} ${message}`,
      place: placeOf((after ?? before)?.astNode?.name),
    });
    if (before && after) return compareCode(before, after, createFinding);
    // The removed code has the finding of a rename.
    if (after) return newNames.has(name) ? [] : [createFinding('safe', 'was added.')];
    const newName = renamed.get(name);
    if (newName !== undefined) {
      return [
        createFinding(
          'breaking',
          `was probably renamed to ${newName}, which has the same description. ${restore} and keep ${newName}.`,
        ),
      ];
    }
    return before && isDeprecated(before)
      ? [createFinding('dangerous', 'was removed after it was deprecated.')]
      : [createFinding('breaking', `was removed without being deprecated first. ${restore}.`)];
  });
}
