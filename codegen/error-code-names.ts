import { isEnumType, type GraphQLEnumValue, type GraphQLSchema } from 'graphql';

const union = (values: readonly GraphQLEnumValue[]): string =>
  values.map(({ name }) => `\n  | '${name}'`).join('') || ' never';

/** A plugin of graphql-codegen that writes the names of the codes as types. */
export function plugin(schema: GraphQLSchema): string {
  const codes = schema.getType('ErrorCodeEnum');
  if (!isEnumType(codes))
    throw new Error('The schema must have an enum ErrorCodeEnum. Add it to schema/errors.graphql.');
  const values = codes.getValues();
  const deprecated = values.filter(({ deprecationReason }) => typeof deprecationReason === 'string');
  return `/** The public name of every code, as in \`ErrorCodeEnum\`. */
export type ErrorCodeName =${union(values)};

/** The codes that \`ErrorCodeEnum\` deprecates. Servers may still return them. */
export type DeprecatedErrorCodeName =${union(deprecated)};
`;
}
