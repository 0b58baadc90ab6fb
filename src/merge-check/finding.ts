import { checkRequired, isObject } from '../internal/options.js';

/** The rule that a finding violates. */
export type MergeRule =
  | 'two-copies-of-graphql'
  | 'kind-clash'
  | 'foreign-type'
  | 'fields-differ'
  | 'members-missing'
  | 'directive-clash'
  | 'versions-differ'
  | 'code-twice'
  | 'invalid-code'
  | 'module-twice'
  | 'enum-map-missing'
  | 'enum-map-at-gateway'
  | 'enum-map-ignored'
  | 'duplicate-internal-value'
  | 'enum-as-input'
  | 'not-shareable'
  | 'shareable-misspelt'
  | 'resolvers-missing'
  | 'member-without-type-check'
  | 'foreign-errors'
  | 'boundary-replaced';

/** A problem with a merge. `what`, `why` and `fix` are complete sentences. */
export interface MergeFinding {
  readonly rule: MergeRule;
  /**
   * `error`: the merge breaks. `warning`: it works, except in the situation that `why` describes.
   */
  readonly severity: 'error' | 'warning';
  /** The input, and the type or field in it: `shop, Query.errors(code:)`. */
  readonly where: string;
  /** What is wrong. */
  readonly what: string;
  /** Why it breaks. */
  readonly why: string;
  /** What to do. */
  readonly fix: string;
}

/** Returns a finding as text, in four lines. */
export function describeFinding(finding: MergeFinding): string {
  checkRequired('describeFinding', { finding }, { finding: isObject });
  const { severity, rule, where, what, why, fix } = finding;
  return `${severity} ${rule}: ${where}\n  ${what}\n  why: ${why}\n  fix: ${fix}`;
}

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;

const isFindingList = {
  expected: 'a list of findings',
  accepts: (value: unknown): boolean => Array.isArray(value) && value.every((finding) => isObject.accepts(finding)),
};

/** Thrown by `checkMerge` with `throwOnError`. The message lists all findings. */
export class MergeError extends Error {
  override readonly name = 'MergeError';
  readonly findings: readonly MergeFinding[];

  constructor(findings: readonly MergeFinding[]) {
    checkRequired('MergeError', { findings }, { findings: isFindingList });
    const errors = findings.filter(({ severity }) => severity === 'error').length;
    const found = `${count(errors, 'error')} and ${count(findings.length - errors, 'warning')}`;
    super(`The merge has ${found}.\n\n${findings.map(describeFinding).join('\n\n')}`);
    this.findings = findings;
  }
}
