import { didYouMean } from './did-you-mean.js';
import { inspect, inspectChoices } from './inspect.js';

/** What one option accepts. */
export interface OptionRule {
  /** Completes the sentence `"x" must be ...`. */
  readonly expected: string;
  readonly accepts: (value: unknown) => boolean;
  /** The accepted strings, for suggestions. */
  readonly choices?: readonly string[];
}

/** One rule for every option, so that a new option without a rule does not compile. */
export type OptionRules<Options> = { readonly [Name in keyof Options]-?: OptionRule };

/** A rule for options that take `true` or `false`. */
export const isBoolean: OptionRule = {
  expected: 'true or false',
  accepts: (value) => typeof value === 'boolean',
};

/** A rule for hooks. */
export const isFunction: OptionRule = {
  expected: 'a function',
  accepts: (value) => typeof value === 'function',
};

/** A rule for texts. */
export const isString: OptionRule = {
  expected: 'a string',
  accepts: (value) => typeof value === 'string',
};

/** A rule for maps. */
export const isObject: OptionRule = {
  expected: 'an object',
  accepts: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
};

/** A rule for options that take one of a few strings. */
export const isOneOf = (...choices: readonly string[]): OptionRule => ({
  expected: inspectChoices(choices),
  accepts: (value) => choices.includes(value as string),
  choices,
});

/** @throws TypeError for anything but an executable schema. */
export function checkSchema(where: string, schema: unknown): void {
  const { getMutationType, getQueryType, getTypeMap } = (schema ?? {}) as Readonly<Record<string, unknown>>;
  if ([getMutationType, getQueryType, getTypeMap].every((method) => typeof method === 'function')) return;
  throw new TypeError(`${where} expects a schema, such as makeExecutableSchema returns, got ${inspect(schema)}.`);
}

/**
 * Returns what is wrong with the names and values of options, each in one sentence. An option that
 * is `undefined` counts as absent.
 *
 * @param where the start of each message: the function, or the part of its options
 * @param kind what a name stands for
 */
export function optionMistakes<Options extends object>(
  where: string,
  options: Options,
  rules: OptionRules<Options>,
  kind: 'option' | 'field' | 'argument',
): string[] {
  if (!isObject.accepts(options)) {
    const expected = kind === 'option' ? 'expects an options object' : 'must be an object';
    return [`${where} ${expected}, got ${inspect(options)}.`];
  }
  const mistakes: string[] = [];
  // A loop, because a schema has hundreds of codes, with nine options each.
  for (const [name, value] of Object.entries(options)) {
    const rule = Object.hasOwn(rules, name) ? rules[name as keyof Options] : undefined;
    if (!rule) {
      const names = Object.keys(rules);
      const hint = didYouMean(name, names) || ` It accepts ${names.join(', ')}.`;
      mistakes.push(`${where} has no ${kind} ${inspect(name)}.${hint}`);
    } else if (value !== undefined && !rule.accepts(value)) {
      const hint = didYouMean(value, rule.choices ?? []);
      mistakes.push(`${where}: "${name}" must be ${rule.expected}, got ${inspect(value)}.${hint}`);
    }
  }
  return mistakes;
}

/**
 * Checks the names and values of options, which JavaScript callers can get wrong unnoticed: an
 * option that is never read, or is read as something else, turns off what it should turn on.
 *
 * @throws TypeError with the first of the {@link optionMistakes}.
 */
export function checkOptions<Options extends object>(
  where: string,
  options: Options,
  rules: OptionRules<Options>,
): void {
  const [mistake] = optionMistakes(where, options, rules, 'option');
  if (mistake !== undefined) throw new TypeError(mistake);
}

/**
 * Checks arguments, and options that have no default.
 *
 * @throws TypeError for the first that is absent or not accepted.
 */
export function checkRequired(
  where: string,
  values: Readonly<Record<string, unknown>>,
  rules: Readonly<Record<string, OptionRule>>,
): void {
  for (const [name, { accepts, expected }] of Object.entries(rules)) {
    if (!accepts(values[name])) {
      throw new TypeError(`${where}: "${name}" must be ${expected}, got ${inspect(values[name])}.`);
    }
  }
}
