/** The parts of the module that code-first hosts take from its SDL. */
import { buildSchema, type GraphQLDirective, type GraphQLEnumType } from 'graphql';
import { typeDefs } from 'graphql-error-codes';

const module = buildSchema(typeDefs);

/** The directive `@errors`. */
export const errorsDirective: GraphQLDirective = module.getDirective('errors')!;

/** The descriptions and deprecations of the codes. */
export const codeDescriptions = Object.fromEntries(
  (module.getType('ErrorCodeEnum') as GraphQLEnumType)
    .getValues()
    .map(({ name, description, deprecationReason }) => [
      name,
      { ...(description && { description }), ...(deprecationReason && { deprecationReason }) },
    ]),
);
