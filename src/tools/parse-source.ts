import { GraphQLError, parse, type DocumentNode, type Source } from 'graphql';
import { withinStack } from './nesting.js';
import { UsageError } from './usage-error.js';

/** Returns the message of an error, after the file, line and column it is about. */
export function locatedMessage({ source, nodes, locations, message }: GraphQLError): string {
  const { name } = source ?? nodes?.[0]?.loc?.source ?? {};
  const place = locations?.[0];
  return name && place ? `${name}:${place.line}:${place.column} ${message}` : message;
}

/**
 * Parses GraphQL.
 *
 * @throws UsageError that starts with file, line and column.
 */
export function parseSource(source: Source): DocumentNode {
  try {
    return withinStack(source.name, () => parse(source));
  } catch (error) {
    if (error instanceof GraphQLError) throw new UsageError(locatedMessage(error));
    throw error;
  }
}
