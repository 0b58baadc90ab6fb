import type { ActiveModelError } from './payload.js';

/** One issue of a Standard Schema validator (https://standardschema.dev): zod, valibot, arktype and others report these. */
export interface StandardIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: unknown })[] | undefined;
}

/**
 * What a validator refused, as details of a payload error: `failure(code, ...fromIssues(issues))`.
 *
 * `attribute` is the path to the value, in camel case, joined with dots: `flow.settings.0.name`; empty for the input as a whole.
 * `type` is the issue's message where that is a validation key (`v.minLength(8, 'too_short')`), else `blank`, `too_short`, `too_long`,
 * `inclusion`, `taken`, ... from the kind of issue that zod, valibot and arktype name, else `invalid`. Messages never reach the client.
 */
export function fromIssues(issues: readonly StandardIssue[]): readonly ActiveModelError[] {
  return issues.map((issue) => ({ attribute: attributeOf(issue), type: typeOf(issue) }));
}

function attributeOf({ path = [] }: StandardIssue): string {
  return path.map((segment) => camelCase(String(typeof segment === 'object' ? segment.key : segment))).join('.');
}

const camelCase = (name: string): string =>
  name.replace(/[-_ ]+(\w)/g, (_match, letter: string) => letter.toUpperCase());

const validationKey = /^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/;

function typeOf(issue: StandardIssue & { readonly code?: unknown; readonly type?: unknown }): string {
  if (validationKey.test(issue.message)) return issue.message;
  const kind = typeof issue.code === 'string' ? issue.code : typeof issue.type === 'string' ? issue.type : '';
  return typeByKind[kind] ?? 'invalid';
}

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
