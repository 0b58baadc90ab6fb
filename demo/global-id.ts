import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { inspect } from 'graphql-error-codes';

const app = 'demo';

/** Returns the id of a row as clients see it. */
export const globalId = (model: string, id: number): string => `gid://${app}/${model}/${id}`;

/**
 * Creates the scalar for the ids of one model: `gid://demo/User/1` for clients, the row's number
 * for resolvers. A malformed id, or an id of another model, fails before any resolver runs.
 */
export function createGlobalIdScalar(model: string): GraphQLScalarType<number, string> {
  const pattern = new RegExp(`^gid://${app}/${model}/([1-9]\\d{0,15})$`);

  const parse = (value: unknown): number => {
    const number = typeof value === 'string' ? pattern.exec(value)?.[1] : undefined;
    if (number !== undefined && Number.isSafeInteger(Number(number))) return Number(number);
    throw new GraphQLError(`${model}ID must be an id such as "${globalId(model, 1)}", got ${inspect(value)}.`);
  };

  return new GraphQLScalarType<number, string>({
    name: `${model}ID`,
    description: `\`${globalId(model, 0).replace(/0$/, '<number>')}\``,
    serialize: (id) => globalId(model, Number(id)),
    parseValue: parse,
    parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : undefined),
  });
}
