import { checkOptions, isBoolean, isOneOf, type OptionRules } from '../internal/options.js';
import { createErrorModule } from '../module/create-error-module.js';
import type { AnyTypeNames } from '../module/type-names.js';
import { boundaryRules } from './boundary-rules.js';
import { codeRules } from './code-rules.js';
import { enumAsInputRule } from './enum-as-input-rule.js';
import { MergeError, type MergeFinding } from './finding.js';
import { readInput, type MergeInput } from './input.js';
import type { Merge, MergeTarget } from './merge.js';
import { resolverRules } from './resolver-rules.js';
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
   * What the inputs are merged into. Defaults to `schema`.
   *
   * - `schema`: one executable schema, by makeExecutableSchema or mergeSchemas.
   * - `stitching`: subschemas of stitchSchemas, or of a gateway that stitches.
   * - `federation`: subgraphs that are composed into a supergraph.
   * - `mercurius`: SDL and resolvers for Mercurius.
   */
  readonly into?: MergeTarget;
  /** The module, if it was created with options. Defaults to `createErrorModule()`. */
  readonly module?: MergedModule;
  /** The resolvers of a stitching gateway itself. */
  readonly gatewayResolvers?: object | readonly object[];
  /** Whether to throw a {@link MergeError} when a finding is an error. Defaults to `false`. */
  readonly throwOnError?: boolean;
}

const isMap = (value: unknown): boolean => typeof value === 'object' && value !== null;

const optionRules: OptionRules<MergeCheckOptions> = {
  into: isOneOf('schema', 'stitching', 'federation', 'mercurius'),
  module: {
    expected: 'a module that createErrorModule returned, not its options',
    accepts: (value) =>
      typeof value === 'object' &&
      value !== null &&
      'typeDefs' in value &&
      typeof value.typeDefs === 'string' &&
      'typeNames' in value &&
      isMap(value.typeNames),
  },
  gatewayResolvers: {
    expected: 'resolvers, or a list of them',
    accepts: (value) => [value].flat().every(isMap),
  },
  throwOnError: isBoolean,
};

const rules = [...typeRules, ...codeRules, ...resolverRules, enumAsInputRule, shareableRule, ...boundaryRules];

/**
 * Checks what would break when the module is merged with these inputs. Pass every input: the SDL,
 * schemas or subgraphs of all hosts, with or without the module in them. Rules about internal
 * values need resolvers or a schema.
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
  const merge: Merge = {
    parts: [inputs].flat().map((input, index) => readInput(input, index, types)),
    into,
    names: typeNames,
    own: readInput(typeDefs, 0, types),
    gatewayResolvers: [gatewayResolvers].flat(),
  };
  const findings = rules
    .flatMap((rule) => rule(merge))
    .toSorted((one, other) => Number(one.severity === 'warning') - Number(other.severity === 'warning'));
  if (throwOnError && findings.some(({ severity }) => severity === 'error')) throw new MergeError(findings);
  return findings;
}
