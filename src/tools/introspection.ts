import { buildClientSchema, type GraphQLSchema, type IntrospectionQuery } from 'graphql';
import { inspect } from '../internal/inspect.js';
import { excerpt } from './excerpt.js';
import { describeText, toResult } from './graphql-request.js';
import { findGap } from './introspection-result.js';
import { parseJsonTree } from './json-tree.js';
import { UsageError } from './usage-error.js';

const hint = 'Expected the result of the query that getIntrospectionQuery() of graphql returns.';

/** What to do about a response, and about a file, that is not JSON. */
const adviceFor = (source: string): string =>
  /^https?:/i.test(source)
    ? 'Check the URL, and whether the server expects an "authorization" header.'
    : 'For SDL, use the extension .graphql.';

/** @throws UsageError with the place of a mistake in the syntax. */
function parseJson(source: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    if (!/^\s*[[{]/.test(text)) {
      throw new UsageError(`${source}: expected JSON, got ${describeText(text)}. ${adviceFor(source)}`);
    }
    // Its messages have a place, and do not quote the text at length.
    parseJsonTree(source, text);
    throw new UsageError(`${source}: invalid JSON.`);
  }
}

function describe(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value !== 'object' || value === null) return excerpt(inspect(value));
  const names = Object.keys(value);
  return names.length === 0
    ? 'an empty object'
    : `an object with ${excerpt(names.map((item) => inspect(item)).join(', '))}`;
}

/**
 * Builds a schema from an introspection result.
 *
 * @param source the file or URL of the result, for messages
 * @param text the result as JSON, with or without `data` around it
 * @throws UsageError when the text is not a complete introspection result.
 */
export function buildIntrospectedSchema(source: string, text: string): GraphQLSchema {
  const value = parseJson(source, text);
  const { data, errors: [error] = [] } = toResult(value) ?? { data: value };
  const { __schema: schema } = (data ?? {}) as { readonly __schema?: unknown };
  if (schema === undefined || schema === null) {
    throw new UsageError(
      error !== undefined
        ? `${source}: introspection failed: ${error}\nIf the server disables introspection, pass SDL instead.`
        : `${source}: not an introspection result. Expected "__schema" or "data.__schema". Got ${describe(value)}.`,
    );
  }
  const gap = findGap(data);
  if (gap !== undefined) {
    const reason = error === undefined ? '' : `\nThe result has an error, too: ${error}`;
    throw new UsageError(`${source}: incomplete introspection result: ${gap}. ${hint}${reason}`);
  }
  try {
    return buildClientSchema(data as IntrospectionQuery);
  } catch (error) {
    // A name that is not valid, a type that is not in the list, or a default value of wrong syntax.
    const reason = error instanceof TypeError ? 'It is malformed.' : excerpt((error as Error).message, 300);
    throw new UsageError(`${source}: invalid introspection result: ${reason} ${hint}`);
  }
}
