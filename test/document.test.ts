import { parse, print } from 'graphql';
import { expect, it } from 'vitest';
import { createErrorDocument, typeDefsDocument } from 'graphql-error-codes/document';
import { createErrorModule, typeDefs } from 'graphql-error-codes';

it('the document is the SDL, parsed', () => {
  expect(print(typeDefsDocument)).toBe(print(parse(typeDefs)));
});

it('the document of a module with options has them, and comes with its resolvers', () => {
  const options = { shareable: '@shareable', typePrefix: 'Shop' } as const;
  const { typeDefsDocument: made, resolvers } = createErrorDocument(options);
  expect(print(made)).toBe(print(parse(createErrorModule(options).typeDefs)));
  expect(Object.keys(resolvers)).toEqual(Object.keys(createErrorModule(options).resolvers));
});
