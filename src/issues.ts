import type { ActiveModelError } from './payload.js';

/** One issue of a Standard Schema validator (https://standardschema.dev): zod, valibot, arktype and others report these. */
export interface StandardIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: unknown })[] | undefined;
}

/**
 * What a validator refused, as details of a payload error: `failure(code, ...fromIssues(issues, input))`.
 *
 * `attribute` is the path to the value, in camel case, joined with dots: `flow.settings.0.name`; empty for the input as a whole.
 * `type` is the issue's message where that is a validation key (`v.minLength(8, 'too_short')`). Else it is `blank` for a value that is
 * absent, `too_short`, `too_long` or `inclusion` from the kind of issue that zod, valibot and arktype name, and `invalid` for all others.
 * A message in words never reaches the client: it may repeat what the user typed.
 *
 * @param input what was validated. Not every library says that a value is absent; with the input it can be seen.
 */
export function fromIssues(issues: readonly StandardIssue[], input?: unknown): readonly ActiveModelError[] {
  return issues.map((issue) => {
    const path = (issue.path ?? []).map((segment) => (typeof segment === 'object' ? segment.key : segment));
    const isAbsent = input !== undefined && valueAt(input, path) === undefined;
    return { attribute: path.map((key) => camelCase(String(key))).join('.'), type: typeOf(issue, isAbsent) };
  });
}

/** The value at the path; `undefined` where there is none, or null. */
const valueAt = (input: unknown, path: readonly unknown[]): unknown =>
  path.reduce(
    (value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key as PropertyKey] ?? undefined,
    input,
  );

const camelCase = (name: string): string =>
  name.replace(/(?<=\w)[-_ ]+(\w)/g, (_match, letter: string) => letter.toUpperCase());

const validationKey = /^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/;

/** What the libraries add to an issue: its kind is `code` in zod and arktype, `type` in valibot, which also tells what it received. */
interface IssueOfLibrary extends StandardIssue {
  readonly code?: unknown;
  readonly type?: unknown;
  readonly received?: unknown;
  readonly origin?: unknown;
}

function typeOf({ message, code, type, received, origin }: IssueOfLibrary, isAbsent: boolean): string {
  if (validationKey.test(message)) return message;
  if (isAbsent || received === 'undefined' || received === 'null') return 'blank';
  const kind = String(code ?? type);
  // zod calls numbers and dates too small and too big, too.
  if (origin !== undefined && !lengths.has(origin)) return 'invalid';
  return Object.hasOwn(typeByKind, kind) ? typeByKind[kind]! : 'invalid';
}

/** What zod can find too small or too big by its length. */
const lengths: ReadonlySet<unknown> = new Set(['string', 'array', 'set', 'map', 'file']);

/** Kinds of issues, as zod (`too_small`), valibot (`min_length`) and arktype (`minLength`) name them. */
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
