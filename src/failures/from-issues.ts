import { inspect } from '../internal/inspect.js';
import { checkOptions, checkRequired, isBoolean, isObject, type OptionRules } from '../internal/options.js';
import type { ActiveModelError } from './payload.js';
import { toWellFormed } from '../internal/well-formed.js';

/**
 * One issue of a Standard Schema validator (https://standardschema.dev), such as zod, valibot and
 * arktype.
 */
export interface StandardIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: unknown })[] | undefined;
}

/**
 * What the libraries add to an issue. The kind of issue is `code` in zod and arktype and `type` in
 * valibot, which also has the received type.
 */
interface LibraryIssue extends StandardIssue {
  readonly code?: unknown;
  readonly type?: unknown;
  readonly received?: unknown;
  readonly origin?: unknown;
}

/** The kinds of issue in zod (`too_small`), valibot (`min_length`) and arktype (`minLength`). */
const typeByKind: Readonly<Record<string, string>> = {
  too_small: 'too_short',
  min_length: 'too_short',
  minLength: 'too_short',
  too_big: 'too_long',
  max_length: 'too_long',
  maxLength: 'too_long',
  invalid_value: 'inclusion',
  picklist: 'inclusion',
  unit: 'inclusion',
  union: 'inclusion',
  non_empty: 'blank',
  required: 'blank',
};

/** The origins that zod measures by length. Numbers and dates may be too small or too big, too. */
const originsWithLength: ReadonlySet<unknown> = new Set(['string', 'array', 'set', 'map', 'file']);

const validationKey = /^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/;

function typeOf({ message, code, type, received, origin }: LibraryIssue, isAbsent: boolean): string {
  // Longer messages are not keys: they may repeat what the user typed.
  if (typeof message === 'string' && message.length <= 64 && validationKey.test(message)) return message;
  if (isAbsent || received === 'undefined' || received === 'null') return 'blank';
  const kind = code ?? type;
  if (origin !== undefined && !originsWithLength.has(origin)) return 'invalid';
  return typeof kind === 'string' && Object.hasOwn(typeByKind, kind) ? typeByKind[kind]! : 'invalid';
}

/** Returns the value at the path, or `undefined` where it is absent or null. */
const valueAt = (input: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key] ?? undefined, input);

/** Returns the key of a segment. Libraries have keys, or objects with one. */
function keyOf(segment: unknown): PropertyKey {
  const key: unknown = isObject.accepts(segment) ? (segment as { readonly key?: unknown }).key : segment;
  return typeof key === 'string' || typeof key === 'number' || typeof key === 'symbol' ? key : inspect(key);
}

/** Paths consist of names that the user chose, where the input is a map. */
const maximumLength = 500;

function joinPath(path: readonly string[]): string {
  const attribute = path.join('.');
  return attribute.length <= maximumLength ? attribute : `${toWellFormed(attribute.slice(0, maximumLength))}...`;
}

const camelCase = (name: string): string =>
  name.replace(/(?<=\w)[-_ ]+(\w)/g, (_match, letter: string) => letter.toUpperCase());

/** The options of {@link fromIssues}. */
export interface FromIssuesOptions {
  /**
   * Converts the names in paths to camel case, for validators whose names are not those of the
   * schema: `zip_code` becomes `zipCode`. Defaults to `false`: names stay as they are.
   */
  readonly camelCase?: boolean;
}

const optionRules: OptionRules<FromIssuesOptions> = { camelCase: isBoolean };

const isIssueList = {
  expected: 'a list of issues',
  accepts: (value: unknown): boolean => Array.isArray(value) && value.every((issue) => isObject.accepts(issue)),
};

/**
 * Converts validation issues to details of a payload error.
 *
 * `attribute` is the path to the value, joined with dots: `flow.settings.0.name`. Names keep the
 * spelling of the validated input, which should be that of the mutation's input. It is empty for
 * the input as a whole. `type` is the issue's message where that is a validation key
 * (`v.minLength(8, 'too_short')`). Otherwise it is `blank` for an absent value, `too_short`,
 * `too_long` or `inclusion` for the matching kinds of issue in zod, valibot and arktype, and
 * `invalid` for all others. Messages in plain language never reach the client: they may repeat what
 * the user typed.
 *
 * @throws TypeError for issues that are not a list of objects, and for an invalid option.
 * @param input the validated value. Not every library reports that a value is absent; the input
 * shows it.
 * @example
 * return failure(ErrorCode.INVALID_SETTING, ...fromIssues(result.issues, input));
 */
export function fromIssues(
  issues: readonly StandardIssue[],
  input?: unknown,
  options: FromIssuesOptions = {},
): readonly ActiveModelError[] {
  checkOptions('fromIssues', options, optionRules);
  checkRequired('fromIssues', { issues }, { issues: isIssueList });
  const spell = options.camelCase ? camelCase : (name: string) => name;
  return issues.map((issue) => {
    const path = Array.isArray(issue.path) ? issue.path.map(keyOf) : [];
    const isAbsent = input !== undefined && valueAt(input, path) === undefined;
    return { attribute: joinPath(path.map((key) => spell(String(key)))), type: typeOf(issue, isAbsent) };
  });
}
