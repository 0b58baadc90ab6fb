import { checkOptions, isBoolean, isOneOf, type OptionRules } from '../internal/options.js';
import { createErrorModule } from '../module/create-error-module.js';
import type { AnyTypeNames } from '../module/type-names.js';
import { codeRules } from './code-rules.js';
import type { MergeFinding, MergeTarget } from './finding.js';
import { readInput, type MergeInput } from './input.js';
import { shareableRule } from './shareable-rule.js';
import { typeRules } from './type-rules.js';

/** The parts of a module that the check reads. */
export interface MergedModule {
  readonly typeDefs: string;
  readonly typeNames: AnyTypeNames;
}

/** The options of {@link checkMerge}. */
export interface MergeCheckOptions {
  /**
   * What the inputs become. `schema`: one executable schema, by makeExecutableSchema or mergeSchemas.
   * `stitching`: subschemas behind stitchSchemas or a gateway that stitches. `federation`: subgraphs
   * to compose. `mercurius`: SDL and resolvers for Mercurius. Defaults to `schema`.
   */
  readonly into?: MergeTarget;
  /** The module, if it was created with options. Defaults to `createErrorModule()`. */
  readonly module?: MergedModule;
  /** The resolvers of a stitching gateway itself. */
  readonly gatewayResolvers?: object | readonly object[];
  /** Whether to throw a {@link MergeError} when a finding is an error. Defaults to `false`. */
  readonly throwOnError?: boolean;
}

const optionRules: OptionRules<MergeCheckOptions> = {
  into: isOneOf('schema', 'stitching', 'federation', 'mercurius'),
  module: {
    expected: 'a module that createErrorModule returned, not its options',
    accepts: (value) =>
      typeof value === 'object' && value !== null && 'typeDefs' in value && typeof value.typeDefs === 'string',
  },
  gatewayResolvers: {
    expected: 'resolvers, or a list of them',
    accepts: (value) => typeof value === 'object' && value !== null,
  },
  throwOnError: isBoolean,
};

/** Returns a finding as text, in three lines. */
export const describeFinding = ({ severity, rule, where, what, why, fix }: MergeFinding): string =>
  `- ${severity} ${rule}, ${where}: ${what}\n  why: ${why}\n  fix: ${fix}`;

/** Thrown by {@link checkMerge} with `throwOnError`. The message lists the findings. */
export class MergeError extends Error {
  override readonly name = 'MergeError';
  readonly findings: readonly MergeFinding[];

  constructor(findings: readonly MergeFinding[]) {
    super(`The merge would break:\n${findings.map(describeFinding).join('\n')}`);
    this.findings = findings;
  }
}

/**
 * Checks what would break when the module is merged with these inputs. Pass every input: the SDL,
 * schemas or subgraphs of all hosts, with or without the module in them.
 *
 * @returns the findings, errors before warnings; empty when nothing would break.
 * @throws MergeError with `throwOnError`, when a finding is an error.
 * @throws GraphQLError when SDL cannot be parsed; TypeError for an invalid input or option.
 * @example
 * checkMerge([{ name: 'shop', typeDefs, resolvers }, { name: 'users', schema }], {
 *   into: 'federation',
 *   throwOnError: true,
 * });
 */
export function checkMerge(
  inputs: MergeInput | readonly MergeInput[],
  options: MergeCheckOptions = {},
): readonly MergeFinding[] {
  checkOptions('checkMerge', options, optionRules);
  const { into = 'schema', gatewayResolvers = {}, throwOnError = false } = options;
  const { typeNames, typeDefs }: MergedModule = options.module ?? createErrorModule();
  const types = Object.values(typeNames);
  const merge = {
    parts: [inputs].flat().map((input, index) => readInput(input, index, types)),
    into,
    names: typeNames,
    own: readInput(typeDefs, 0, types),
    gatewayResolvers: [gatewayResolvers].flat(),
  };
  const findings = [...typeRules, ...codeRules, shareableRule]
    .flatMap((rule) => rule(merge))
    .toSorted((one, other) => Number(one.severity === 'warning') - Number(other.severity === 'warning'));
  if (throwOnError && findings.some(({ severity }) => severity === 'error')) throw new MergeError(findings);
  return findings;
}
