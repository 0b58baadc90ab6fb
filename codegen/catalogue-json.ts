import type { GraphQLSchema } from 'graphql';
import { createCatalogue } from 'graphql-error-codes/docs';

/** A plugin of graphql-codegen that writes the codes of the schema as JSON. */
export const plugin = (schema: GraphQLSchema): string => `${JSON.stringify(createCatalogue(schema), null, 2)}\n`;
