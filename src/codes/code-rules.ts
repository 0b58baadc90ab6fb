import { didYouMean } from '../internal/did-you-mean.js';
import { inspect, inspectChoices } from '../internal/inspect.js';
import { isOneOf, isString, optionMistakes, type OptionRule, type OptionRules } from '../internal/options.js';
import type { KnownCode, KnownCodes } from './known-code.js';

const isText: OptionRule = {
  expected: 'a string that is not empty',
  accepts: (value) => typeof value === 'string' && value.trim() !== '',
};

const isTypeList: OptionRule = {
  expected: 'a list of type names, each once',
  accepts: (value) =>
    Array.isArray(value) && value.every((item, index) => typeof item === 'string' && value.indexOf(item) === index),
};

/** The arguments of `@errorCode`, as they are called in TypeScript, too. */
const argumentRules = {
  value: isText,
  category: isText,
  fault: isOneOf('client', 'server'),
  retry: isOneOf('never', 'after_fix', 'later'),
  exposure: isOneOf('public', 'authenticated', 'sensitive'),
  action: isText,
  since: isText,
  replacedBy: isText,
  details: isTypeList,
} as const;

const fieldRules: OptionRules<KnownCode> = { ...argumentRules, description: isString, deprecationReason: isString };

/** By the kind of source: in SDL, description and deprecation are not arguments. */
const rulesOf = { field: fieldRules, argument: argumentRules as unknown as OptionRules<KnownCode> };

/** What one source says of codes, and how its messages name a code. */
export interface CodeSource {
  readonly codes: Readonly<Record<string, Partial<KnownCode>>>;
  /** The start of a message about a code: its coordinate, or the option. */
  readonly where: (name: string) => string;
  readonly kind: 'field' | 'argument';
}

/** Returns what is wrong with single codes, whatever the others are. */
export const fieldMistakes = ({ codes, where, kind }: CodeSource): string[] =>
  Object.entries(codes).flatMap(([name, code]) =>
    optionMistakes<Partial<KnownCode>>(where(name), code, rulesOf[kind], kind),
  );

function replacementMistake(name: string, { replacedBy, deprecationReason }: KnownCode, all: KnownCodes): string {
  if (replacedBy === undefined) return '';
  const where = `"replacedBy" ${inspect(replacedBy)}`;
  if (deprecationReason === undefined) return `${where} is for deprecated codes. Deprecate the code, or remove it.`;
  if (replacedBy === name) return `${where} is the code itself. Name another code, or "none".`;
  const replacement = Object.hasOwn(all, replacedBy) ? all[replacedBy] : undefined;
  if (replacement?.deprecationReason !== undefined) {
    return `${where} is deprecated, too. Name the code that replaces both, or "none".`;
  }
  if (replacement ?? replacedBy === 'none') return '';
  return `${where} is not a code.${didYouMean(replacedBy, Object.keys(all)) || ' Name another code, or "none".'}`;
}

function detailMistakes({ details = [] }: KnownCode, members: readonly string[] | undefined): string[] {
  if (!members) return [];
  return details
    .filter((type) => !members.includes(type))
    .map(
      (type) =>
        `"details" has ${inspect(type)}, which is not a member of the union of details.` +
        (didYouMean(type, members) || ` It has ${inspectChoices(members)}.`),
    );
}

/**
 * Returns what is wrong between codes: an internal value that two of them have, a replacement that
 * does not exist, details of another union.
 *
 * @param all all codes of the enum
 * @param members the members of the union of details, if they are known
 */
export function codeMistakes(
  { codes, where }: Pick<CodeSource, 'codes' | 'where'>,
  all: KnownCodes,
  members?: readonly string[],
): string[] {
  const owners = new Map<string, string>();
  // A value of the source is the mistake, whatever the order.
  for (const [name, { value }] of Object.entries(all)) if (!Object.hasOwn(codes, name)) owners.set(value, name);
  return Object.keys(codes).flatMap((name) => {
    const code = all[name]!;
    const { value } = code;
    const owner = owners.get(value) ?? (value !== name && Object.hasOwn(all, value) ? value : undefined);
    owners.set(value, name);
    const mistakes = [replacementMistake(name, code, all), ...detailMistakes(code, members)];
    if (owner !== undefined) {
      mistakes.unshift(`the internal value ${inspect(value)} belongs to ${owner}. Every code needs its own.`);
    }
    return mistakes.filter(Boolean).map((mistake) => `${where(name)}: ${mistake}`);
  });
}
