import type { GraphQLEnumType, GraphQLEnumValue } from 'graphql';
import { toSnakeCase } from '../codes/known-code.js';
import { inspect } from '../internal/inspect.js';
import { compareMetadata, type CodeMetadata } from './code-metadata.js';
import { areTooMany, findRenamed, type RenameCandidate } from './renamed-codes.js';
import { placeOf } from './place.js';
import type { Finding } from './report.js';

type CreateFinding = (level: Finding['level'], message: string) => Finding;

/** The codes of a schema, and what it declares of them. */
export interface ComparedCodes {
  readonly type: GraphQLEnumType;
  /** `undefined` when the schema has none. */
  readonly metadata: CodeMetadata | undefined;
}

const isDeprecated = ({ deprecationReason }: GraphQLEnumValue): boolean => deprecationReason != null;
const quote = (text: string | null | undefined): string => (text == null ? 'none' : inspect(text));

const toCandidate = ({ name, description }: GraphQLEnumValue, metadata: CodeMetadata | undefined): RenameCandidate => ({
  name,
  description: description ?? null,
  value: metadata?.fields.has('value') ? metadata.of(name).value : toSnakeCase(name),
});

interface RenameCandidates {
  readonly removed: readonly RenameCandidate[];
  readonly added: readonly RenameCandidate[];
}

/** Returns the codes that may be renamed. One that was deprecated first was removed on purpose. */
function renameCandidates(before: ComparedCodes, after: ComparedCodes): RenameCandidates {
  const removed = before.type.getValues().filter((value) => !after.type.getValue(value.name) && !isDeprecated(value));
  const added = after.type.getValues().filter(({ name }) => !before.type.getValue(name));
  return {
    removed: removed.map((value) => toCandidate(value, before.metadata)),
    added: added.map((value) => toCandidate(value, after.metadata)),
  };
}

const descriptionsOf = ({ type }: ComparedCodes): readonly (string | null)[] =>
  type.getValues().map(({ description }) => description ?? null);

/** Says that names are not compared, where there are too many. */
export function describeSkippedNames(before: ComparedCodes, after: ComparedCodes): readonly string[] {
  const { removed, added } = renameCandidates(before, after);
  return areTooMany(removed.length, added.length)
    ? [
        `${removed.length} removed and ${added.length} added codes are too many to compare their names. A rename is found by the same internal value or description only.`,
      ]
    : [];
}

function compareTexts(before: GraphQLEnumValue, after: GraphQLEnumValue, createFinding: CreateFinding): Finding[] {
  const findings: Finding[] = [];
  const [oldReason, newReason] = [before.deprecationReason ?? null, after.deprecationReason ?? null];
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
 * Returns the changes of codes. It finds and classifies them itself, because the inspector treats
 * the default deprecation reason as none, and an added code as dangerous. Metadata is compared
 * where both schemas have some.
 */
export function compareCodes(before: ComparedCodes, after: ComparedCodes): Finding[] {
  const { removed, added } = renameCandidates(before, after);
  const renamed = findRenamed(removed, added, [descriptionsOf(before), descriptionsOf(after)]);
  const newNames = new Set([...renamed.values()].map(({ newName }) => newName));
  const names = new Set([...before.type.getValues(), ...after.type.getValues()].map(({ name }) => name));
  return [...names].flatMap((name): Finding[] => {
    const [oldValue, newValue] = [before.type.getValue(name), after.type.getValue(name)];
    const coordinate = `${after.type.name}.${name}`;
    const createFinding: CreateFinding = (level, message) => ({
      level,
      coordinate,
      message: `${coordinate} ${message}`,
      place: placeOf((newValue ?? oldValue)?.astNode?.name),
    });
    if (oldValue && newValue) {
      const metadata = before.metadata && after.metadata ? compareMetadata(name, before.metadata, after.metadata) : [];
      return [
        ...compareTexts(oldValue, newValue, createFinding),
        ...metadata.map(({ level, message }) => createFinding(level, message)),
      ];
    }
    // The removed code has the finding of a rename.
    if (newValue) return newNames.has(name) ? [] : [createFinding('safe', 'was added.')];
    const rename = renamed.get(name);
    if (rename) {
      const { newName, sign } = rename;
      return [
        createFinding(
          'breaking',
          `was probably renamed to ${newName}, which has ${sign}. ${restore} and keep ${newName}.`,
        ),
      ];
    }
    return oldValue && isDeprecated(oldValue)
      ? [createFinding('dangerous', 'was removed after it was deprecated.')]
      : [createFinding('breaking', `was removed without being deprecated first. ${restore}.`)];
  });
}
