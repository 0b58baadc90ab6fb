import { buildClientSchema, type GraphQLSchema, type IntrospectionQuery } from 'graphql';
import { UsageError } from './usage-error.js';

function parseJson(source: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${source}: invalid JSON: ${(error as SyntaxError).message}`);
  }
}

/**
 * Builds a schema from an introspection result.
 *
 * @param source the file or URL of the result, for messages
 * @param text the result as JSON, with or without `data` around it
 * @throws UsageError when the text is not a complete introspection result.
 */
export function buildIntrospectedSchema(source: string, text: string): GraphQLSchema {
  const result = parseJson(source, text);
  const { data = result, errors } = (result ?? {}) as {
    readonly data?: unknown;
    readonly errors?: readonly { readonly message: string }[];
  };
  if (!(data as Partial<IntrospectionQuery> | null)?.__schema) {
    throw new UsageError(
      errors?.[0]
        ? `${source}: introspection failed: ${errors[0].message}\nIf the server disables introspection, pass SDL instead.`
        : `${source}: not an introspection result. Expected "__schema" or "data.__schema".`,
    );
  }
  try {
    return buildClientSchema(data as IntrospectionQuery);
  } catch (error) {
    // buildClientSchema throws for missing parts.
    throw new UsageError(`${source}: invalid introspection result: ${(error as Error).message}`);
  }
}
