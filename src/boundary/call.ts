import { isObjectLike, type ResolveInfo, type ResponsePath } from '../internal/executable-schema.js';

/** One call of a mutation's resolver. */
export interface Call {
  readonly args: { readonly input?: { readonly clientMutationId?: unknown } | null };
  readonly context: unknown;
  readonly info: ResolveInfo;
  /** The position of the payload in a list. */
  readonly index: number | undefined;
  /** Whether `info` is that of the payload's `errors`, resolved after the mutation. */
  readonly isLate: boolean;
}

/** Creates the call of a mutation. A success without anything to add does not need one. */
export const createCall = (args: unknown, context: unknown, info: ResolveInfo, index?: number): Call => ({
  args: args as Call['args'],
  context,
  info,
  index,
  isLate: false,
});

/** What the boundary adds to a payload. */
interface Amendment {
  readonly errors?: readonly unknown[];
  readonly clientMutationId?: unknown;
}

/**
 * The amendments of each request, by the position of the payload. Payloads themselves stay
 * unchanged: a host may return the same object in several requests, freeze it, or keep private
 * state in it. The key is an object that every executor creates for each request.
 */
const requests = new WeakMap<object, Map<string, Amendment>>();

let isAmended = false;

/** Whether there are any: most hosts never need one, and looking it up is not free. */
export const hasAmendments = (): boolean => isAmended;

/** Returns a position as a string: executors such as graphql-jit create the path objects anew. */
export function positionKey(path: ResponsePath | undefined, index?: number): string {
  let key = index === undefined ? '' : `/${index}`;
  for (let step = path; step; step = step.prev) key = `/${step.key}${key}`;
  return key;
}

/** Adds to the payload that a mutation returns in this request. */
export function amend({ info, index }: Call, amendment: Amendment): void {
  // Called without an executor, as in a test of a resolver, there is no request to keep it in.
  if (!isObjectLike((info as Partial<ResolveInfo> | undefined)?.variableValues)) return;
  isAmended = true;
  let amendments = requests.get(info.variableValues);
  if (!amendments) requests.set(info.variableValues, (amendments = new Map<string, Amendment>()));
  const key = positionKey(info.path, index);
  amendments.set(key, { ...amendments.get(key), ...amendment });
}

/** Returns what was added to a payload, given the `info` of one of its fields. */
export const amendmentOf = (info: ResolveInfo): Amendment | undefined =>
  isAmended ? requests.get(info.variableValues)?.get(positionKey(info.path.prev)) : undefined;
