import { createErrorModule } from '../module.js';
import type { ModuleTypeName } from '../generated/sdl.js';
import { print } from '../code-message.js';
import { requireOptions } from '../options.js';
import { readInput, type MergeInput } from './merge-input.js';
import { codeRules } from './merge-code-rules.js';
import type { MergeFinding, MergeTarget } from './merge-finding.js';
import { shareableRule } from './merge-shareable-rule.js';
import { typeRules } from './merge-type-rules.js';

export type { MergeInput, NamedMergeInput } from './merge-input.js';
export type { MergeFinding, MergeRule, MergeTarget } from './merge-finding.js';

export interface MergeCheckOptions {
  /**
   * `schema`: one executable schema, by makeExecutableSchema or mergeSchemas. `stitching`: subschemas behind stitchSchemas or a gateway
   * that stitches. `federation`: subgraphs that are composed. `mercurius`: SDL and resolvers given to Mercurius. Default: `schema`.
   */
  readonly into?: MergeTarget;
  /** The module as it is merged, when it is made with options. Default: `createErrorModule()`. */
  readonly errors?: { readonly typeDefs: string; readonly names: Readonly<Record<ModuleTypeName, string>> };
  /** The resolvers that a stitching gateway itself is given. */
  readonly gatewayResolvers?: object | readonly object[];
  /** Whether to throw when a finding is an error. Default: false. */
  readonly strict?: boolean;
}

const targets: readonly MergeTarget[] = ['schema', 'stitching', 'federation', 'mercurius'];

const optionNames: Readonly<Record<keyof MergeCheckOptions, true>> = {
  into: true,
  errors: true,
  gatewayResolvers: true,
  strict: true,
};

/** Thrown by `checkMerge` when it is strict; its message lists the findings. */
export class MergeError extends Error {
  override readonly name = 'MergeError';
  readonly findings: readonly MergeFinding[];

  constructor(findings: readonly MergeFinding[]) {
    super(`This would break:\n${findings.map(describeFinding).join('\n')}`);
    this.findings = findings;
  }
}

/** A finding as text, in four lines. */
export const describeFinding = ({ severity, rule, where, what, why, fix }: MergeFinding): string =>
  `- ${severity} ${rule}, ${where}: ${what}\n  why: ${why}\n  fix: ${fix}`;

/**
 * Tells what would break when the module is merged with these inputs, before anything is. Give every input: the hosts' SDL, schemas or
 * subgraphs, with or without the module in them.
 *
 * @returns what it found, errors first; empty when nothing would break.
 * @throws MergeError when `strict` and a finding is an error; GraphQLError when an SDL cannot be parsed.
 * @example checkMerge([{ name: 'shop', typeDefs, resolvers }, { name: 'users', schema }], { into: 'federation', strict: true });
 */
export function checkMerge(
  inputs: MergeInput | readonly MergeInput[],
  options: MergeCheckOptions = {},
): readonly MergeFinding[] {
  requireOptions('checkMerge', options, optionNames);
  const { into = 'schema', errors = createErrorModule(), gatewayResolvers = {}, strict = false } = options;
  if (!targets.includes(into)) throw new TypeError(`into is ${print(into)}: give ${targets.map(print).join(', ')}.`);
  if (typeof errors.typeDefs !== 'string') {
    throw new TypeError('errors is no module: give what createErrorModule returns, not its options.');
  }
  const { names, typeDefs } = errors;
  const types = Object.values(names);
  const merge = {
    parts: [inputs].flat().map((input, index) => readInput(input, index, types)),
    into,
    names,
    own: readInput(typeDefs, 0, types),
    gatewayResolvers: [gatewayResolvers].flat(),
  };
  const findings = [...typeRules, ...codeRules, shareableRule]
    .flatMap((rule) => rule(merge))
    .toSorted((one, other) => Number(one.severity === 'warning') - Number(other.severity === 'warning'));
  if (strict && findings.some(({ severity }) => severity === 'error')) throw new MergeError(findings);
  return findings;
}
